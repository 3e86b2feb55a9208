extension Prediction {
  /// SAM's asymptotic loss is at most ηβ³ρ²/(2α(2 − ηβ)) above the minimum, α ≤ λ ≤ β everywhere.
  ///
  /// Proved for η ≤ 1/β only: for larger η the loss can end seventeen times higher. α and β must
  /// hold on the whole plane, so the bound is applied to quadratic bowls only.
  static let asymptoticLossBound = Prediction(
    id: "loss-floor", title: "bound on the asymptotic loss", symbol: "L",
    formula: "ηβ³ρ²/(2α(2 − ηβ)), η ≤ 1/β",
    sentence: "On a strongly convex loss SAM ends at most this far above the minimum loss.",
    source: "Dai, Ahn, Sra 2023, theorem 1", relation: .atMost,
    forecast: { theory, step in
      guard let rule = theory.rule, rule.isSAM else { return .samOnly }
      guard let bowl = theory.quadraticMinimum else {
        return .doesNotApply("the surface is not a quadratic bowl")
      }
      let (alpha, beta) = (bowl.hessian.minEigenvalue, bowl.hessian.maxEigenvalue)
      guard rule.eta * beta <= 1 + 1e-12 else { return .doesNotApply("η is above 1/β") }
      let bound =
        rule.eta * beta * beta * beta * rule.rho * rule.rho
        / (2 * alpha * (2 - rule.eta * beta))
      return .value(bound, bowl.point)
    },
    measured: { theory, step in
      guard let rule = theory.rule, let bowl = theory.quadraticMinimum else { return nil }
      let surface = theory.recording.surface
      func excess(_ p: Point<Double>) -> Double { surface.value(p) - surface.value(bowl.point) }
      let (alpha, beta) = (bowl.hessian.minEigenvalue, bowl.hessian.maxEigenvalue)
      // The theorem's other term, the decaying part of the initial loss, must be negligible.
      let contraction = 1 - alpha * rule.eta * (2 - rule.eta * beta)
      let transient = excess(theory.recording.run.start) * Double.pow(contraction, step)
      let current = excess(theory.recording.trajectory.points[step])
      return transient <= 1e-3 * current ? current : nil
    })
}

extension Recording {
  /// Whether the Hessian at all iterates and ascent points equals that of the bowl's minimum.
  ///
  /// A coarse grid over the plane can miss a narrow basin.
  func hasConstantHessian(_ bowl: CriticalPoint) -> Bool {
    stride(from: 0, through: lastStep, by: max(1, lastStep / 200)).allSatisfy { step in
      [trajectory.points[step], trajectory.ascentPoints[step]].allSatisfy {
        guard $0.isFinite else { return true }
        return bowl.hessian.entrywiseDistance(to: surface.hessian($0)) <= 1e-6
          * bowl.hessian.maxEigenvalue
      }
    }
  }
}

extension AnySurface {
  /// The minimum of a surface with constant Hessian at all sampled points; nil for other surfaces.
  var quadraticMinimum: CriticalPoint? {
    let center = hessian(info.frame.point(0.5, 0.5))
    guard center.minEigenvalue > 0 else { return nil }
    for row in 0...6 {
      for column in 0...6 {
        // The grid also covers points outside the frame.
        let p = info.frame.point(Double(column) / 2 - 1.03, Double(row) / 2 - 0.97)
        guard center.entrywiseDistance(to: hessian(p)) <= 1e-9 * center.maxEigenvalue else {
          return nil
        }
      }
    }
    return try? criticalPoint(near: info.frame.point(0.5, 0.5))
  }
}
