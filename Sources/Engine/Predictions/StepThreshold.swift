extension Prediction {
  /// The largest stable step size at a minimum of curvature λ.
  ///
  /// GD 2/λ; USAM 2/(λ + ρλ²); SAM 2/λ for every ρ; between them 2/(λ + (1 − μ)ρλ²); 1 + β times
  /// that with a heavy ball, whose look must then be plain or wholly normalized. Local for plain
  /// looks. A normalized look reaches ρ away however near the minimum is, so there it is claimed
  /// only where the ground is a parabola for 50ρ: on (xy − 1)² SAM does diverge for large ρ.
  static let stepThreshold = Prediction(
    id: "step-threshold", title: "largest stable η", symbol: "η*",
    formula: "2(1 + β)/(λ + (1 − μ)ρλ²)",
    sentence: "Above this η the run is thrown out of its minimum, below it it stays.",
    source: "Dai, Ahn, Sra 2023, theorem 1; Oikonomou, Loizou 2025; Polyak 1964",
    forecast: { theory, step in
      guard let rule = theory.rule else { return .unsupportedOptimizer }
      guard let ground = theory.floorPoint(at: step) else { return .noFloorPoint }
      if rule.beta > 0, rule.rho > 0, rule.mu < 1 {
        return .doesNotApply("no law is known for momentum with a look that is not normalized")
      }
      if rule.isNormalized {
        // A fiftieth below the threshold the cycle is 49ρ wide; above it there is none to break up.
        let limit = theory.breakUpRadius(ground) ?? .infinity
        guard theory.isParabolic(ground, within: 50 * rule.rho), rule.rho <= limit else {
          return .doesNotApply("the ground is no parabola as far as the hum grows")
        }
      }
      return .value(rule.maxStableEta(ground.sharpness), ground.point)
    },
    measured: { theory, step in
      guard let rule = theory.rule, let ground = theory.floorPoint(at: step) else { return nil }
      return theory.measuredEffectiveSharpness(rule, ground, upTo: step).map {
        2 * (1 + rule.beta) / $0
      }
    })
}

extension Theory {
  /// λ + (1 − μ)ρλ² as the run shows it: from how its offset across the ground changes in a step.
  ///
  /// Taken from the latest of the first 512 steps at which the offset can be read.
  fileprivate func measuredEffectiveSharpness(
    _ rule: SAMFamilyRule, _ ground: FloorPoint, upTo step: Int
  )
    -> Double?
  {
    let points = recording.trajectory.points
    func offset(_ step: Int) -> Double { (points[step] - ground.point).dot(ground.topEigenvector) }
    func along(_ step: Int) -> Double {
      (points[step] - ground.point).dot(ground.topEigenvector.perpendicular)
    }
    /// The share of the slope's direction that points across.
    func lean(_ step: Int) -> Double {
      let g = recording.surface.gradient(points[step])
      return g.norm > 0 ? g.dot(ground.topEigenvector) / g.norm : 0
    }
    let readable = 1e-7 * (1e-3 + ground.point.norm)
    // A hum over ground that changes on the way hides what one step does.
    guard step >= 2, !rule.isNormalized || quadraticMinimum != nil else { return nil }
    let level = recording.surface.gradient(ground.point).norm
    for t in stride(from: min(step, 512) - 2, through: 0, by: -1) {
      let (x, y, z) = (offset(t), offset(t + 1), offset(t + 2))
      // A plain look reaches beyond the iterate.
      let largest = max(abs(x), abs(y), abs(z)) * (1 + rule.rho * ground.sharpness)
      guard min(abs(x), abs(y)) > readable, largest.isFinite,
        level <= 1e-3 * ground.sharpness * abs(x),
        // The offset along the floor must be so small that its square does not bend this one.
        quadraticMinimum != nil
          || along(t) * along(t) <= 1e-6 * abs(y) * (1e-3 + ground.point.norm),
        ground.hasConstantCurvature(on: recording.surface, within: largest, tolerance: 0.005),
        hasSameSharpness(ground, at: t)
      else { continue }
      if rule.beta > 0 {
        guard !rule.isNormalized else { return nil }
        return (1 + rule.beta - (z + rule.beta * x) / y) / rule.eta
      }
      guard rule.isNormalized else { return (1 - y / x) / rule.eta }
      // y = ax − b·lean and z = ay − b·lean′, solved for a; on the cycle itself that is singular.
      let (first, second) = (lean(t), lean(t + 1))
      let determinant = x * second - y * first
      guard abs(determinant) > 1e-3 * (abs(x * second) + abs(y * first)) else { continue }
      return (1 - (y * second - z * first) / determinant) / rule.eta
    }
    return nil
  }

  /// Whether the floor under an iterate is as sharp as the ground.
  private func hasSameSharpness(_ ground: FloorPoint, at step: Int) -> Bool {
    if quadraticMinimum != nil { return true }
    let p = recording.trajectory.points[step]
    guard
      let foot = recording.surface.valleyFloorPoint(
        near: p, reach: 4 * (p - ground.point).norm + 1e-9)
    else { return false }
    return abs(recording.surface.hessian(foot).maxEigenvalue / ground.sharpness - 1) <= 2e-3
  }
}

extension Forecast {
  static let unsupportedOptimizer = doesNotApply("theory has no closed form for this optimizer")
  static let noFloorPoint = doesNotApply("the run is over no minimum and no valley's floor")
}
