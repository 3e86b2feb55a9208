extension Recording {
  /// The number of samples at which the drift is predicted.
  private static let driftSamples = 12

  /// Returns the recording with the predicted drift at some samples; nil if cancelled.
  ///
  /// The law holds for SAM with constant hyperparameters near a minimum, where the run oscillates.
  func withDrift(on problem: any Problem, _ isCancelled: () -> Bool) -> Recording? {
    guard let ambient, run.optimizer.schedules.isEmpty, !run.isRandom(with: optimizer),
      optimizer.samFamilyRule(knobs)?.isSAM == true
    else { return self }
    let (eta, rho) = (knobs[.eta], knobs[.rho])
    var copy = self
    let every = max(1, ambient.samples.count / Self.driftSamples)
    for index in ambient.samples.indices
    where index.isMultiple(of: every) || index == ambient.samples.count - 1 {
      if isCancelled() { return nil }
      let sample = ambient.samples[index]
      switch state(of: ambient, at: sample.step) {
      case .drifting, .cycling: break
      default: continue
      }
      let isAdjacent = index > 0 && ambient.samples[index - 1].step == sample.step - 1
      let middle =
        isAdjacent
        ? 0.5 * (sample.iterate + ambient.samples[index - 1].iterate) : sample.iterate
      let law = problem.driftLaw(at: middle)
      guard eta * law.sharpness < 2 else { continue }
      let displacement = law.displacement(eta: eta, rho: rho)
      if displacement.isFinite { copy.ambient?.samples[index].drift = displacement }
    }
    return copy
  }

  /// Returns the predicted path of SAM's drift over some steps from a step, in the plane.
  ///
  /// A straight line from the middle of two successive iterates; nil without a prediction, and on a
  /// line.
  public func driftPath(from step: Int, steps: Int) -> [Point<Double>]? {
    guard let ambient, let plane = surface.projection?.plane, !plane.isLine, step > 0,
      let drift = ambient.samples.last(where: { $0.step <= step && $0.drift != nil })?.drift
    else { return nil }
    switch state(of: ambient, at: step) {
    case .drifting, .cycling: break
    default: return nil
    }
    let middle = 0.5 * (trajectory.points[step] + trajectory.points[step - 1])
    return [middle, middle + Double(steps) * plane.coordinates(plane.origin + drift)]
  }
}
