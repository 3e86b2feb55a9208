extension Prediction {
  /// By how much a step near a saddle multiplies the offset along the direction that falls away.
  ///
  /// With eigenvalues λ₊ > 0 > −m: GD 1 + ηm, USAM 1 + ηm(1 − ρm), SAM 1 + ηm(1 − ρm/‖g‖) with
  /// ‖g‖ = ηλ₊²ρ/(2 − ηλ₊) on its hum. Below 1 in size the saddle holds the run: USAM needs ρm > 1
  /// for that, SAM only ηλ₊²/(2 − ηλ₊) < m, at any ρ, and a path that enters ‖g‖ < ρm. Below −1 SAM
  /// is held too, but on no fixed course.
  static let saddleMultiplier = Prediction(
    id: "saddle-multiplier", title: "growth off the saddle per step", symbol: "M",
    formula: "1 + ηm(1 − ρm/‖g‖), ‖g‖ = ηλ₊²ρ/(2 − ηλ₊)",
    sentence: "Between −1 and 1 the saddle holds the run, above 1 it lets it go.",
    source: "Kim, Park, Choi, Lee 2023 for USAM; for SAM the hum's multiplier",
    forecast: { theory, step in
      guard let rule = theory.rule, rule.beta == 0 else { return .unsupportedOptimizer }
      guard let saddle = theory.saddle else {
        return .doesNotApply("the run comes near no saddle")
      }
      let (up, m) = (saddle.hessian.maxEigenvalue, -saddle.hessian.minEigenvalue)
      guard rule.eta * rule.effectiveSharpness(up) < 2 else {
        return .doesNotApply("η is above the threshold across the saddle")
      }
      guard rule.isNormalized else {
        return .value(1 + rule.eta * m * (1 - rule.rho * m), saddle.point)
      }
      guard rule.mu == 1 else { return .unsupportedOptimizer }
      let across = FloorPoint(saddle.point, saddle.hessian)
      guard let limit = theory.breakUpRadius(across), rule.rho <= 0.75 * limit else {
        return .doesNotApply("ρ is near or above the radius at which the hum breaks up")
      }
      let hum = rule.eta * up * up * rule.rho / (2 - rule.eta * up)
      // Where the hum itself is outside the trap, nothing can enter it.
      guard theory.entersTrap(of: saddle, rule, upTo: step, within: max(rule.rho * m, 1.01 * hum))
      else { return .doesNotApply("the path does not enter ‖∇f‖ < ρ|λ₋| near the saddle") }
      let multiplier = 1 + rule.eta * m * (1 - rule.rho * m / hum)
      guard multiplier > -1 else {
        return .doesNotApply("the saddle falls away so steeply that the run wanders about it")
      }
      return .value(multiplier, saddle.point)
    },
    measured: { theory, step in theory.measuredSaddleMultiplier(upTo: step) })
}

extension Theory {
  fileprivate func entersTrap(
    of saddle: CriticalPoint, _ rule: SAMFamilyRule, upTo step: Int, within radius: Double
  ) -> Bool {
    // As far as the look swings, the saddle must fall away as it does in the middle.
    let swing = 0.5 * rule.rho * saddle.hessian.bottomEigenvector
    let falls = [swing, -swing].allSatisfy {
      let m = -recording.surface.hessian(saddle.point + $0).quadraticForm(
        saddle.hessian.bottomEigenvector)
      return abs(m / -saddle.hessian.minEigenvalue - 1) <= 0.5
    }
    return falls
      && recording.trajectory.points[...step].contains {
        ($0 - saddle.point).norm <= 4 * rule.rho && recording.surface.gradient($0).norm < radius
      }
  }

  fileprivate func measuredSaddleMultiplier(upTo step: Int) -> Double? {
    guard let saddle, let rule, step >= 2 else { return nil }
    let flat = saddle.hessian.bottomEigenvector
    let points = recording.trajectory.points
    func offset(_ step: Int) -> Double { (points[step] - saddle.point).dot(flat) }
    func across(_ step: Int) -> Double {
      (points[step] - saddle.point).dot(saddle.hessian.topEigenvector)
    }
    // Below 10⁻¹⁵⁰ a square is none, and so is the slope that tells where the saddle is.
    let readable = max(1e-150, 1e-9 * saddle.point.norm)
    // SAM's multiplier is that on the hum, to which the offset across must have come.
    let hum = rule.isNormalized ? rule.cycleRadius(saddle.hessian.maxEigenvalue) : nil
    for t in stride(from: step - 1, through: max(0, step - 4000), by: -1) {
      let (before, after) = (offset(t), offset(t + 1))
      guard min(abs(before), abs(after)) > readable, hasSameHessian(saddle, points[t]),
        hasSameHessian(saddle, recording.trajectory.ascentPoints[t])
      else { continue }
      if let hum {
        guard abs(abs(across(t)) / hum - 1) <= 0.02, abs(before) <= 0.02 * hum else { continue }
      }
      return after / before
    }
    return nil
  }

  /// Whether the surface at a point is curved as at the saddle.
  private func hasSameHessian(_ saddle: CriticalPoint, _ p: Point<Double>) -> Bool {
    saddle.hessian.entrywiseDistance(to: recording.surface.hessian(p))
      <= 0.02 * abs(saddle.hessian.minEigenvalue)
  }
}

extension Recording {
  /// The saddle at or near the end of the run, or else near the most level of its iterates.
  var nearestSaddle: CriticalPoint? {
    let points = trajectory.points
    var (best, least) = (0, Double.infinity)
    // A thousand looks are enough to see where it was level.
    for step in stride(from: 0, through: lastStep, by: max(1, lastStep / 1000)) {
      let slope = surface.gradient(points[step]).norm
      if slope < least { (best, least) = (step, slope) }
    }
    let reach = knobs[.rho]
    for step in [lastStep, best] where points[step].isFinite {
      let center = smoothedPoint(at: step)
      let reach = 2 * reach + 0.2 * (1 + center.norm)
      if let near = try? surface.criticalPoint(near: center, reach: reach), near.kind == .saddle {
        return near
      }
    }
    return nil
  }
}
