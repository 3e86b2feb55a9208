/// The bottom over which a run is at a step: the nearest place of a valley's floor, or of a bowl's.
struct FloorPoint {
  let point: Point<Double>
  let hessian: Hessian
  /// The unit vector across, and the curvature λ along it.
  let topEigenvector: Point<Double>
  let sharpness: Double

  init(_ point: Point<Double>, _ curvature: Hessian) {
    self.point = point
    self.hessian = curvature
    topEigenvector = curvature.topEigenvector
    sharpness = curvature.maxEigenvalue
  }
}

extension Theory {
  /// The ground under the run at a step.
  ///
  /// For a run that diverged, the minimum below its start. Nil where there is no bottom within
  /// reach of the hum.
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
    let hum = recent.reduce(0) { max($0, ($1 - center).norm) }
    let reach = 4 * hum + 2 * (rule?.rho ?? 0) + 1e-3 * (1 + center.norm)
    guard let floor = surface.valleyFloorPoint(near: center, reach: reach) else { return nil }
    let curvature = surface.hessian(floor)
    guard curvature.maxEigenvalue > 0, curvature.minEigenvalue > -0.1 * curvature.maxEigenvalue
    else { return nil }
    return FloorPoint(floor, curvature)
  }

  /// Whether the ground is a parabola to within a twentieth, as far as this to either side.
  func isParabolic(_ ground: FloorPoint, within reach: Double) -> Bool {
    ground.isParabolic(on: recording.surface, within: reach)
  }

  /// The radius ρ above which SAM's 2-cycle breaks up; infinite where the ground is not skew.
  func breakUpRadius(_ ground: FloorPoint) -> Double? {
    guard let rule else { return nil }
    return ground.breakUpRadius(on: recording.surface, rule)
  }
}

extension FloorPoint {
  /// Skewness is forgiven here: a cycle only shifts by it, until it breaks up.
  func isParabolic(on surface: AnySurface, within reach: Double, tolerance: Double = 0.05) -> Bool {
    let ahead = surface.hessian(point + reach * topEigenvector).quadraticForm(topEigenvector)
    let behind = surface.hessian(point - reach * topEigenvector).quadraticForm(topEigenvector)
    return abs(0.5 * (ahead + behind) - sharpness) <= tolerance * sharpness
  }

  /// The same of either side by itself: nor is it skew.
  func hasConstantCurvature(on surface: AnySurface, within reach: Double, tolerance: Double) -> Bool
  {
    [reach, -reach].allSatisfy {
      let there = surface.hessian(point + $0 * topEigenvector).quadraticForm(topEigenvector)
      return abs(there - sharpness) <= tolerance * sharpness
    }
  }

  /// ηλ²(2 − ηλ)/(2|f‴|), f‴ across; nil where ηλ ≥ 2.
  func breakUpRadius(on surface: AnySurface, _ rule: SAMFamilyRule) -> Double? {
    let (eta, k) = (rule.eta, sharpness)
    guard eta * k < 2 else { return nil }
    let width = 1e-3 * (1e-3 + rule.rho)
    let third = abs(surface.thirdDerivative(at: point, along: topEigenvector, width: width))
    // Rounding of the two Hessians is no skewness.
    guard third * rule.rho > 1e-6 * k else { return .infinity }
    return eta * k * k * (2 - eta * k) / (2 * third)
  }
}
