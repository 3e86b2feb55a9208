extension UndefinedLoss {
  /// What a run did that ended for this reason, such as “left the data”.
  public var ending: String {
    switch self {
    case .formula: "left the domain of the loss"
    case .leftData: "left the data"
    case .hole: "reached a hole in the data"
    }
  }

  /// The state of a run at a point without a loss.
  var state: State {
    switch self {
    case .formula: .undefined
    case .leftData: .leftData
    case .hole: .hole
    }
  }
}

extension Trajectory {
  /// What a run did that ended before its last step: “diverged”, or why its last step had no loss.
  public var ending: String { undefinedLoss?.ending ?? "diverged" }
}

extension AnySurface {
  /// The state of a run at an iterate without a loss; nil where the loss is a number.
  func undefinedState(at p: Point<Double>) -> State? {
    value(p).isNaN ? undefinedLoss(p).state : nil
  }
}
