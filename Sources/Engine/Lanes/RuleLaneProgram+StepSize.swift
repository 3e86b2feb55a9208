import Vectors

extension RuleLaneProgram {
  /// Returns the displacement per step of each lane, of a rule on a ramp.
  func effectiveStepSizes(_ batch: LaneBatch) -> Triple<Lanes> {
    var w = Triple { _ in Point<Lanes>(0, 0) }
    let run = RuleLaneRun(
      self,
      LaneBatch(
        knobs: batch.knobs, start: w, steps: 0, seeds: [0], workspace: batch.workspace,
        isCancelled: { false }))
    _ = run.runSteps(&w, count: RuleProgram.settlingSteps)
    let middle = w
    _ = run.runSteps(&w, count: RuleProgram.settlingSteps)
    return Triple { program.stepSize(from: middle[$0], to: w[$0], batch.knobs[$0]) }
  }
}
