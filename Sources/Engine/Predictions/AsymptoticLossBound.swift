extension Prediction {
  /// SAM's loss ends at most ηβ³ρ²/(2α(2 − ηβ)) above the minimum, α ≤ λ ≤ β everywhere.
  ///
  /// A theorem for η ≤ 1/β alone: for larger η the loss may end seventeen times higher. It needs
  /// one α and one β for the whole plane, so it is claimed on bowls only.
  static let asymptoticLossBound = Prediction(
    id: "loss-floor", title: "bound on the last loss", symbol: "L",
    formula: "ηβ³ρ²/(2α(2 − ηβ)), η ≤ 1/β",
    sentence: "A strongly convex loss brings SAM at least this near to the minimum.",
    source: "Dai, Ahn, Sra 2023, theorem 1", relation: .atMost,
    forecast: { theory, step in
      guard let rule = theory.rule, rule.isSAM else { return .doesNotApply("the bound is SAM's") }
      guard let bowl = theory.quadraticMinimum else {
        return .doesNotApply("the surface is no bowl of one curvature all over")
      }
      let (alpha, beta) = (bowl.hessian.minEigenvalue, bowl.hessian.maxEigenvalue)
      guard rule.eta * beta <= 1 + 1e-12 else { return .doesNotApply("η is above 1/β") }
      let floor =
        rule.eta * beta * beta * beta * rule.rho * rule.rho
        / (2 * alpha * (2 - rule.eta * beta))
      return .value(floor, bowl.point)
    },
    measured: { theory, step in
      guard let rule = theory.rule, let bowl = theory.quadraticMinimum else { return nil }
      let surface = theory.recording.surface
      func excess(_ p: Point<Double>) -> Double { surface.value(p) - surface.value(bowl.point) }
      let (alpha, beta) = (bowl.hessian.minEigenvalue, bowl.hessian.maxEigenvalue)
      // The theorem's other part, what is left of the loss at the start, must have died down.
      let rest = 1 - alpha * rule.eta * (2 - rule.eta * beta)
      let left = excess(theory.recording.run.start) * Double.pow(rest, step)
      let now = excess(theory.recording.trajectory.points[step])
      return left <= 1e-3 * now ? now : nil
    })
}

extension Recording {
  /// Whether the surface is curved as at a bowl's bottom wherever the run was and looked: a basin may
  /// be too narrow to show in a coarse view of the plane.
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
  /// The minimum of a surface whose Hessian is the same wherever it is looked at; nil for others.
  var quadraticMinimum: CriticalPoint? {
    let center = hessian(info.frame.point(0.5, 0.5))
    guard center.minEigenvalue > 0 else { return nil }
    for row in 0...6 {
      for column in 0...6 {
        // Twice as far out as the frame too.
        let p = info.frame.point(Double(column) / 2 - 1.03, Double(row) / 2 - 0.97)
        guard center.entrywiseDistance(to: hessian(p)) <= 1e-9 * center.maxEigenvalue else {
          return nil
        }
      }
    }
    return try? criticalPoint(near: info.frame.point(0.5, 0.5))
  }
}
