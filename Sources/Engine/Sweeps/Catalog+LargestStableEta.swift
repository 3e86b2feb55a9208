extension Catalog {
  /// Returns the largest η with which a run stays stable, by bisection over simulated runs.
  ///
  /// A run is unstable if it diverges, or if its oscillation still grows at an increasing rate at the
  /// end: the step length increases steadily, and its mean change over the last quarter of the run
  /// exceeds that of the quarter before. Near a threshold the step length changes by a factor per step that crosses 1, so
  /// 20 000 steps resolve a relative error of 10⁻⁶. A run that ends on a cycle is stable.
  ///
  /// - Parameters:
  ///   - run: The run; its own η is only the first trial.
  ///   - tolerance: The relative error.
  /// - Returns: The η; ∞ if the run is stable up to the largest valid η, and 0 if it is unstable down
  ///   to the smallest.
  /// - Throws: `EngineError` if a surface, optimizer or parameter is unknown or out of range.
  public static func largestStableEta(
    of run: Run, tolerance: Double = 1e-6
  ) throws(EngineError) -> Double {
    try stabilityThreshold(of: run, tolerance: tolerance).eta
  }

  /// Returns the largest stable η, and why a run with a larger η ends.
  ///
  /// - Throws: `EngineError` as `largestStableEta(of:tolerance:)`.
  public static func stabilityThreshold(
    of run: Run, tolerance: Double = 1e-6
  ) throws(EngineError) -> StabilityThreshold {
    let surface = try surface(run.surface)
    var beyond: UndefinedLoss?
    func isStable(_ eta: Double) throws(EngineError) -> Bool {
      var trial = run
      trial.optimizer.knobs["eta"] = eta
      let trajectory = try record(trial, on: surface).trajectory
      guard !trajectory.isStable else { return true }
      beyond = trajectory.undefinedLoss
      return false
    }
    let sharpness = surface.hessian(run.start).maxEigenvalue
    let eta = try Knob.eta.range.largestValue(
      from: sharpness > 0 ? 1 / sharpness : Knob.eta.defaultValue, tolerance: tolerance,
      where: isStable)
    return StabilityThreshold(eta: eta, beyond: eta == .infinity ? nil : beyond)
  }
}

extension ClosedRange<Double> {
  /// Returns the largest value at which a test succeeds, by doubling and bisection.
  ///
  /// - Parameters:
  ///   - first: The first value.
  ///   - tolerance: The relative error.
  ///   - succeeds: The test.
  /// - Returns: The value; ∞ if the test succeeds at the upper bound, 0 if it fails at the lower
  ///   bound.
  /// - Throws: `EngineError` if the test throws.
  func largestValue(
    from first: Double, tolerance: Double, where succeeds: (Double) throws(EngineError) -> Bool
  ) throws(EngineError) -> Double {
    func clamped(_ value: Double) -> Double {
      Swift.min(Swift.max(value, lowerBound), upperBound)
    }
    var lower = clamped(first)
    while try !succeeds(lower) {
      guard lower > lowerBound else { return 0 }
      lower = clamped(lower / 4)
    }
    var upper = lower
    repeat {
      guard upper < upperBound else { return .infinity }
      lower = upper
      upper = clamped(2 * upper)
    } while try succeeds(upper)
    while upper > lower * (1 + tolerance) {
      let middle = 0.5 * (lower + upper)
      if try succeeds(middle) { lower = middle } else { upper = middle }
    }
    return lower
  }
}

/// The largest η with which a run stays stable.
public struct StabilityThreshold: Sendable, Hashable {
  /// The η; ∞ if all valid η are stable, 0 if none is.
  public let eta: Double
  /// Why a run with a larger η has no loss at its end, such as outside the losses of a file; nil if the
  /// run diverges or its oscillation grows.
  public let beyond: UndefinedLoss?
}

extension Trajectory {
  /// Whether the run did not diverge, and the change of its step length does not grow at the end.
  fileprivate var isStable: Bool {
    guard divergedAt == nil else { return false }
    let lengths = zip(points.dropFirst(points.count / 2), points.dropFirst(points.count / 2 + 1))
      .map { ($1 - $0).norm }
    let changes = zip(lengths, lengths.dropFirst()).map { abs($1 - $0) }
    guard changes.count > 1 else { return true }
    let half = changes.count / 2
    let early = changes.prefix(half).reduce(0, +) / Double(half)
    let late = changes.suffix(half).reduce(0, +) / Double(half)
    // The step length of a growing oscillation increases steadily, that of a chaotic run does not.
    let increase = (lengths.last ?? 0) - (lengths.first ?? 0)
    let isSteady = increase > 0.5 * changes.reduce(0, +)
    // Changes below 10⁻¹⁰ of the step are rounding errors.
    return !(isSteady && late > early && late > 1e-10 * (lengths.max() ?? 0))
  }
}
