import Integers

extension SweepPlan {
  /// The cells of a problem that are computed between two deliveries.
  static let problemCells = 16

  /// Returns the cell of a run on a problem; nil if cancelled or invalid.
  ///
  /// Only the last steps are measured, as many as the state depends on.
  func problemCell(
    _ run: Run, on projection: ProblemProjection, isCancelled: () -> Bool
  ) -> SweepCell? {
    guard let problemRun = run.problemRun,
      var simulation = try? ProblemSimulation(problemRun, on: projection.problem)
    else { return nil }
    var motion: IterateMotion?
    while !simulation.isFinished {
      if simulation.step.isMultiple(of: 16), isCancelled() { return nil }
      let before = simulation.w
      _ = simulation.advance()
      guard run.steps - simulation.step < IterateMotion.stateSteps else { continue }
      if motion == nil { motion = IterateMotion(after: before) }
      motion?.append(simulation.w, loss: simulation.problem.loss(simulation.w))
    }
    let w = simulation.w
    let state: State =
      if let step = simulation.divergedAt {
        .diverged(step: step)
      } else {
        motion.map {
          $0.state(at: $0.losses.count - 1, isRandom: run.isRandom(with: simulation.optimizer))
        } ?? .descending
      }
    return SweepCell(
      state: state, steps: simulation.step, point: projection.plane.coordinates(w),
      loss: projection.problem.loss(w), sharpness: .nan)
  }
}
