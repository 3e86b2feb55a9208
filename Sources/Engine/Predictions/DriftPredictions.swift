extension Prediction {
  /// SAM's way along a valley is gradient descent with step η on V + ρ²k/(2 − ηk).
  ///
  /// V is the floor's height, k the curvature across; integrated along the traced floor from the
  /// step at which the run reached it. Validity: see `Drift`.
  static let driftPosition = Prediction(
    id: "drift-position", title: "way along the valley", symbol: "s",
    formula: "Σ −η d/ds (V + ρ²k/(2 − ηk))",
    sentence: "The hum pushes the run along the floor, towards where the valley is wider.",
    source: "effective potential, after Bartlett et al. 2023 and Wen, Ma, Li 2023",
    forecast: { theory, step in
      guard let path = theory.drift.path(at: step) else {
        return .doesNotApply(theory.drift.reason)
      }
      guard let arc = path.arcLength(at: step) else {
        return .doesNotApply(
          step < path.startStep
            ? "the run is not on the floor yet" : path.endReason ?? "the path ends")
      }
      if let end = path.equilibrium, let objection = path.equilibriumViolatedAssumption(theory),
        abs(end.arcLength - arc) < abs(arc - path.arcLengths[0])
      {
        return .doesNotApply(objection)
      }
      return .value(arc - path.arcLengths[0], path.floor.sample(at: arc).point)
    },
    measured: { theory, step in
      guard let path = theory.drift.path(at: step) else { return nil }
      return path.measuredArcLength(theory.recording, at: step) - path.arcLengths[0]
    })

  /// How far SAM moves along a valley in a step: η(V′ + 2ρ²k′/(2 − ηk)²).
  ///
  /// The naive ηρ²k′/2 is too small by 4/(2 − ηk)².
  static let driftRate = Prediction(
    id: "drift-rate", title: "drift per step", symbol: "Δs",
    formula: "−η(V′ + 2ρ²k′/(2 − ηk)²)",
    sentence: "So far the run slides along the floor in a step, hum averaged out.",
    source: "effective potential, after Bartlett et al. 2023 and Wen, Ma, Li 2023",
    forecast: { theory, step in
      guard let path = theory.drift.path(at: step) else {
        return .doesNotApply(theory.drift.reason)
      }
      let (recording, rule) = (theory.recording, theory.rule)
      guard let rule, step >= path.startStep + 16, recording.lastStep >= 32 else {
        return .doesNotApply("the run is not on the floor yet")
      }
      // Where the middle of the measured stretch is.
      let middle = min(max(step, 16), recording.lastStep - 16)
      let place = path.floor.sample(at: path.measuredArcLength(recording, at: middle))
      if let obstacle = DriftPath.violatedAssumption(recording.surface, rule, place) {
        return .doesNotApply(obstacle)
      }
      // A hum that is too wide or too narrow comes right by |1 − ηk| a step.
      let rest = min(1, rule.eta * place.sharpness, 2 - rule.eta * place.sharpness)
      guard Double(step - path.startStep) >= 16 + min(3 / rest, 64) else {
        return .doesNotApply("the hum is not what it will be yet")
      }
      let (rise, push) = DriftPath.driftTerms(rule, place)
      guard abs(rise + push) > 0.1 * (abs(rise) + abs(push)) else {
        return .doesNotApply("the floor's slope and the push of the hum all but cancel here")
      }
      if let parking = path.equilibrium,
        abs(place.arcLength - parking.arcLength)
          <= (abs(rise) < 0.1 * abs(push) ? 0.02 : 0.1)
          * (abs(place.arcLength - path.arcLengths[0]) + rule.rho)
      {
        return .doesNotApply("the run has come to where the drift ends")
      }
      let speed = DriftPath.speed(rule, place)
      guard abs(speed) > 1e-6 * rule.rho else {
        return .doesNotApply("the drift is too slow to be told from rest")
      }
      return .value(speed, place.point)
    },
    measured: { theory, step in
      guard let path = theory.drift.path(at: step) else { return nil }
      return theory.recording.driftRate(at: step, along: path.floor)
    })

  /// SAM parks where V + ρ²k/(2 − ηk) is least along the floor.
  ///
  /// On a level valley that is where it is flattest; on a sloping one the balance of both. Given as
  /// arc length from where the run reached the floor.
  static let driftEquilibrium = Prediction(
    id: "parking", title: "where the drift ends", symbol: "s∞",
    formula: "V′ + 2ρ²k′/(2 − ηk)² = 0",
    sentence: "Here the floor's own slope and the push of the hum balance.",
    source: "effective potential, after Bartlett et al. 2023 and Wen, Ma, Li 2023",
    forecast: { theory, step in
      guard let path = theory.drift.path(at: step) else {
        return .doesNotApply(theory.drift.reason)
      }
      guard let place = path.equilibrium else {
        return .doesNotApply(
          "no place of balance lies ahead on the floor, or the hum breaks up before it")
      }
      if let objection = path.equilibriumViolatedAssumption(theory) {
        return .doesNotApply(objection)
      }
      return .value(place.arcLength - path.arcLengths[0], place.point)
    },
    measured: { theory, step in
      guard let path = theory.drift.path(at: step), step >= path.startStep + 33 else { return nil }
      let rate = theory.recording.driftRate(at: step, along: path.floor)
      let way = path.measuredArcLength(theory.recording, at: step) - path.arcLengths[0]
      // At rest when another hundred thousand steps would not change the way by much.
      return abs(rate) * 1e5 <= 0.01 * abs(way) ? way : nil
    })
}

extension DriftPath {
  /// Why nothing is said of the balance at its end, where a small error of either side moves the place
  /// far; nil if the law is fine enough for it.
  fileprivate func equilibriumViolatedAssumption(_ theory: Theory) -> String? {
    guard let equilibrium, let rule = theory.rule else { return nil }
    guard isLongerThanCycle(rule) else {
      return "the run came to the floor less than its hum from where the drift ends"
    }
    let (rise, push) = Self.driftTerms(rule, equilibrium)
    let doubt = 0.006 * (abs(rise) + abs(push))
    let way = abs(equilibrium.arcLength - arcLengths[0])
    // Both sides are known to about a hundredth: by a thirtieth of the way beside they must part.
    let parts = [-way / 30, way / 30].allSatisfy {
      let (rise, push) = Self.driftTerms(rule, floor.sample(at: equilibrium.arcLength + $0))
      return abs(rise + push) > doubt
    }
    let surface = theory.recording.surface
    let roughness = (try? Self.relativeError(surface, rule, equilibrium).get()) ?? .infinity
    guard abs(rise) < 0.1 * abs(push) || parts && roughness <= 0.015 else {
      return "the look reaches too far for the place of balance to be told"
    }
    return nil
  }

  /// Whether the way to where the drift ends is longer than the hum and the look across it.
  private func isLongerThanCycle(_ rule: SAMFamilyRule) -> Bool {
    guard let equilibrium, let radius = rule.cycleRadius(equilibrium.sharpness) else { return true }
    return abs(equilibrium.arcLength - arcLengths[0]) > rule.rho + radius
  }
}
