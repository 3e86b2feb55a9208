/// A point of a valley floor, or a minimum, near which a run oscillates.
struct FloorPoint {
  let point: Point<Double>
  let hessian: Hessian
  /// The unit eigenvector of λmax, across the floor.
  let topEigenvector: Point<Double>
  /// λmax.
  let sharpness: Double

  init(_ point: Point<Double>, _ hessian: Hessian) {
    self.point = point
    self.hessian = hessian
    topEigenvector = hessian.topEigenvector
    sharpness = hessian.maxEigenvalue
  }
}

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

extension FloorPoint {
  /// Whether the mean curvature at ±`reach` along the top eigenvector equals λ within `tolerance`.
  ///
  /// The third derivative cancels: an asymmetry only shifts a 2-cycle, up to the break-up.
  func isQuadratic(on surface: AnySurface, within reach: Double, tolerance: Double = 0.05) -> Bool {
    let ahead = surface.hessian(point + reach * topEigenvector).quadraticForm(topEigenvector)
    let behind = surface.hessian(point - reach * topEigenvector).quadraticForm(topEigenvector)
    return abs(0.5 * (ahead + behind) - sharpness) <= tolerance * sharpness
  }

  /// Whether the curvature at +`reach` and at −`reach` each equals λ within `tolerance`.
  func hasConstantCurvature(on surface: AnySurface, within reach: Double, tolerance: Double) -> Bool
  {
    [reach, -reach].allSatisfy {
      let curvature = surface.hessian(point + $0 * topEigenvector).quadraticForm(topEigenvector)
      return abs(curvature - sharpness) <= tolerance * sharpness
    }
  }

  /// ηλ²(2 − ηλ)/(2|f‴|), f‴ along the top eigenvector; nil for ηλ ≥ 2.
  func breakUpRadius(on surface: AnySurface, _ rule: SAMFamilyRule) -> Double? {
    let (eta, k) = (rule.eta, sharpness)
    guard eta * k < 2 else { return nil }
    let width = 1e-3 * (1e-3 + rule.rho)
    let third = abs(surface.thirdDerivative(at: point, along: topEigenvector, width: width))
    // A third derivative this small is rounding error of the two Hessians.
    guard third * rule.rho > 1e-6 * k else { return .infinity }
    return eta * k * k * (2 - eta * k) / (2 * third)
  }
}
