extension Prediction {
  /// SAM's drift on ℓ(xy) ends at y² = √(2ε/(ηρ)), where ε = 10⁻¹² is the constant added to ‖∇f‖.
  ///
  /// There ‖∇f‖ is close to ε and the perturbation is shorter than ρ. Requires ηρ² < 0.1: for a
  /// larger ρ the last steps overshoot the limit, and from 0.3 on the drift ends far above, for
  /// another reason.
  static let epsilonDriftLimit = Prediction(
    id: "epsilon-floor", title: "limit of the drift on ℓ(xy)", symbol: "y²",
    formula: "√(2ε/(ηρ))",
    sentence:
      "Only the constant 10⁻¹² in SAM's denominator stops the drift toward the flat origin.",
    source: "balance of ε and ‖∇f‖ on the 2-cycle, checked numerically",
    forecast: { theory, step in
      guard let rule = theory.rule, rule.isSAM else { return .samOnly }
      guard theory.recording.surface.productLossCubicCoefficient != nil else {
        return .doesNotApply("the surface is not log cosh(xy) or √(1 + (xy)²) − 1")
      }
      guard rule.eta * rule.rho * rule.rho < 0.1 else {
        return .doesNotApply("ρ is so large that the drift overshoots the limit or ends far above")
      }
      guard !theory.isOnOtherCycle(at: step) else {
        return .doesNotApply("the run is on a cycle that drifts along neither axis")
      }
      return .value((2e-12 / (rule.eta * rule.rho)).squareRoot(), .zero)
    },
    measured: { theory, step in
      let points = theory.recording.trajectory.points
      let largerSquare = { (p: Point<Double>) in max(p.x * p.x, p.y * p.y) }
      // The last half must be long enough to show a drift: y² decays by 1/e in 1/(2ηρ²) steps.
      guard let rule = theory.rule, step >= 128,
        Double(step) * rule.eta * rule.rho * rule.rho >= 1
      else { return nil }
      let (current, former) = (largerSquare(points[step]), largerSquare(points[step / 2]))
      return former - current <= 0.01 * current ? current : nil
    })
}

extension Theory {
  /// Whether the run is on a cycle around the origin, or on a cycle of a period other than 2.
  fileprivate func isOnOtherCycle(at step: Int) -> Bool {
    guard let period = recording.period(at: step) else { return false }
    let center = recording.smoothedPoint(at: step)
    return period != 2 || (recording.trajectory.points[step] - center).norm > center.norm
  }
}
