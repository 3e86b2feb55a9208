import Engine

extension RunWriter {
  /// Everything from which the rows follow: the first line of `jsonl`.
  func metadata(version: String) throws(EngineError) -> JSON {
    var runs: [JSON] = []
    for contestant in scenario.runs {
      var run: [(String, JSON)] = [
        ("run", .string(contestant.name)),
        ("optimizer", .string(contestant.optimizer.id)),
        ("knobs", try knobs(of: contestant.optimizer)),
        ("start", point(contestant.start ?? scenario.start)),
        ("seed", .integer(contestant.seed)),
      ]
      if contestant.noise != .none { run.append(("noise", .string("\(contestant.noise)"))) }
      let schedules = contestant.optimizer.schedules.sorted { $0.key < $1.key }
      if !schedules.isEmpty {
        run.append(("schedule", .object(schedules.map { ($0.key, .string("\($0.value)")) })))
      }
      runs.append(.object(run))
    }
    let seeds = Set(scenario.runs.map(\.seed))
    let seed = seeds.count == 1 ? seeds.first : nil
    return .object([
      ("schema", .string("ravine-run/1")),
      ("version", .string(version)),
      ("scenario", .string(scenario.id)),
      ("surface", try surface),
      ("start", point(scenario.start)),
      ("steps", .count(scenario.steps)),
      ("seed", seed.map(JSON.integer) ?? .null),
      ("runs", .array(runs)),
    ])
  }

  private var surface: JSON {
    get throws(EngineError) {
      switch scenario.surface {
      case .named(let id, let given):
        let card = try Catalog.surface(scenario.surface).info
        let knobs = card.knobs.map { ($0.id, JSON.number(given[$0.id] ?? $0.defaultValue)) }
        return .object([
          ("id", .string(id)), ("formula", .string(card.formula)), ("knobs", .object(knobs)),
        ])
      case .formula(let text, let given):
        let parameters = given.sorted { $0.key < $1.key }.map { ($0.key, JSON.number($0.value)) }
        return .object([("formula", .string(text)), ("knobs", .object(parameters))])
      }
    }
  }

  private func knobs(of choice: OptimizerChoice) throws(EngineError) -> JSON {
    let entry = try Catalog.optimizer(choice.id)
    let values = try entry.knobValues(choice.knobs)
    return .object(entry.info.knobs.map { ($0.id, .number(values[$0])) })
  }

  private func point(_ point: Point<Double>) -> JSON {
    .array([.number(point.x), .number(point.y)])
  }
}
