extension Prediction {
  /// SAM's drift along a valley is gradient descent with step η on V + ρ²k/(2 − ηk).
  ///
  /// V is the loss on the floor, k the sharpness across; integrated along the traced floor from the
  /// step at which the run reached the floor. For the validity see `Drift`.
  static let driftPosition = Prediction(
    id: "drift-position", title: "arc length along the valley", symbol: "s",
    formula: "Σ −η d/ds (V + ρ²k/(2 − ηk))",
    sentence: "The oscillation drives the run along the valley, toward lower sharpness.",
    source: "effective potential, after Bartlett et al. 2023 and Wen, Ma, Li 2023",
    forecast: { theory, step in
      guard let path = theory.drift.path(at: step) else {
        return .doesNotApply(theory.drift.reason)
      }
      guard let arc = path.arcLength(at: step) else {
        return .doesNotApply(
          step < path.startStep
            ? "the run is not on the valley floor yet" : path.endReason ?? "the predicted path ends"
        )
      }
      if let end = path.equilibrium, let violation = path.equilibriumViolatedAssumption(theory),
        abs(end.arcLength - arc) < abs(arc - path.arcLengths[0])
      {
        return .doesNotApply(violation)
      }
      return .value(arc - path.arcLengths[0], path.floor.sample(at: arc).point)
    },
    measured: { theory, step in
      guard let path = theory.drift.path(at: step) else { return nil }
      return path.measuredArcLength(theory.recording, at: step) - path.arcLengths[0]
    })

  /// SAM's drift along a valley per step is −η(V′ + 2ρ²k′/(2 − ηk)²).
  ///
  /// The naive ηρ²k′/2 is too small by 4/(2 − ηk)².
  static let driftRate = Prediction(
    id: "drift-rate", title: "drift per step", symbol: "Δs",
    formula: "−η(V′ + 2ρ²k′/(2 − ηk)²)",
    sentence: "The run drifts this far along the valley per step, averaged over the 2-cycle.",
    source: "effective potential, after Bartlett et al. 2023 and Wen, Ma, Li 2023",
    forecast: { theory, step in
      guard let path = theory.drift.path(at: step) else {
        return .doesNotApply(theory.drift.reason)
      }
      let (recording, rule) = (theory.recording, theory.rule)
      guard let rule, step >= path.startStep + 16, recording.lastStep >= 32 else {
        return .doesNotApply("the run is not on the valley floor yet")
      }
      // The middle of the measured window.
      let middle = min(max(step, 16), recording.lastStep - 16)
      let sample = path.floor.sample(at: path.measuredArcLength(recording, at: middle))
      if let violation = DriftPath.violatedAssumption(recording.surface, rule, sample) {
        return .doesNotApply(violation)
      }
      // The amplitude converges with the factor |1 − ηk| per step.
      let rate = min(1, rule.eta * sample.sharpness, 2 - rule.eta * sample.sharpness)
      guard Double(step - path.startStep) >= 16 + min(3 / rate, 64) else {
        return .doesNotApply("the 2-cycle has not reached its amplitude yet")
      }
      let (lossTerm, cycleTerm) = DriftPath.driftTerms(rule, sample)
      guard abs(lossTerm + cycleTerm) > 0.1 * (abs(lossTerm) + abs(cycleTerm)) else {
        return .doesNotApply("the loss gradient and the drift of the 2-cycle nearly cancel here")
      }
      if let equilibrium = path.equilibrium,
        abs(sample.arcLength - equilibrium.arcLength)
          <= (abs(lossTerm) < 0.1 * abs(cycleTerm) ? 0.02 : 0.1)
          * (abs(sample.arcLength - path.arcLengths[0]) + rule.rho)
      {
        return .doesNotApply("the run has reached the endpoint of the drift")
      }
      let speed = DriftPath.speed(rule, sample)
      guard abs(speed) > 1e-6 * rule.rho else {
        return .doesNotApply("the drift is too slow to distinguish from rest")
      }
      return .value(speed, sample.point)
    },
    measured: { theory, step in
      guard let path = theory.drift.path(at: step) else { return nil }
      return theory.recording.driftRate(at: step, along: path.floor)
    })

  /// SAM's drift ends where V + ρ²k/(2 − ηk) has its minimum along the floor.
  ///
  /// On a valley of constant loss that is the minimum of the sharpness, otherwise a balance of loss
  /// and sharpness. The value is the arc length from the point at which the run reached the floor.
  static let driftEquilibrium = Prediction(
    id: "parking", title: "endpoint of the drift", symbol: "s∞",
    formula: "V′ + 2ρ²k′/(2 − ηk)² = 0",
    sentence: "Here the loss gradient along the valley balances the drift of the 2-cycle.",
    source: "effective potential, after Bartlett et al. 2023 and Wen, Ma, Li 2023",
    forecast: { theory, step in
      guard let path = theory.drift.path(at: step) else {
        return .doesNotApply(theory.drift.reason)
      }
      guard let equilibrium = path.equilibrium else {
        return .doesNotApply(
          "no equilibrium lies ahead on the valley floor, or the 2-cycle breaks up before")
      }
      if let violation = path.equilibriumViolatedAssumption(theory) {
        return .doesNotApply(violation)
      }
      return .value(equilibrium.arcLength - path.arcLengths[0], equilibrium.point)
    },
    measured: { theory, step in
      guard let path = theory.drift.path(at: step), step >= path.startStep + 33 else { return nil }
      let rate = theory.recording.driftRate(at: step, along: path.floor)
      let distance = path.measuredArcLength(theory.recording, at: step) - path.arcLengths[0]
      // At rest if 10⁵ further steps at this rate change the distance by at most 1 %.
      return abs(rate) * 1e5 <= 0.01 * abs(distance) ? distance : nil
    })
}

extension DriftPath {
  /// The reason why the equilibrium is not predicted; nil if the law is precise enough.
  ///
  /// Near an equilibrium a small error of either term moves the equilibrium far.
  fileprivate func equilibriumViolatedAssumption(_ theory: Theory) -> String? {
    guard let equilibrium, let rule = theory.rule else { return nil }
    guard isLongerThanCycle(rule) else {
      return "the run reached the valley floor within ρ + c of the endpoint of the drift"
    }
    let (lossTerm, cycleTerm) = Self.driftTerms(rule, equilibrium)
    let uncertainty = 0.006 * (abs(lossTerm) + abs(cycleTerm))
    let distance = abs(equilibrium.arcLength - arcLengths[0])
    // Both terms have an error of about 1 %, which their sum must exceed at ±1/30 of the distance.
    let isWellDefined = [-distance / 30, distance / 30].allSatisfy {
      let (lossTerm, cycleTerm) = Self.driftTerms(
        rule, floor.sample(at: equilibrium.arcLength + $0))
      return abs(lossTerm + cycleTerm) > uncertainty
    }
    let surface = theory.recording.surface
    let modelError = (try? Self.relativeError(surface, rule, equilibrium).get()) ?? .infinity
    guard abs(lossTerm) < 0.1 * abs(cycleTerm) || isWellDefined && modelError <= 0.015 else {
      return "ρ is too large to locate the equilibrium"
    }
    return nil
  }

  /// Whether the path to the equilibrium is longer than ρ plus the amplitude of the 2-cycle.
  private func isLongerThanCycle(_ rule: SAMFamilyRule) -> Bool {
    guard let equilibrium, let radius = rule.cycleRadius(equilibrium.sharpness) else { return true }
    return abs(equilibrium.arcLength - arcLengths[0]) > rule.rho + radius
  }
}
