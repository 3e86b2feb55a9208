public import Engine

/// An expression bound to recordings, with a value at each step.
///
/// Names are `quantity` of the default run, `run.quantity`, `path.quantity` of the lesson's training
/// path, or `step`, the current step. A run that has ended keeps its last row. Unknown names have the
/// value NaN.
struct BoundExpression {
  /// The last step at which a referenced run still changes.
  let lastStep: Int
  private let expression: Expression
  private let timeSeries: [String: (Int) -> Double]

  init(_ expression: Expression, in recordings: [String: Recording], run: String? = nil) {
    var sources: [String: (Int) -> Double] = [:]
    var last = 0
    for name in expression.names {
      sources[name] = recordings.timeSeries(of: name, run: run)
      if let (recording, _) = recordings.resolve(name, run: run) {
        last = max(last, recording.lastStep)
      } else if name == "step" || TrainingPath.isQuantity(name) {
        last = max(last, recordings.values.map(\.run.steps).max() ?? 0)
      }
    }
    self.expression = expression
    self.timeSeries = sources
    self.lastStep = last
  }

  /// The value at a step.
  func value(at step: Int) -> Double {
    expression.value { timeSeries[$0]?(step) ?? .nan }
  }
}

extension [String: Recording] {
  /// The values of a name as a function of the step; NaN for an unknown name.
  func timeSeries(of name: String, run: String?) -> (Int) -> Double {
    if let (recording, quantity) = resolve(name, run: run) {
      return recording.timeSeries(of: quantity)
    }
    if TrainingPath.isQuantity(name), let recording = values.first,
      let path = recording.trainingPath
    {
      return { path.value(of: name, at: $0, on: recording.surface) }
    }
    return name == "step" ? { Double($0) } : { _ in .nan }
  }

  /// The recording and the quantity of a name; nil for an unknown name.
  fileprivate func resolve(_ name: String, run: String?) -> (Recording, quantity: String)? {
    if let dot = name.firstIndex(of: ".") {
      guard let recording = self[String(name[..<dot])] else { return nil }
      return (recording, String(name[name.index(after: dot)...]))
    }
    if let run { return self[run].map { ($0, name) } }
    guard count == 1, let only = values.first else { return nil }
    return (only, name)
  }

  /// The value of an expression at a step, such as one in a card's template.
  ///
  /// Names without a run refer to the run if there is exactly one.
  public func value(of expression: Expression, at step: Int) -> Double {
    BoundExpression(expression, in: self).value(at: step)
  }
}
