import Engine
import Export
import Interface
import Lessons

extension Knob {
  /// The parameter with its symbol, default, range and meaning.
  var json: JSON {
    .object([
      ("id", .string(id)), ("symbol", .string(symbol)), ("initial", .number(defaultValue)),
      ("least", .number(range.lowerBound)), ("most", .number(range.upperBound)),
      ("meaning", .string(meaning)),
    ])
  }
}

extension Point where N == Double {
  /// The coordinates as an array.
  var json: JSON { .array([.number(x), .number(y)]) }

  /// The point as a command line argument.
  var argumentText: String { "\(formatExact(x)),\(formatExact(y))" }
}

extension Region {
  /// The ranges of both coordinates.
  var json: JSON {
    func range(_ range: ClosedRange<Double>) -> JSON {
      .array([.number(range.lowerBound), .number(range.upperBound)])
    }
    return .object([("x", range(x)), ("y", range(y))])
  }

  /// The region as a command line argument.
  var argumentText: String {
    func range(_ range: ClosedRange<Double>) -> String {
      "\(formatExact(range.lowerBound)):\(formatExact(range.upperBound))"
    }
    return "\(range(x)),\(range(y))"
  }
}

extension Scenario.Course {
  /// The course with the ids of its lessons.
  var json: JSON {
    .object([
      ("id", .string(id)), ("title", .string(title)), ("about", .string(about)),
      ("minutes", .count(minutes)), ("lessons", .array(lessons.map(JSON.string))),
    ])
  }
}

extension SurfaceInfo {
  /// The description of the surface.
  var json: JSON { .object(jsonFields) }

  /// The fields of `json`.
  var jsonFields: [(String, JSON)] {
    [
      ("id", .string(id)), ("formula", .string(formula)), ("about", .string(about)),
      ("source", .string(source)), ("knobs", .array(knobs.map(\.json))), ("start", start.json),
      ("frame", frame.json),
    ]
  }
}

extension ProblemInfo {
  /// The description of the problem.
  var json: JSON {
    .object([
      ("id", .string(id)), ("name", .string(name)), ("formula", .string(formula)),
      ("about", .string(about)), ("source", .string(source)),
      ("settings", .array(settings.map(\.json))), ("eta", .number(eta)),
    ])
  }
}

extension OptimizerInfo {
  /// The description of the optimizer.
  var json: JSON { .object(jsonFields) }

  /// Returns the description of a rule with the lesson or the file that defines it.
  func json(origin: String) -> JSON { .object(jsonFields + [("origin", .string(origin))]) }

  /// The fields of `json`.
  var jsonFields: [(String, JSON)] {
    [
      ("id", .string(id)), ("name", .string(name)), ("rule", .string(updateRule)),
      ("about", .string(about)), ("source", .string(source)),
      ("evaluations_per_step", .count(evaluationsPerStep)),
      ("edge", .string(stabilityThresholdLabel)), ("knobs", .array(knobs.map(\.json))),
    ]
  }
}

extension Rule {
  /// The description of a typed rule.
  var json: JSON {
    let info = OptimizerInfo(self)
    return .object(
      [("name", .string(info.name)), ("about", .string(info.about))] + jsonFields
        + [("source", .string(info.source)), ("knobs", .array(knobs.map(\.json)))])
  }

  /// The canonical text, the cost of a step, the stability threshold and the memories.
  private var jsonFields: [(String, JSON)] {
    let memories = self.memories.map { memory in
      JSON.object([
        ("name", .string(memory.name)), ("start", .string(memory.start)),
        ("shape", .string(memory.hasComponents ? "vector" : "number")),
      ])
    }
    return [
      ("rule", .string(canonicalText)),
      (
        "evaluations_per_step",
        .array(evaluationsPerStep { $0.defaultValue }.map(JSON.count))
      ),
      ("edge", .string(thresholdDescription)), ("memories", .array(memories)),
    ]
  }
}

extension SurfaceChoice {
  /// The values of the parameters that are set, sorted by name.
  var assignedValues: [(name: String, value: Double)] {
    knobs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension NamedRun {
  /// The optimizer with its hyperparameters as a command line argument.
  var argumentText: String {
    let knobs = optimizer.knobs.sorted { $0.key < $1.key }.map {
      "\($0.key)=\(formatExact($0.value))"
    }
    let source = optimizer.source.text
    return knobs.isEmpty ? source : "\(source):\(knobs.joined(separator: ","))"
  }

  /// The name, the optimizer and its hyperparameters.
  var json: JSON {
    let knobs = optimizer.knobs.sorted { $0.key < $1.key }.map { ($0.key, JSON.number($0.value)) }
    return .object([
      ("run", .string(name)), ("optimizer", .string(optimizer.source.text)),
      ("knobs", .object(knobs)),
    ])
  }
}

extension Scenario {
  /// The description of the lesson, without its cards.
  var json: JSON {
    .object([
      ("id", .string(id)), ("title", .string(title)), ("lesson", .string(lesson)),
      ("source", .string(source)), ("surface", .string(surface.source.text)),
      ("runs", .array(runs.map(\.json))),
      ("claims", .array(claims.map { .string("\($0)") })),
    ])
  }
}

extension GlossaryTerm {
  /// The term with its definition and the lesson that shows it.
  var json: JSON {
    .object(
      [
        ("id", .string(id)), ("name", .string(name)),
        ("synonyms", .array(synonyms.map(JSON.string))), ("definition", .string(definition)),
      ] + (criterion.map { [("criterion", .string($0))] } ?? []) + [("lesson", .string(lesson))])
  }
}
