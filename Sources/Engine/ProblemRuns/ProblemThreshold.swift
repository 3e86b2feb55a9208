extension ProblemRun {
  /// Returns the largest value of a hyperparameter with which the run does not diverge.
  ///
  /// Bisects between a value that diverges within the steps of the run and one that does not. A run
  /// that leaves a valley at a large value may stay in another at a larger value: the threshold is the
  /// first from below that doubling and bisection find.
  ///
  /// - Parameters:
  ///   - knob: The hyperparameter; a lower bound of 0 counts as 10⁻⁶.
  ///   - first: The first value; the value of the run is ignored.
  ///   - tolerance: The relative error.
  ///   - problem: The problem of the run, to share its data; nil to create the problem of the catalog.
  /// - Returns: The value; ∞ if the run does not diverge at the largest valid value, 0 if it diverges
  ///   at the smallest.
  /// - Throws: `EngineError` if the run is invalid; see `ProblemSimulation`.
  public func largestStable(
    _ knob: Knob, from first: Double, tolerance: Double = 1e-4, on problem: (any Problem)? = nil
  ) throws(EngineError) -> Double {
    let problem: any Problem = if let problem { problem } else { try makeProblem() }
    let lowest = knob.range.lowerBound > 0 ? knob.range.lowerBound : 1e-6
    let range = lowest...knob.range.upperBound
    return try range.largestValue(from: first, tolerance: tolerance) {
      value throws(EngineError) in
      var trial = self
      trial.optimizer.knobs[knob.id] = value
      var simulation = try ProblemSimulation(trial, on: problem)
      simulation.advance(to: steps)
      return simulation.divergedAt == nil
    }
  }
}
