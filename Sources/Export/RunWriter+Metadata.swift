import Engine
import Lessons

extension RunWriter {
  /// Returns the complete input of the simulation: the first line of `jsonl`.
  ///
  /// - Throws: `EngineError` if the catalog contains no such surface, optimizer or knob.
  func metadata(version: String) throws(EngineError) -> JSON {
    var runs: [JSON] = []
    for run in scenario.runs {
      var members: [(String, JSON)] = [
        ("run", .string(run.name)),
        ("optimizer", .string(run.optimizer.source.catalogID ?? run.name)),
        ("knobs", try knobs(of: run.optimizer)),
        ("start", point(run.start ?? scenario.start)),
        ("seed", .integer(run.seed)),
      ]
      if case .rule = run.optimizer.source {
        members.insert(("rule", .string(run.optimizer.source.text)), at: 2)
      }
      if run.noise != .none { members.append(("noise", .string("\(run.noise)"))) }
      let schedules = run.optimizer.schedules.sorted { $0.key < $1.key }
      if !schedules.isEmpty {
        members.append(("schedule", .object(schedules.map { ($0.key, .string("\($0.value)")) })))
      }
      runs.append(.object(members))
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
      let (choice, surface) = (scenario.surface, try Catalog.surface(scenario.surface))
      let id = choice.source.catalogID.map { ("id", JSON.string($0)) }
      let knobs = surface.info.knobs.map {
        ($0.id, JSON.number(choice.knobs[$0.id] ?? $0.defaultValue))
      }
      return .object(
        (id.map { [$0] } ?? []) + [
          ("formula", .string(surface.formula?.text ?? surface.info.formula)),
          ("knobs", .object(knobs)),
        ])
    }
  }

  private func knobs(of choice: OptimizerChoice) throws(EngineError) -> JSON {
    let entry = try Catalog.optimizer(choice)
    let values = try entry.knobValues(choice.knobs)
    return .object(entry.info.knobs.map { ($0.id, .number(values[$0])) })
  }

  private func point(_ point: Point<Double>) -> JSON {
    .array([.number(point.x), .number(point.y)])
  }
}
