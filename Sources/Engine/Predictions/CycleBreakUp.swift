extension Prediction {
  /// The 2-cycle of SAM at a skew minimum breaks up at about ρ = ηλ²(2 − ηλ)/(2|f‴|).
  ///
  /// f‴ is the third derivative along the sharpest direction. Above it the period is 3, 4, 5, 7, 9 …
  /// or none. An upper bound: in twelve cases the break-up came at 0.79 to 0.99 of it. Claimed where
  /// nothing pushes the run along the soft direction: a run that is pushed off the floor hums beside it
  /// with its look aslant, for many times this ρ.
  static let cycleBreakUp = Prediction(
    id: "cycle-break-up", title: "largest ρ with a 2-cycle", symbol: "ρ*",
    formula: "ηλ²(2 − ηλ)/(2|f‴|)",
    sentence: "With a longer look than this the hum is no 2-cycle any more.",
    source: "third-order expansion of SAM's map at a minimum, checked numerically",
    relation: .atMost,
    forecast: { theory, step in
      guard let rule = theory.rule else { return .unsupportedOptimizer }
      guard rule.isSAM else { return .doesNotApply("the bound is SAM's") }
      guard theory.recording.trajectory.divergedAt == nil else {
        return .doesNotApply("the run diverges")
      }
      guard let ground = theory.floorPoint(at: step) else { return .noFloorPoint }
      guard let limit = theory.breakUpRadius(ground) else {
        return .doesNotApply("η is above 2/λ")
      }
      guard limit.isFinite else {
        return .doesNotApply("the minimum is not skew: its third derivative across is none")
      }
      guard theory.isDriftFree(ground, within: 0.7 * limit) else {
        return .doesNotApply("the run is pushed along the soft direction, off its floor")
      }
      return .value(limit, ground.point)
    },
    measured: { theory, step in
      theory.recording.period(at: step) == 2 ? theory.rule?.rho : nil
    })
}

extension Theory {
  /// Whether a 2-cycle of SAM with this ρ would not be pushed along the ground's soft direction.
  fileprivate func isDriftFree(_ ground: FloorPoint, within rho: Double) -> Bool {
    guard let rule = rule?.with(rho: rho), let radius = rule.cycleRadius(ground.sharpness),
      let swing = CycleCheck(ground, rule, radius: radius, on: recording.surface)
    else { return false }
    return abs(swing.meanGradient.dot(ground.hessian.bottomEigenvector)) <= 0.05
      * swing.halfGradientDifference.norm
  }
}
