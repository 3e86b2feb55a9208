extension Prediction {
  /// SAM's drift down ℓ(xy) ends at y² = √(2ε/(ηρ)), ε = 10⁻¹² being what the rule adds to ‖∇f‖.
  ///
  /// There ‖∇f‖ is down to ε and the look uphill is no longer ρ long. For ηρ² < 0.1: with a larger ρ
  /// the last steps leap over it, and from 0.3 on the walk ends far above, at a floor of another kind.
  static let epsilonDriftLimit = Prediction(
    id: "epsilon-floor", title: "floor of the drift on ℓ(xy)", symbol: "y²",
    formula: "√(2ε/(ηρ))",
    sentence: "Only the tiny number in SAM's denominator stops its walk towards the flat origin.",
    source: "balance of ε and ‖∇f‖ on the hum, checked numerically",
    forecast: { theory, step in
      guard let rule = theory.rule, rule.isSAM else { return .doesNotApply("the floor is SAM's") }
      switch theory.recording.surface.choice {
      case .named("logcosh", _), .named("root", _): break
      default: return .doesNotApply("the surface is not log cosh(xy) or √(1 + (xy)²) − 1")
      }
      guard rule.eta * rule.rho * rule.rho < 0.1 else {
        return .doesNotApply("ρ is so large that the walk leaps over it or ends far above")
      }
      guard !theory.isOnOtherCycle(at: step) else {
        return .doesNotApply("the run is caught on a cycle that walks down neither axis")
      }
      return .value((2e-12 / (rule.eta * rule.rho)).squareRoot(), .zero)
    },
    measured: { theory, step in
      let points = theory.recording.trajectory.points
      let tall = { (p: Point<Double>) in max(p.x * p.x, p.y * p.y) }
      // Half the run must be long enough for the walk itself to show: y² falls by e in 1/(2ηρ²) steps.
      guard let rule = theory.rule, step >= 128,
        Double(step) * rule.eta * rule.rho * rule.rho >= 1
      else { return nil }
      let (now, before) = (tall(points[step]), tall(points[step / 2]))
      return before - now <= 0.01 * now ? now : nil
    })
}

extension Theory {
  /// Whether the run is on a cycle about the origin itself, or of another period than 2.
  fileprivate func isOnOtherCycle(at step: Int) -> Bool {
    guard let period = recording.period(at: step) else { return false }
    let center = recording.smoothedPoint(at: step)
    return period != 2 || (recording.trajectory.points[step] - center).norm > center.norm
  }
}
