extension Prediction {
  /// Where GD and USAM land on ℓ(xy): at y² somewhat below their edge, wherever they start.
  ///
  /// With ℓ′(u) = u − c₃u³ + …, GD lands at y² = 2/η − η/(2c₃). USAM at the root of
  /// ηY(1 + ρY) = 2 − ηY*m²(1 + 2ρY*)/κ, Y* its edge, m = 1 + ρY*, κ = c₃Y*²(ρY* + m³) − 2ρY*m.
  /// From the slow passage through the flip bifurcation: for starts well above the edge, and while
  /// the gap is small (η and ρ not large).
  static let landingPoint = Prediction(
    id: "landing-point", title: "landing point on the axis", symbol: "y²",
    formula: "2/η − η/(2c₃) for GD",
    sentence: "A run from far up the valley comes to rest here, the start forgotten.",
    source: "Ahn et al. 2022; Dai, Ahn, Sra 2023, theorems 3 and 4; the gap by slow passage",
    forecast: { theory, step in
      guard let rule = theory.rule else { return .unsupportedOptimizer }
      guard !rule.isNormalized, rule.beta == 0 else {
        return .doesNotApply("the landing points are GD's and USAM's")
      }
      guard let c3 = theory.cubicCoefficient else {
        return .doesNotApply("the surface is not log cosh(xy) or √(1 + (xy)²) − 1")
      }
      let (p, edge) = (theory.recording.run.start, rule.stabilityThreshold)
      let (tall, wide) = (max(abs(p.x), abs(p.y)), min(abs(p.x), abs(p.y)))
      guard wide > 0, tall * tall - wide * wide >= 1.5 * edge else {
        return .doesNotApply("the start is not far above the edge")
      }
      guard tall * tall <= 12 * edge else {
        return .doesNotApply("the start is so high that the first steps leap past the edge")
      }
      guard let square = landingPointSquared(rule, c3), square >= 0.88 * edge else {
        return .doesNotApply("η and ρ are too large for the expansion at the edge")
      }
      let y = square.squareRoot()
      let place = abs(p.x) > abs(p.y) ? Point(p.x < 0 ? -y : y, 0) : Point(0, p.y < 0 ? -y : y)
      return .value(square, place)
    },
    measured: { theory, step in
      let points = theory.recording.trajectory.points
      let p = points[step]
      guard step >= 8, (p - points[step - 8]).norm <= 1e-9 * (1 + p.norm) else { return nil }
      return max(p.x * p.x, p.y * p.y)
    })
}

extension Theory {
  /// c₃ of ℓ′(u) = u − c₃u³ + …; nil for other surfaces.
  fileprivate var cubicCoefficient: Double? {
    switch recording.surface.choice {
    case .named("logcosh", _): 1.0 / 3
    case .named("root", _): 0.5
    default: nil
    }
  }
}

private func landingPointSquared(_ rule: SAMFamilyRule, _ c3: Double) -> Double? {
  let (eta, rho) = (rule.eta, rule.rho)
  guard rho > 0 else { return 2 / eta - eta / (2 * c3) }
  let edge = rule.stabilityThreshold
  let m = 1 + rho * edge
  let kappa = c3 * edge * edge * (rho * edge + m * m * m) - 2 * rho * edge * m
  guard kappa > 0 else { return nil }
  // Y + ρY² = right/η, in the form that keeps its digits.
  let right = 2 - eta * edge * m * m * (1 + 2 * rho * edge) / kappa
  guard right > 0 else { return nil }
  return 2 * right / (eta * (1 + (1 + 4 * rho * right / eta).squareRoot()))
}
