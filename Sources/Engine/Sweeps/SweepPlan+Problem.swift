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
    var path = AmbientPath(stride: 1)
    while !simulation.isFinished {
      if simulation.step.isMultiple(of: 16), isCancelled() { return nil }
      let before = simulation.w
      _ = simulation.advance()
      guard run.steps - simulation.step < AmbientPath.stateSteps else { continue }
      if path.latest.isEmpty { path.latest = [before] }
      path.losses.append(simulation.problem.loss(simulation.w))
      path.appendMotion(to: simulation.w)
    }
    let w = simulation.w
    let state: State =
      if let step = simulation.divergedAt {
        .diverged(step: step)
      } else {
        path.state(at: path.losses.count - 1, isRandom: run.isRandom(with: simulation.optimizer))
      }
    return SweepCell(
      state: state, steps: simulation.step, point: projection.plane.coordinates(w),
      loss: projection.problem.loss(w), sharpness: .nan)
  }
}

extension AmbientPath {
  /// The number of last steps on which a state depends.
  static let stateSteps = 129
}
