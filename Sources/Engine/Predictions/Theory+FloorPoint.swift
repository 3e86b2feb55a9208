extension Theory {
  /// The floor point or minimum nearest to the run at a step.
  ///
  /// For a run that diverged, the minimum below the start. Nil if no floor point is within reach of
  /// the oscillation.
  func floorPoint(at step: Int) -> FloorPoint? {
    let surface = recording.surface
    if let quadraticMinimum { return FloorPoint(quadraticMinimum.point, quadraticMinimum.hessian) }
    if recording.trajectory.divergedAt != nil {
      return surface.minimum(below: recording.run.start).flatMap {
        $0.hessian.maxEigenvalue > 0 ? FloorPoint($0.point, $0.hessian) : nil
      }
    }
    let center = recording.smoothedPoint(at: step)
    guard center.isFinite else { return nil }
    let recent = recording.trajectory.points[max(0, step - 8)...step]
    let amplitude = recent.reduce(0) { max($0, ($1 - center).norm) }
    let reach = 4 * amplitude + 2 * (rule?.rho ?? 0) + 1e-3 * (1 + center.norm)
    guard let floor = surface.valleyFloorPoint(near: center, reach: reach) else { return nil }
    let hessian = surface.hessian(floor)
    guard hessian.maxEigenvalue > 0, hessian.minEigenvalue > -0.1 * hessian.maxEigenvalue
    else { return nil }
    return FloorPoint(floor, hessian)
  }

  /// Whether the loss across the floor point is quadratic to 5 % within `reach`.
  func isQuadratic(_ floorPoint: FloorPoint, within reach: Double) -> Bool {
    floorPoint.isQuadratic(on: recording.surface, within: reach)
  }

  /// The ρ above which SAM's 2-cycle breaks up; infinite at a symmetric minimum.
  ///
  /// Nil for an optimizer outside the SAM family or ηλ ≥ 2.
  func breakUpRadius(_ floorPoint: FloorPoint) -> Double? {
    guard let rule else { return nil }
    return floorPoint.breakUpRadius(on: recording.surface, rule)
  }
}
