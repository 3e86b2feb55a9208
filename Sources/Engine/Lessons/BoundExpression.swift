/// An expression bound to recordings, so that it can be read at step after step.
///
/// Names are `quantity`, of the run that is meant, `run.quantity`, or `step`: the step read. A run
/// that has ended keeps its last row. Names that nothing stands behind read as NaN.
struct BoundExpression {
  /// The last step at which any run it speaks of still moves.
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
      } else if name == "step" {
        last = max(last, recordings.values.map(\.run.steps).max() ?? 0)
      }
    }
    self.expression = expression
    self.timeSeries = sources
    self.lastStep = last
  }

  func value(at step: Int) -> Double {
    expression.value { timeSeries[$0]?(step) ?? .nan }
  }
}

extension [String: Recording] {
  /// The values of a name step by step; NaN if nothing stands behind it.
  func timeSeries(of name: String, run: String?) -> (Int) -> Double {
    if let (recording, quantity) = resolve(name, run: run) {
      return recording.timeSeries(of: quantity)
    }
    return name == "step" ? { Double($0) } : { _ in .nan }
  }

  /// What a name in a lesson's expression stands for.
  fileprivate func resolve(_ name: String, run: String?) -> (Recording, quantity: String)? {
    if let dot = name.firstIndex(of: ".") {
      guard let recording = self[String(name[..<dot])] else { return nil }
      return (recording, String(name[name.index(after: dot)...]))
    }
    if let run { return self[run].map { ($0, name) } }
    guard count == 1, let only = values.first else { return nil }
    return (only, name)
  }

  /// An expression of a card, read at a step; for a template's values.
  ///
  /// Bare names are those of the only run, if there is one only.
  public func value(of expression: Expression, at step: Int) -> Double {
    BoundExpression(expression, in: self).value(at: step)
  }
}

extension Recording {
  /// A quantity as a function of the step, clamped to those taken.
  ///
  /// The common ones are computed alone: a condition scanned over 10⁵ steps needs no Hessian to
  /// know x. The others come from the row, whose state no quantity speaks of.
  func timeSeries(of quantity: String) -> (Int) -> Double {
    let points = trajectory.points
    let last = lastStep
    func point(_ read: @escaping (Point<Double>) -> Double) -> (Int) -> Double {
      { read(points[Swift.min(Swift.max($0, 0), last)]) }
    }
    switch quantity {
    case "step": return { Double(Swift.min(Swift.max($0, 0), last)) }
    case "x": return point(\.x)
    case "y": return point(\.y)
    case "norm": return point(\.norm)
    case "loss": return point(surface.value)
    case "gradient_norm": return point { [surface] in surface.gradient($0).norm }
    case "sharpness": return point { [surface] in surface.hessian($0).maxEigenvalue }
    default:
      guard let quantity = Quantity.named(quantity) else { return { _ in .nan } }
      return { quantity.value(row(at: Swift.min(Swift.max($0, 0), last), state: .descending)) }
    }
  }
}
