extension Prediction {
  /// A run can rest only where λ is at most its stability threshold.
  ///
  /// The threshold is 2/η for GD, λ* = (−1 + √(1 + 8ρ/η))/(2ρ) for USAM, 2(1 + β)/η with momentum.
  /// The law is a bound, not the landing point: GD stops below 2/η, and where the residual is not
  /// Lipschitz, as on (xy − 1)², USAM stops far below its threshold. SAM stays on a 2-cycle and
  /// never rests.
  static let restingSharpness = Prediction(
    id: "resting-sharpness", title: "sharpness at rest", symbol: "λ*",
    formula: "λ + ρλ² ≤ 2(1 + β)/η",
    sentence:
      "The run can come to rest only where the sharpness is at most its stability threshold.",
    source: "Dai, Ahn, Sra 2023, theorems 3 and 4; Agarwala, Dauphin 2023", relation: .atMost,
    forecast: { theory, step in
      guard let rule = theory.rule else { return .unsupportedOptimizer }
      guard !rule.isNormalized else {
        return .doesNotApply("a normalized perturbation never vanishes, so the run never rests")
      }
      guard rule.beta == 0 || rule.rho == 0 else { return .unsupportedOptimizer }
      guard theory.recording.trajectory.divergedAt == nil else {
        return .doesNotApply("the run diverges")
      }
      guard theory.recording.state(at: step) != .hallucinating else {
        return .doesNotApply("the run rests at a hallucinated minimizer")
      }
      return .value(rule.stabilityThreshold, nil)
    },
    measured: { theory, step in
      let points = theory.recording.trajectory.points
      guard step >= 8, let last = points.prefix(step + 1).last else { return nil }
      let tolerance = 1e-9 * (1 + last.norm)
      guard points[(step - 8)...step].allSatisfy({ ($0 - last).norm <= tolerance }) else {
        return nil
      }
      return theory.recording.surface.hessian(last).maxEigenvalue
    })
}
