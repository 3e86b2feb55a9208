extension Recording {
  /// Returns the period of the cycle at a step, 2 to 64, or nil if the run is not on a cycle.
  ///
  /// Uses only iterates up to the step.
  public func period(at step: Int) -> Int? {
    RunWindow(trajectory, surface, at: clampedStep(step)).period
  }

  /// Returns the mean of the iterates around a step, without their 2-cycle.
  ///
  /// The weights 1, 4, 6, 4, 1 over five iterates cancel an oscillation of period 2 and keep a
  /// linear drift. At the ends of the run the mean is over three or two iterates.
  public func smoothedPoint(at step: Int) -> Point<Double> {
    let points = trajectory.points
    let step = clampedStep(step)
    func at(_ offset: Int) -> Point<Double> { points[step + offset] }
    if step >= 2, step + 2 <= lastStep {
      return 0.0625 * (at(-2) + at(2)) + 0.25 * (at(-1) + at(1)) + 0.375 * at(0)
    }
    if step >= 1, step + 1 <= lastStep { return 0.25 * (at(-1) + at(1)) + 0.5 * at(0) }
    guard lastStep > 0 else { return at(0) }
    return step == 0 ? 0.5 * (at(0) + at(1)) : 0.5 * (at(-1) + at(0))
  }

  /// Returns the drift along a valley floor around a step, in arc length per step.
  ///
  /// The drift is the slope of a least-squares line through the smoothed iterates of 33 steps,
  /// projected on the tangent; positive toward growing arc length. NaN for fewer than four
  /// iterates.
  public func driftRate(at step: Int, along floor: ValleyFloor) -> Double {
    let first = max(0, min(clampedStep(step) - 16, lastStep - 32))
    let steps = first...min(lastStep, first + 32)
    guard steps.count >= 4 else { return .nan }
    // Projection on one tangent: projections on the polyline would be too rough at this scale.
    let center = floor.sample(
      at: floor.projection(of: smoothedPoint(at: clampedStep(step))).arcLength)
    let half = 0.5 * Double(steps.count - 1)
    var (numerator, denominator) = (0.0, 0.0)
    for index in steps {
      let t = Double(index - first) - half
      // Without smoothing, the phase of the 2-cycle at both ends would tilt the line.
      numerator += t * (smoothedPoint(at: index) - center.point).dot(center.tangent)
      denominator += t * t
    }
    return numerator / denominator
  }

  /// Returns the angle between successive updates, before and after a step, 0 to 180 degrees.
  ///
  /// The angle is near 180 in a 2-cycle and near 0 in a drift. Nil if either update is zero.
  public func updateAngle(at step: Int) -> Double? {
    guard step >= 1, step < lastStep else { return nil }
    let points = trajectory.points
    let (before, after) = (points[step] - points[step - 1], points[step + 1] - points[step])
    guard let a = before.unitVector, let b = after.unitVector else { return nil }
    // The chord is accurate near 0 and 180 degrees, where an arc cosine loses digits.
    let degrees = 180 / Double.pi
    return a.dot(b) >= 0
      ? 2 * degrees * Double.asin(min(1, 0.5 * (b - a).norm))
      : 180 - 2 * degrees * Double.asin(min(1, 0.5 * (b + a).norm))
  }

  /// Returns the distance of an iterate from a valley floor.
  public func distance(at step: Int, to floor: ValleyFloor) -> Double {
    floor.projection(of: trajectory.points[clampedStep(step)]).distance
  }

  private func clampedStep(_ step: Int) -> Int { min(max(step, 0), lastStep) }
}
