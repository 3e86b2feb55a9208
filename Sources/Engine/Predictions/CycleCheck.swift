/// One period of a 2-cycle of the predicted amplitude on the real surface, not its quadratic model.
///
/// The iterates are at d ± c along the top eigenvector, where d balances the gradient components at
/// both ascent points. The difference from the quadratic model is the error of the laws that use
/// this model. At a minimum the next order is c·(1 + 8κρ²/(λ(2 − ηλ)³)) with κ = f⁗/6 − f‴²/(2λ).
struct CycleCheck {
  private let floorPoint: FloorPoint
  private let rule: SAMFamilyRule
  /// The predicted amplitude c.
  let radius: Double
  /// The gradients at both ascent points.
  let gradientAhead, gradientBehind: Point<Double>

  /// Nil if no |d| < `radius` balances the gradients: then this cycle does not exist.
  init?(_ floorPoint: FloorPoint, _ rule: SAMFamilyRule, radius: Double, on surface: AnySurface) {
    (self.floorPoint, self.rule, self.radius) = (floorPoint, rule, radius)
    let v = floorPoint.topEigenvector
    /// The gradient at the ascent point of the iterate at this offset along v.
    func ascentGradient(_ offset: Double) -> Point<Double>? {
      let w = floorPoint.point + offset * v
      let g = surface.gradient(w)
      guard g.norm > 0, g.isFinite else { return nil }
      return surface.gradient(w + (rule.rho * (1 - rule.mu + rule.mu / g.norm)) * g)
    }
    var d = 0.0
    for _ in 0..<30 {
      guard let ahead = ascentGradient(d + radius), let behind = ascentGradient(d - radius) else {
        return nil
      }
      let change = (ahead + behind).dot(v) / (2 * floorPoint.sharpness)
      guard change.isFinite else { return nil }
      if abs(change) <= 1e-6 * radius {
        (self.gradientAhead, self.gradientBehind) = (ahead, behind)
        return
      }
      d -= change
      guard abs(d) < radius else { return nil }
    }
    return nil
  }

  /// Half the difference of both gradients: the step from one side to the other, over 2η.
  var halfGradientDifference: Point<Double> { 0.5 * (gradientAhead - gradientBehind) }

  /// The mean of both gradients, which drives the drift along the valley.
  var meanGradient: Point<Double> { 0.5 * (gradientAhead + gradientBehind) }

  /// The relative difference of the real amplitude from the predicted amplitude.
  var radiusError: Double {
    let limit = 2 * (1 + rule.beta)
    let nextRadius = rule.eta * abs(halfGradientDifference.dot(floorPoint.topEigenvector)) / limit
    // The step grows with the amplitude, which amplifies the error near the stability threshold.
    let stabilityMargin = 1 - rule.eta * rule.effectiveSharpness(floorPoint.sharpness) / limit
    return (nextRadius / radius - 1) / stabilityMargin
  }

  /// The sine of the angle between the step across and the top eigenvector.
  var misalignment: Double {
    abs(halfGradientDifference.cross(floorPoint.topEigenvector)) / halfGradientDifference.norm
  }
}
