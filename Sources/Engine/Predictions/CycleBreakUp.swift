extension Prediction {
  /// The 2-cycle of SAM at an asymmetric minimum breaks up at about ρ = ηλ²(2 − ηλ)/(2|f‴|).
  ///
  /// f‴ is the third derivative along the top eigenvector. For larger ρ the period is 3, 4, 5, 7,
  /// 9 … or the run is aperiodic. The formula is an upper bound: in twelve cases the break-up came
  /// at 0.79 to 0.99 of the formula. The law applies only where nothing drives the run along the
  /// bottom eigenvector: a run that is driven off the floor keeps its 2-cycle up to many times
  /// this ρ.
  static let cycleBreakUp = Prediction(
    id: "cycle-break-up", title: "largest ρ with a 2-cycle", symbol: "ρ*",
    formula: "ηλ²(2 − ηλ)/(2|f‴|)",
    sentence: "Above this ρ the oscillation is no longer a 2-cycle.",
    source: "third-order expansion of SAM's map at a minimum, checked numerically",
    relation: .atMost,
    forecast: { theory, step in
      guard let rule = theory.rule else { return .unsupportedOptimizer }
      guard rule.isSAM else { return .samOnly }
      guard theory.recording.trajectory.divergedAt == nil else {
        return .doesNotApply("the run diverges")
      }
      guard let floorPoint = theory.floorPoint(at: step) else { return .noFloorPoint }
      guard let limit = theory.breakUpRadius(floorPoint) else {
        return .doesNotApply("η is above 2/λ")
      }
      guard limit.isFinite else {
        return .doesNotApply(
          "the minimum is symmetric: its third derivative along the top eigenvector is zero")
      }
      guard theory.isDriftFree(floorPoint, within: 0.7 * limit) else {
        return .doesNotApply("the oscillation drives the run along the bottom eigenvector")
      }
      return .value(limit, floorPoint.point)
    },
    measured: { theory, step in
      theory.recording.period(at: step) == 2 ? theory.rule?.rho : nil
    })
}

extension Theory {
  /// Whether a 2-cycle with this ρ has almost no mean gradient along the bottom eigenvector.
  fileprivate func isDriftFree(_ floorPoint: FloorPoint, within rho: Double) -> Bool {
    guard let rule = rule?.with(rho: rho), let radius = rule.cycleRadius(floorPoint.sharpness),
      let check = CycleCheck(floorPoint, rule, radius: radius, on: recording.surface)
    else { return false }
    return abs(check.meanGradient.dot(floorPoint.hessian.bottomEigenvector)) <= 0.05
      * check.halfGradientDifference.norm
  }
}
