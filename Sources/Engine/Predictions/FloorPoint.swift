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
