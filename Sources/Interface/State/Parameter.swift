import Drawing
public import Engine

/// A number on the knob line: a knob of the runs in focus, the size of their noise, or a knob of the
/// surface.
public struct Parameter: Sendable, Hashable {
  public let knob: Knob
  public let owner: Owner

  public enum Owner: Sendable, Hashable { case runs, noise, surface }

  /// Tells it from every other on the line: a knob of the surface may be named as one of a run.
  var id: String { owner == .surface ? "surface " + knob.id : knob.id }

  static let noise = Parameter(
    knob: Knob("noise", symbol: "σ", 0, in: 0...1000, "size of the gradients' noise"),
    owner: .noise)
}

extension AppState {
  /// The parameters that can be turned now: those of the runs in focus, their noise, then the
  /// surface's.
  public var parameters: [Parameter] {
    var found: [Parameter] = []
    for index in focusedRuns {
      for knob in recordings[index].optimizer.info.knobs
      where !found.contains(where: { $0.knob.id == knob.id }) {
        found.append(Parameter(knob: knob, owner: .runs))
      }
    }
    return found + [.noise] + surface.info.knobs.map { Parameter(knob: $0, owner: .surface) }
  }

  /// The parameter that ← and → turn.
  var selectedParameter: Parameter? {
    let parameters = parameters
    return parameters.first { $0.id == selectedParameterID }
      ?? parameters.first { $0.knob.id == selectedParameterID } ?? parameters.first
  }

  /// What the knob line calls each parameter: its symbol, and whose it is where two share one.
  var parameterLabels: [String] {
    let parameters = parameters
    return parameters.map { parameter in
      let symbol = parameter.knob.symbol
      guard parameters.filter({ $0.knob.symbol == symbol }).count > 1 else { return symbol }
      return switch parameter.owner {
      case .runs: symbol
      case .noise: "noise"
      case .surface: "\(surface.info.id) \(symbol)"
      }
    }
  }

  /// The values a parameter has in the runs in focus, each once.
  func values(of parameter: Parameter) -> [Double] {
    switch parameter.owner {
    case .surface: [surfaceKnobs[parameter.knob.id] ?? parameter.knob.defaultValue]
    case .runs, .noise:
      focusedRuns.reduce(into: []) { values, index in
        guard let value = experiment.namedRuns[index].value(of: parameter),
          !values.contains(value)
        else { return }
        values.append(value)
      }
    }
  }

  /// Changes a parameter in all runs in focus, as one step of undo.
  mutating func change(
    _ parameter: Parameter, _ new: (_ index: Int?, _ old: Double) -> Double
  ) -> [Effect] {
    var next = experiment
    let range = parameter.knob.range
    switch parameter.owner {
    case .surface:
      let old = surfaceKnobs[parameter.knob.id] ?? parameter.knob.defaultValue
      next.surface.set(parameter.knob.id, to: range.clamping(new(nil, old)))
    case .runs:
      for index in focusedRuns {
        guard let old = next.namedRuns[index].value(of: parameter) else { continue }
        next.namedRuns[index].optimizer.knobs[parameter.knob.id] =
          range.clamping(new(index, old))
      }
    case .noise:
      for index in focusedRuns {
        let noise = next.namedRuns[index].noise
        next.namedRuns[index].noise = noise.rescaled(
          to: range.clamping(new(index, noise.maxScale)))
      }
    }
    return commit(next)
  }

  /// The knob with this id among those that can be turned, as `e` or `r` ask for it.
  mutating func adjust(_ id: String, by notches: Int) -> [Effect] {
    guard let parameter = parameters.first(where: { $0.knob.id == id }) else {
      message = "no run in focus has a knob \(id)"
      return []
    }
    selectedParameterID = parameter.id
    return adjust(parameter, by: notches)
  }

  mutating func adjust(_ parameter: Parameter, by notches: Int) -> [Effect] {
    let before = experiment
    defer { if experiment == before { message = parameter.knob.rangeDescription } }
    return change(parameter) { _, old in parameter.knob.adjusted(old, by: notches) }
  }

  /// The scenario's values again, for a parameter of the runs in focus.
  mutating func reset(_ parameter: Parameter) -> [Effect] {
    let original = lessonExperiment
    let names = experiment.namedRuns.map(\.name)
    let before = experiment
    defer {
      if experiment == before { message = "\(parameter.knob.symbol) is the lesson's already" }
    }
    return change(parameter) { index, old in
      guard let index else {
        return original.surface.knobs[parameter.knob.id] ?? parameter.knob.defaultValue
      }
      guard let contestant = original.namedRuns.first(where: { $0.name == names[index] }) else {
        return parameter.knob.defaultValue
      }
      return contestant.value(of: parameter) ?? old
    }
  }

  private var surfaceKnobs: [String: Double] { experiment.surface.knobs }
}

extension NamedRun {
  /// The value of a knob, or nil where the optimizer has none of that name.
  func value(of knob: Knob) -> Double? {
    guard
      let own = try? Catalog.optimizer(optimizer.id).info.knobs.first(where: { $0.id == knob.id })
    else { return nil }
    return optimizer.knobs[own.id] ?? own.defaultValue
  }

  func value(of parameter: Parameter) -> Double? {
    parameter.owner == .noise ? noise.maxScale : value(of: parameter.knob)
  }
}

extension SurfaceChoice {
  /// The values of its knobs that were given.
  var knobs: [String: Double] {
    switch self {
    case .named(_, let knobs): knobs
    case .formula(_, let parameters): parameters
    }
  }

  mutating func set(_ id: String, to value: Double) {
    switch self {
    case .named(let name, var knobs):
      knobs[id] = value
      self = .named(name, knobs: knobs)
    case .formula(let text, var parameters):
      parameters[id] = value
      self = .formula(text, parameters: parameters)
    }
  }
}

extension Knob {
  var rangeDescription: String {
    "\(symbol) goes from \(formatShort(range.lowerBound)) to \(formatShort(range.upperBound))"
  }

  /// A value some notches away: ×10^(1/20) each, to three digits.
  ///
  /// Zero leads on to a hundredth of the initial value, and a value that falls far below it back to
  /// zero if the range has one. A knob that can be negative is turned by steps of equal size.
  func adjusted(_ value: Double, by notches: Int) -> Double {
    if range.lowerBound < 0 {
      let unit = max(defaultValue.magnitude, 1) / 20
      return ((value / unit).rounded() + Double(notches)) * unit
    }
    let floor = (defaultValue > 0 ? defaultValue : 1) / 100
    guard value > 0 else { return notches > 0 ? floor : value }
    let turned = (value * Double.pow(10, Double(notches) / 20)).rounded(toDigits: 3)
    return turned < floor / 100 && range.contains(0) ? 0 : turned
  }
}

extension Double {
  /// The nearest value with this many significant decimal digits.
  func rounded(toDigits digits: Int) -> Double {
    guard isFinite, self != 0 else { return self }
    return rounded(
      toPlaces: digits - 1 - Int((Double.log(magnitude) / Double.log(10)).rounded(.down)))
  }

  /// The nearest value with this many digits after the point.
  func rounded(toPlaces places: Int) -> Double {
    guard isFinite, places <= 300 else { return self }  // 10 to that power is not a number any more
    let scale = Double.pow(10, Int(places.magnitude))
    return places >= 0 ? (self * scale).rounded() / scale : (self / scale).rounded() * scale
  }
}

extension ClosedRange where Bound == Double {
  func clamping(_ value: Double) -> Double { Swift.min(Swift.max(value, lowerBound), upperBound) }
}
