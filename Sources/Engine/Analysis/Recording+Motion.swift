extension Recording {
  /// The period of the cycle on which the run is at a step, judged by the steps up to it: 2 to 64,
  /// or nil.
  public func period(at step: Int) -> Int? {
    RunWindow(trajectory, surface, at: clampedStep(step)).period
  }

  /// Where the run is at a step when its hum is averaged out.
  ///
  /// Weights 1, 4, 6, 4, 1 over the steps around it silence a hum of period 2 and follow a drift;
  /// at the ends of the run there are fewer.
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

  /// How far the run moves along a floor in a step, in arc length, around this step.
  ///
  /// The slope of the line through the feet of the iterates of 33 steps, so that the hum is
  /// averaged out; positive towards growing arc. NaN for a run of fewer than four steps.
  public func driftRate(at step: Int, along floor: ValleyFloor) -> Double {
    let first = max(0, min(clampedStep(step) - 16, lastStep - 32))
    let steps = first...min(lastStep, first + 32)
    guard steps.count >= 4 else { return .nan }
    // By the tangent at the middle: feet on the polyline would be rough on this scale.
    let middle = floor.sample(
      at: floor.projection(of: smoothedPoint(at: clampedStep(step))).arcLength)
    let half = 0.5 * Double(steps.count - 1)
    var (up, square) = (0.0, 0.0)
    for index in steps {
      let t = Double(index - first) - half
      // The hum of a step is silenced before, or its phase at the ends would lean the line.
      up += t * (smoothedPoint(at: index) - middle.point).dot(middle.tangent)
      square += t * t
    }
    return up / square
  }

  /// The angle between the step to an iterate and the step from it, 0 to 180 degrees.
  ///
  /// Near 180 the run hums, near 0 it moves on. Nil where it does not move.
  public func updateAngle(at step: Int) -> Double? {
    guard step >= 1, step < lastStep else { return nil }
    let points = trajectory.points
    let (before, after) = (points[step] - points[step - 1], points[step + 1] - points[step])
    guard let a = before.unitVector, let b = after.unitVector else { return nil }
    // By the half-way chord, which keeps its digits where an arc cosine loses them.
    let degrees = 180 / Double.pi
    return a.dot(b) >= 0
      ? 2 * degrees * Double.asin(min(1, 0.5 * (b - a).norm))
      : 180 - 2 * degrees * Double.asin(min(1, 0.5 * (b + a).norm))
  }

  /// How far the iterate is from a floor.
  public func distance(at step: Int, to floor: ValleyFloor) -> Double {
    floor.projection(of: trajectory.points[clampedStep(step)]).distance
  }

  private func clampedStep(_ step: Int) -> Int { min(max(step, 0), lastStep) }
}
