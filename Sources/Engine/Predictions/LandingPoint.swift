extension Prediction {
  /// GD and USAM land on an axis of ℓ(xy) at y² slightly below their stability threshold.
  ///
  /// With ℓ′(u) = u − c₃u³ + …, GD lands at y² = 2/η − η/(2c₃), USAM at the root Y of
  /// ηY(1 + ρY) = 2 − ηY*m²(1 + 2ρY*)/κ, where Y* is the threshold, m = 1 + ρY* and
  /// κ = c₃Y*²(ρY* + m³) − 2ρY*m. Derived from the slow passage through the flip bifurcation: for
  /// starts well above the threshold, and η and ρ so small that the gap is small.
  static let landingPoint = Prediction(
    id: "landing-point", title: "landing point on the axis", symbol: "y²",
    formula: "2/η − η/(2c₃) for GD",
    sentence: "A run that starts far above the stability threshold comes to rest here.",
    source: "Ahn et al. 2022; Dai, Ahn, Sra 2023, theorems 3 and 4; gap from the slow passage",
    forecast: { theory, step in
      guard let rule = theory.rule else { return .unsupportedOptimizer }
      guard !rule.isNormalized, rule.beta == 0 else {
        return .doesNotApply("the law applies to GD and USAM only")
      }
      guard let c3 = theory.recording.surface.productLossCubicCoefficient else {
        return .doesNotApply("the surface is not log cosh(xy) or √(1 + (xy)²) − 1")
      }
      let (p, threshold) = (theory.recording.run.start, rule.stabilityThreshold)
      let (larger, smaller) = (max(abs(p.x), abs(p.y)), min(abs(p.x), abs(p.y)))
      guard smaller > 0, larger * larger - smaller * smaller >= 1.5 * threshold else {
        return .doesNotApply("the start is not far above the stability threshold")
      }
      guard larger * larger <= 12 * threshold else {
        return .doesNotApply("the start is so far out that the first steps overshoot the threshold")
      }
      guard let square = landingPointSquared(rule, c3), square >= 0.88 * threshold else {
        return .doesNotApply("η and ρ are too large for the expansion at the threshold")
      }
      let y = square.squareRoot()
      let landing = abs(p.x) > abs(p.y) ? Point(p.x < 0 ? -y : y, 0) : Point(0, p.y < 0 ? -y : y)
      return .value(square, landing)
    },
    measured: { theory, step in
      let points = theory.recording.trajectory.points
      let p = points[step]
      guard step >= 8, (p - points[step - 8]).norm <= 1e-9 * (1 + p.norm) else { return nil }
      return max(p.x * p.x, p.y * p.y)
    })
}

/// The y² at which GD or USAM lands; nil where the expansion has no solution.
private func landingPointSquared(_ rule: SAMFamilyRule, _ c3: Double) -> Double? {
  let (eta, rho) = (rule.eta, rule.rho)
  guard rho > 0 else { return 2 / eta - eta / (2 * c3) }
  let threshold = rule.stabilityThreshold
  let m = 1 + rho * threshold
  let kappa =
    c3 * threshold * threshold * (rho * threshold + m * m * m) - 2 * rho * threshold * m
  guard kappa > 0 else { return nil }
  // The root of Y + ρY² = right/η, without cancellation.
  let right = 2 - eta * threshold * m * m * (1 + 2 * rho * threshold) / kappa
  guard right > 0 else { return nil }
  return 2 * right / (eta * (1 + (1 + 4 * rho * right / eta).squareRoot()))
}
