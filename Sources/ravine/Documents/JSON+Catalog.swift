import Engine
import Export

extension Knob {
  var json: JSON {
    .object([
      ("id", .string(id)), ("symbol", .string(symbol)), ("initial", .number(defaultValue)),
      ("least", .number(range.lowerBound)), ("most", .number(range.upperBound)),
      ("meaning", .string(meaning)),
    ])
  }
}

extension Point where N == Double {
  var json: JSON { .array([.number(x), .number(y)]) }

  /// The point as a user types it.
  var argumentText: String { "\(formatExact(x)),\(formatExact(y))" }
}

extension Region {
  var json: JSON {
    func range(_ range: ClosedRange<Double>) -> JSON {
      .array([.number(range.lowerBound), .number(range.upperBound)])
    }
    return .object([("x", range(x)), ("y", range(y))])
  }

  /// The frame as a user types it.
  var argumentText: String {
    func range(_ range: ClosedRange<Double>) -> String {
      "\(formatExact(range.lowerBound)):\(formatExact(range.upperBound))"
    }
    return "\(range(x)),\(range(y))"
  }
}

extension SurfaceInfo {
  var json: JSON { .object(jsonFields) }

  var jsonFields: [(String, JSON)] {
    [
      ("id", .string(id)), ("formula", .string(formula)), ("about", .string(about)),
      ("source", .string(source)), ("knobs", .array(knobs.map(\.json))), ("start", start.json),
      ("frame", frame.json),
    ]
  }
}

extension OptimizerInfo {
  var json: JSON {
    .object([
      ("id", .string(id)), ("name", .string(name)), ("rule", .string(updateRule)),
      ("source", .string(source)), ("evaluations_per_step", .count(evaluationsPerStep)),
      ("edge", .string(stabilityThresholdLabel)), ("knobs", .array(knobs.map(\.json))),
    ])
  }
}

extension SurfaceChoice {
  /// What a scenario file would call it, knobs aside.
  var argumentText: String {
    switch self {
    case .named(let id, _): id
    case .formula(let text, _): text
    }
  }

  /// The values given to its knobs or letters, by name.
  var assignedValues: [(name: String, value: Double)] {
    let values =
      switch self {
      case .named(_, let knobs): knobs
      case .formula(_, let parameters): parameters
      }
    return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension NamedRun {
  /// The optimizer as a user types it.
  var argumentText: String {
    let knobs = optimizer.knobs.sorted { $0.key < $1.key }.map {
      "\($0.key)=\(formatExact($0.value))"
    }
    return knobs.isEmpty ? optimizer.id : "\(optimizer.id):\(knobs.joined(separator: ","))"
  }

  var json: JSON {
    let knobs = optimizer.knobs.sorted { $0.key < $1.key }.map { ($0.key, JSON.number($0.value)) }
    return .object([
      ("run", .string(name)), ("optimizer", .string(optimizer.id)), ("knobs", .object(knobs)),
    ])
  }
}

extension Scenario {
  var json: JSON {
    .object([
      ("id", .string(id)), ("title", .string(title)), ("lesson", .string(lesson)),
      ("source", .string(source)), ("surface", .string(surface.argumentText)),
      ("runs", .array(runs.map(\.json))),
      ("claims", .array(claims.map { .string("\($0)") })),
    ])
  }
}
