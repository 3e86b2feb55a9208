/// The hysteresis of the states: the classifications that must agree before a state is replaced.
enum StateEvidence {
  /// The longest time over which classifications must agree: two windows.
  private static let longestHold = 2 * WindowSize.count
  /// The number of classifications that are compared.
  private static let sampleCount = 8

  /// The steps, the latest first, at which the classification must be `state` for `state` to be the
  /// state of the run at `step`, a multiple of `WindowSize.stride`.
  ///
  /// Rest other than at a saddle, growth and an undefined loss take two classifications in a row.
  /// Any other motion must last for an eighth of the run, at most for two windows; a cycle for half
  /// of that time.
  static func steps(for state: State, at step: Int) -> [Int] {
    let stride = WindowSize.stride
    let hold = min(longestHold, step / 8) / state.holdDivisor
    let strides = max(1, hold / stride)
    let samples = min(sampleCount, strides + 1)
    return (0..<samples).map { step - $0 * strides / (samples - 1) * stride }
  }
}

extension State {
  /// The divisor of the time for which this state must be seen.
  fileprivate var holdDivisor: Int {
    switch self {
    case .settled, .stalled, .hallucinating, .undefined, .climbing, .diverged: .max
    case .cycling, .atSaddle(.some, _): 2
    // Also irregular motion around a saddle.
    case .atSaddle(nil, _), .descending, .drifting, .quasiPeriodic, .chaotic, .aperiodic,
      .fluctuating:
      1
    }
  }
}
