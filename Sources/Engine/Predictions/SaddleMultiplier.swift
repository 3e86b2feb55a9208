extension Prediction {
  /// The factor per step of the offset along the direction of negative curvature at a saddle.
  ///
  /// With eigenvalues λ₊ > 0 > −m: GD 1 + ηm, USAM 1 + ηm(1 − ρm), SAM 1 + ηm(1 − ρm/‖g‖) with
  /// ‖g‖ = ηλ₊²ρ/(2 − ηλ₊) on its 2-cycle. A factor below 1 in magnitude makes the saddle
  /// attractive: USAM needs ρm > 1, SAM only ηλ₊²/(2 − ηλ₊) < m, at any ρ, and a trajectory that
  /// enters ‖g‖ < ρm. Below −1 SAM stays near the saddle too, but moves irregularly.
  static let saddleMultiplier = Prediction(
    id: "saddle-multiplier", title: "growth per step at the saddle", symbol: "M",
    formula: "1 + ηm(1 − ρm/‖g‖), ‖g‖ = ηλ₊²ρ/(2 − ηλ₊)",
    sentence: "Between −1 and 1 the saddle attracts the run; above 1 the run escapes.",
    source: "Kim, Park, Choi, Lee 2023 for USAM; for SAM the multiplier of the 2-cycle",
    forecast: { theory, step in
      guard let rule = theory.rule, rule.beta == 0 else { return .unsupportedOptimizer }
      guard let saddle = theory.saddle else {
        return .doesNotApply("there is no saddle near the run")
      }
      let (lambda, m) = (saddle.hessian.maxEigenvalue, -saddle.hessian.minEigenvalue)
      guard rule.eta * rule.effectiveSharpness(lambda) < 2 else {
        return .doesNotApply("η is above the stability threshold across the saddle")
      }
      guard rule.isNormalized else {
        return .value(1 + rule.eta * m * (1 - rule.rho * m), saddle.point)
      }
      guard rule.mu == 1 else { return .unsupportedOptimizer }
      let across = FloorPoint(saddle.point, saddle.hessian)
      guard let limit = theory.breakUpRadius(across), rule.rho <= 0.75 * limit else {
        return .doesNotApply("ρ is near or above the value at which the 2-cycle breaks up")
      }
      let gradientNorm = rule.eta * lambda * lambda * rule.rho / (2 - rule.eta * lambda)
      // The trapping region must contain the 2-cycle itself.
      guard
        theory.entersTrap(
          of: saddle, rule, upTo: step, gradientBelow: max(rule.rho * m, 1.01 * gradientNorm))
      else { return .doesNotApply("the path does not enter ‖∇f‖ < ρ|λ₋| near the saddle") }
      let multiplier = 1 + rule.eta * m * (1 - rule.rho * m / gradientNorm)
      guard multiplier > -1 else {
        return .doesNotApply(
          "the multiplier is −1 or less, so the run moves irregularly near the saddle")
      }
      return .value(multiplier, saddle.point)
    },
    measured: { theory, step in theory.measuredSaddleMultiplier(upTo: step) })
}

extension Theory {
  /// Whether the trajectory enters the region around the saddle in which SAM is trapped.
  fileprivate func entersTrap(
    of saddle: CriticalPoint, _ rule: SAMFamilyRule, upTo step: Int, gradientBelow bound: Double
  ) -> Bool {
    // The negative curvature must be about constant within the range of the ascent points.
    let offset = 0.5 * rule.rho * saddle.hessian.bottomEigenvector
    let isUniform = [offset, -offset].allSatisfy {
      let m = -recording.surface.hessian(saddle.point + $0).quadraticForm(
        saddle.hessian.bottomEigenvector)
      return abs(m / -saddle.hessian.minEigenvalue - 1) <= 0.5
    }
    return isUniform
      && recording.trajectory.points[...step].contains {
        ($0 - saddle.point).norm <= 4 * rule.rho && recording.surface.gradient($0).norm < bound
      }
  }

  /// The ratio of successive offsets from the saddle, from the latest step that shows the ratio.
  fileprivate func measuredSaddleMultiplier(upTo step: Int) -> Double? {
    guard let saddle, let rule, step >= 2 else { return nil }
    let v = saddle.hessian.bottomEigenvector
    let points = recording.trajectory.points
    func offset(_ step: Int) -> Double { (points[step] - saddle.point).dot(v) }
    func across(_ step: Int) -> Double {
      (points[step] - saddle.point).dot(saddle.hessian.topEigenvector)
    }
    // Squares below 10⁻³⁰⁰ underflow, and with them the gradient near the saddle.
    let smallest = max(1e-150, 1e-9 * saddle.point.norm)
    // SAM's multiplier holds on the 2-cycle, which the offset across must have reached.
    let radius = rule.isNormalized ? rule.cycleRadius(saddle.hessian.maxEigenvalue) : nil
    for t in stride(from: step - 1, through: max(0, step - 4000), by: -1) {
      let (before, after) = (offset(t), offset(t + 1))
      guard min(abs(before), abs(after)) > smallest, hasSameHessian(saddle, points[t]),
        hasSameHessian(saddle, recording.trajectory.ascentPoints[t])
      else { continue }
      if let radius {
        guard abs(abs(across(t)) / radius - 1) <= 0.02, abs(before) <= 0.02 * radius else {
          continue
        }
      }
      return after / before
    }
    return nil
  }

  /// Whether the Hessian at a point equals that of the saddle to 2 %.
  private func hasSameHessian(_ saddle: CriticalPoint, _ p: Point<Double>) -> Bool {
    saddle.hessian.entrywiseDistance(to: recording.surface.hessian(p))
      <= 0.02 * abs(saddle.hessian.minEigenvalue)
  }
}

extension Recording {
  /// The saddle near the last iterate, or else near the iterate of smallest gradient norm.
  var nearestSaddle: CriticalPoint? {
    let points = trajectory.points
    var (best, least) = (0, Double.infinity)
    // A thousand samples are enough to find the smallest gradient norm.
    for step in stride(from: 0, through: lastStep, by: max(1, lastStep / 1000)) {
      let norm = surface.gradient(points[step]).norm
      if norm < least { (best, least) = (step, norm) }
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
