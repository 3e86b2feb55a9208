/// The hysteresis of the states: the classifications that must agree before a state is replaced.
enum StateEvidence {
  /// The longest time over which classifications must agree: two windows.
  private static let longestHold = 2 * WindowSize.count
  /// The number of classifications that are compared.
  private static let sampleCount = 8
  /// The number of periods for which a cycle must be seen, so that a slip after each few repetitions
  /// is no cycle.
  private static let repetitions = 6

  /// The steps, the latest first, at which the classification must be `state` for `state` to be the
  /// state of the run at `step`, a multiple of `WindowSize.stride`.
  ///
  /// Rest other than at a saddle takes two classifications in a row. Any other motion must last for an eighth of the run, at most for two windows; growth for a quarter of that
  /// time, a cycle for half of it, and for six periods or half the run.
  static func steps(for state: State, at step: Int) -> [Int] {
    let stride = WindowSize.stride
    var hold = min(longestHold, step / 8) / state.holdDivisor
    if let period = state.cyclePeriod { hold = max(hold, min(repetitions * period, step / 2)) }
    let strides = max(1, hold / stride)
    let samples = min(sampleCount, strides + 1)
    var offsets = (0..<samples).map { $0 * strides / (samples - 1) }
    // Samples an even number of strides apart would miss a state at every other stride.
    if offsets[1] > 1 { offsets.insert(1, at: 1) }
    return offsets.map { step - $0 * stride }
  }

  /// The steps up to `step` at which the loss must be a number, or else the run is undefined: the
  /// latest 16, or as many as another motion takes.
  static func definedSteps(upTo step: Int) -> ClosedRange<Int> {
    max(0, step + 1 - max(2 * WindowSize.stride, min(longestHold, step / 8)))...step
  }
}

extension State {
  /// The divisor of the time for which this state must be seen.
  fileprivate var holdDivisor: Int {
    switch self {
    case .settled, .stalled, .hallucinating, .diverged: .max
    case .climbing: 4
    case .cycling, .atSaddle(.some, _): 2
    // Also irregular motion around a saddle.
    case .atSaddle(nil, _), .descending, .drifting, .quasiPeriodic, .chaotic, .aperiodic,
      .fluctuating, .undefined, .leftData, .hole:
      1
    }
  }
}
