extension UndefinedLoss {
  /// What a run has done that ended for this reason, such as “left the data”.
  public var ending: String {
    switch self {
    case .formula: "left the domain of the loss"
    case .leftData: "left the data"
    case .hole: "come to a hole in the data"
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
