extension UndefinedLoss {
  /// The outcome of a run that ends at a point without a loss.
  var outcome: BasinOutcome {
    switch self {
    case .formula: .undefined
    case .leftData: .leftData
    case .hole: .hole
    }
  }
}
