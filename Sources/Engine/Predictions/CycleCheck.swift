/// One round of a 2-cycle of the predicted radius on the ground as it is, not as its parabola.
///
/// A run at d ± c across looks uphill from there; d is where the slopes across at both looks balance.
/// What these slopes make of the run beside what the parabola makes of it is how good the laws are
/// that take the ground for one. At a minimum the next order is c·(1 + 8κρ²/(λ(2 − ηλ)³)) with
/// κ = f⁗/6 − f‴²/(2λ).
struct CycleCheck {
  private let floorPoint: FloorPoint
  private let rule: SAMFamilyRule
  let radius: Double
  /// The slopes at both looks.
  let gradientAhead, gradientBehind: Point<Double>

  /// Nil where no d within the radius balances them: then there is no such cycle.
  init?(_ ground: FloorPoint, _ rule: SAMFamilyRule, radius: Double, on surface: AnySurface) {
    (self.floorPoint, self.rule, self.radius) = (ground, rule, radius)
    let v = ground.topEigenvector
    /// The slope where a run at so much across looks.
    func slope(_ offset: Double) -> Point<Double>? {
      let w = ground.point + offset * v
      let g = surface.gradient(w)
      guard g.norm > 0, g.isFinite else { return nil }
      return surface.gradient(w + (rule.rho * (1 - rule.mu + rule.mu / g.norm)) * g)
    }
    var d = 0.0
    for _ in 0..<30 {
      guard let ahead = slope(d + radius), let behind = slope(d - radius) else { return nil }
      let change = (ahead + behind).dot(v) / (2 * ground.sharpness)
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

  /// The hop from one side to the other, over 2η.
  var halfGradientDifference: Point<Double> { 0.5 * (gradientAhead - gradientBehind) }

  /// The slope along the ground that both looks see together.
  var meanGradient: Point<Double> { 0.5 * (gradientAhead + gradientBehind) }

  /// By what part of itself the radius of the cycle differs from the one predicted.
  var radiusError: Double {
    let most = 2 * (1 + rule.beta)
    let hopped = rule.eta * abs(halfGradientDifference.dot(floorPoint.topEigenvector)) / most
    // A larger radius makes a larger hop, which near the threshold all but keeps it up.
    let room = 1 - rule.eta * rule.effectiveSharpness(floorPoint.sharpness) / most
    return (hopped / radius - 1) / room
  }

  /// The sine of the angle between the hop and the sharpest direction.
  var misalignment: Double {
    abs(halfGradientDifference.cross(floorPoint.topEigenvector)) / halfGradientDifference.norm
  }
}
