extension Prediction {
  /// The largest stable η at a minimum of sharpness λ.
  ///
  /// GD 2/λ; USAM 2/(λ + ρλ²); SAM 2/λ for every ρ; in between 2/(λ + (1 − μ)ρλ²); 1 + β times that
  /// with heavy-ball momentum, for ρ = 0 or μ = 1 only. A local law for μ = 0. A normalized
  /// perturbation keeps its length ρ near the minimum, so for μ > 0 the law applies only where the
  /// loss is quadratic within 50ρ: on (xy − 1)² SAM diverges for large ρ.
  static let stepThreshold = Prediction(
    id: "step-threshold", title: "largest stable η", symbol: "η*",
    formula: "2(1 + β)/(λ + (1 − μ)ρλ²)",
    sentence: "The minimum is stable below this η and unstable above.",
    source: "Dai, Ahn, Sra 2023, theorem 1; Oikonomou, Loizou 2025; Polyak 1964",
    forecast: { theory, step in
      guard let rule = theory.rule else { return .unsupportedOptimizer }
      guard let floorPoint = theory.floorPoint(at: step) else { return .noFloorPoint }
      if rule.beta > 0, rule.rho > 0, rule.mu < 1 {
        return .doesNotApply("no law is known for momentum with an unnormalized perturbation")
      }
      if rule.isNormalized {
        // At 98 % of the threshold the cycle has amplitude 49ρ; above the threshold there is no cycle.
        let limit = theory.breakUpRadius(floorPoint) ?? .infinity
        guard theory.isQuadratic(floorPoint, within: 50 * rule.rho), rule.rho <= limit else {
          return .doesNotApply("the loss is not quadratic within the reach of the oscillation")
        }
      }
      return .value(rule.maxStableEta(floorPoint.sharpness), floorPoint.point)
    },
    measured: { theory, step in
      guard let rule = theory.rule, let floorPoint = theory.floorPoint(at: step) else { return nil }
      return theory.measuredEffectiveSharpness(rule, floorPoint, upTo: step).map {
        2 * (1 + rule.beta) / $0
      }
    })
}

extension Theory {
  /// The measured λ + (1 − μ)ρλ², from the change of the offset along the top eigenvector per step.
  ///
  /// Uses the latest of the first 512 steps at which the offset is large enough.
  fileprivate func measuredEffectiveSharpness(
    _ rule: SAMFamilyRule, _ floorPoint: FloorPoint, upTo step: Int
  )
    -> Double?
  {
    let points = recording.trajectory.points
    func offset(_ step: Int) -> Double {
      (points[step] - floorPoint.point).dot(floorPoint.topEigenvector)
    }
    func along(_ step: Int) -> Double {
      (points[step] - floorPoint.point).dot(floorPoint.topEigenvector.perpendicular)
    }
    /// The cosine of the angle between gradient and top eigenvector.
    func gradientCosine(_ step: Int) -> Double {
      let g = recording.surface.gradient(points[step])
      return g.norm > 0 ? g.dot(floorPoint.topEigenvector) / g.norm : 0
    }
    let smallest = 1e-7 * (1e-3 + floorPoint.point.norm)
    // Along a valley of varying sharpness a 2-cycle hides the factor of a single step.
    guard step >= 2, !rule.isNormalized || quadraticMinimum != nil else { return nil }
    let floorGradient = recording.surface.gradient(floorPoint.point).norm
    for t in stride(from: min(step, 512) - 2, through: 0, by: -1) {
      let (x, y, z) = (offset(t), offset(t + 1), offset(t + 2))
      // An unnormalized perturbation is proportional to the offset.
      let largest = max(abs(x), abs(y), abs(z)) * (1 + rule.rho * floorPoint.sharpness)
      guard min(abs(x), abs(y)) > smallest, largest.isFinite,
        floorGradient <= 1e-3 * floorPoint.sharpness * abs(x),
        // The square of the offset along the floor must not affect the offset across.
        quadraticMinimum != nil
          || along(t) * along(t) <= 1e-6 * abs(y) * (1e-3 + floorPoint.point.norm),
        floorPoint.hasConstantCurvature(on: recording.surface, within: largest, tolerance: 0.005),
        hasSameSharpness(floorPoint, at: t)
      else { continue }
      if rule.beta > 0 {
        guard !rule.isNormalized else { return nil }
        return (1 + rule.beta - (z + rule.beta * x) / y) / rule.eta
      }
      guard rule.isNormalized else { return (1 - y / x) / rule.eta }
      // Solves y = ax − b·cos and z = ay − b·cos′ for a; singular on the 2-cycle itself.
      let (first, second) = (gradientCosine(t), gradientCosine(t + 1))
      let determinant = x * second - y * first
      guard abs(determinant) > 1e-3 * (abs(x * second) + abs(y * first)) else { continue }
      return (1 - (y * second - z * first) / determinant) / rule.eta
    }
    return nil
  }

  /// Whether the floor under an iterate has the sharpness of the floor point to 0.2 %.
  private func hasSameSharpness(_ floorPoint: FloorPoint, at step: Int) -> Bool {
    if quadraticMinimum != nil { return true }
    let p = recording.trajectory.points[step]
    guard
      let floor = recording.surface.valleyFloorPoint(
        near: p, reach: 4 * (p - floorPoint.point).norm + 1e-9)
    else { return false }
    return abs(recording.surface.hessian(floor).maxEigenvalue / floorPoint.sharpness - 1) <= 2e-3
  }
}

extension Forecast {
  static let unsupportedOptimizer = doesNotApply("theory has no closed form for this optimizer")
  static let samOnly = doesNotApply("the law applies to SAM only")
  static let noFloorPoint = doesNotApply("there is no minimum or valley floor near the run")
}
