import Drawing
import Engine
import Lessons

extension AppState {
  /// The parameters of the focused runs, their noise, and the parameters of the surface.
  public var parameters: [Parameter] {
    var found: [Parameter] = []
    for index in focusedRuns {
      for knob in recordings[index].optimizer.info.knobs
      where !found.contains(where: { $0.knob.id == knob.id }) {
        found.append(Parameter(knob: knob, owner: .runs))
      }
    }
    return found + (isOnProblem ? [] : [.noise])
      + surface.info.knobs.map { Parameter(knob: $0, owner: .surface) }
  }

  /// The parameter that ← and → change.
  var selectedParameter: Parameter? {
    let parameters = parameters
    return parameters.first { $0.id == selection.parameterID }
      ?? parameters.first { $0.knob.id == selection.parameterID } ?? parameters.first
  }

  /// The labels of `parameters`: the symbols, with the owner where two parameters share a symbol.
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

  /// Returns the distinct values of a parameter in the focused runs.
  ///
  /// Side by side, the hyperparameter of the split has the values of the split.
  func values(of parameter: Parameter) -> [Double] {
    if let shownSplit, parameter.owner == .runs, parameter.knob.id == shownSplit.knob.id {
      return shownSplit.values
    }
    return switch parameter.owner {
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

  /// Changes a parameter in all focused runs as one undo step, clamped to its range.
  ///
  /// `new` maps the index of a run, nil for the surface, and the old value to the new value.
  mutating func change(
    _ parameter: Parameter, _ new: (_ index: Int?, _ old: Double) -> Double
  ) -> [Effect] {
    if let shownSplit, parameter.owner == .runs, parameter.knob.id == shownSplit.knob.id {
      message =
        "the maps compare values of \(parameter.knob.symbol); \(label(of: .split)) ends this"
      return []
    }
    var next = experiment
    let range = parameter.knob.range
    switch parameter.owner {
    case .surface:
      let old = surfaceKnobs[parameter.knob.id] ?? parameter.knob.defaultValue
      next.surface.knobs[parameter.knob.id] = range.clamping(new(nil, old))
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

  /// Selects the parameter whose knob has an id, and changes it by a number of notches.
  mutating func adjust(_ id: String, by notches: Int) -> [Effect] {
    guard let parameter = parameters.first(where: { $0.knob.id == id }) else {
      message = "no focused run has the hyperparameter \(id)"
      return []
    }
    selection.parameterID = parameter.id
    return adjust(parameter, by: notches)
  }

  /// Changes a parameter by a number of notches; at the end of its range, shows the range.
  mutating func adjust(_ parameter: Parameter, by notches: Int) -> [Effect] {
    let before = experiment
    defer { if experiment == before { message = message ?? parameter.knob.rangeDescription } }
    return change(parameter) { _, old in parameter.knob.adjusted(old, by: notches) }
  }

  /// Resets a parameter to the lesson's values in all focused runs.
  mutating func reset(_ parameter: Parameter) -> [Effect] {
    let original = lessonExperiment
    let names = experiment.namedRuns.map(\.name)
    let before = experiment
    defer {
      if experiment == before {
        message = message ?? "\(parameter.knob.symbol) already has the lesson's value"
      }
    }
    return change(parameter) { index, old in
      guard let index else {
        return original.surface.knobs[parameter.knob.id] ?? parameter.knob.defaultValue
      }
      guard let lessonRun = original.namedRuns.first(where: { $0.name == names[index] }) else {
        return parameter.knob.defaultValue
      }
      return lessonRun.value(of: parameter) ?? old
    }
  }

  private var surfaceKnobs: [String: Double] { experiment.surface.knobs }
}
