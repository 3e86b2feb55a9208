extension UndefinedLoss {
  /// The state of a run at a point without a loss.
  var state: State {
    switch self {
    case .formula: .undefined
    case .leftData: .leftData
    case .hole: .hole
    }
  }
}
