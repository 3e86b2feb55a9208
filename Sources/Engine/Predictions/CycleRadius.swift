extension Prediction {
  /// The 2-cycle of SAM has the radius c = ηλρ/(2 − ηλ), along the sharpest direction.
  ///
  /// For 0 < ηλ < 2; with the look normalized by a share μ, ηλρμ/(2 − ηλ(1 + ρ(1 − μ)λ)); with a
  /// heavy ball ηλρ/(2(1 + β) − ηλ), only for β < ½, since larger cycles stand beside it above. On a
  /// valley's floor it is the radius of the hum. Exact on a parabola.
  static let cycleRadius = Prediction(
    id: "cycle-radius", title: "radius of the 2-cycle", symbol: "c",
    formula: "ηλρμ/(2(1 + β) − ηλ(1 + ρ(1 − μ)λ))",
    sentence: "A normalized look never vanishes: the run ends up hopping to and fro this far.",
    source: "Bartlett, Long, Bousquet 2023; Wen, Ma, Li 2023, theorem 4.8",
    forecast: { theory, step in
      switch theory.cycle(at: step) {
      case .failure(let why): .doesNotApply(why.reason)
      case .success(let cycle): .value(cycle.radius, cycle.ground.point)
      }
    },
    measured: { theory, step in
      guard case .success = theory.cycle(at: step) else { return nil }
      return theory.hop(at: step).map { 0.5 * $0.norm }
    })

  /// The 2-cycle lies along the eigenvector of the larger eigenvalue.
  ///
  /// A cycle along direction i is stable against direction j iff λ_j < λ_i: only the sharpest one
  /// is. Where both eigenvalues are equal the start decides.
  static let cycleDirection = Prediction(
    id: "cycle-direction", title: "direction of the 2-cycle", symbol: "∠",
    formula: "top eigenvector of ∇²f, in degrees from the x axis",
    sentence: "The hop runs along the sharpest direction, whatever the start.",
    source: "Bartlett, Long, Bousquet 2023",
    forecast: { theory, step in
      switch theory.cycle(at: step) {
      case .failure(let why): return .doesNotApply(why.reason)
      case .success(let cycle):
        let h = cycle.ground.curvature
        guard h.smallest < 0.99 * h.largest else {
          return .doesNotApply("both directions are equally sharp: the start decides")
        }
        return .value(degrees(of: cycle.ground.across, near: 90), cycle.ground.point)
      }
    },
    measured: { theory, step in
      guard case .success(let cycle) = theory.cycle(at: step), let hop = theory.hop(at: step) else {
        return nil
      }
      return degrees(of: hop, near: degrees(of: cycle.ground.across, near: 90))
    })

  /// On the 2-cycle the SAM-edge at ‖∇f(w_t)‖ equals λ.
  ///
  /// The edge solves λ + ρλ²/‖g‖ = 2/η: the λ at which |w₊| = |w|.
  static let cycleEdge = Prediction(
    id: "cycle-edge", title: "SAM-edge on the 2-cycle", symbol: "e",
    formula: "e(‖g‖) = λ",
    sentence: "On its cycle the run stands exactly at the edge that its own slope sets.",
    source: "Long, Bartlett 2024",
    forecast: { theory, step in
      switch theory.cycle(at: step) {
      case .failure(let why): return .doesNotApply(why.reason)
      case .success(let cycle):
        guard cycle.isTight else {
          return .doesNotApply("the ground is not a bowl, whose λ is the same all over")
        }
        return .value(cycle.ground.sharpness, cycle.ground.point)
      }
    },
    measured: { theory, step in
      let recording = theory.recording
      guard theory.hop(at: step) != nil else { return nil }
      let norm = recording.surface.slope(recording.trajectory.points[step]).norm
      let edge = recording.optimizer.edge(recording.knobs, gradientNorm: norm)
      return edge.isNaN ? nil : edge
    })
}

/// The direction of a vector without its sign, in degrees, in the half turn around `center`.
private func degrees(of v: Point<Double>, near center: Double) -> Double {
  let flat = v.x < 0 ? -v : v
  let angle = flat.x == 0 ? 90 : Double.atan(flat.y / flat.x) * 180 / Double.pi
  return angle - 180 * ((angle - center) / 180).rounded()
}

/// The 2-cycle that a run should be on.
struct Cycle {
  let ground: Ground
  let radius: Double
  /// Whether the ground is a parabola beyond doubt as far as the run looks.
  let isTight: Bool

  struct Missing: Error { let reason: String }
}

extension Theory {
  func cycle(at step: Int) -> Result<Cycle, Cycle.Missing> {
    func missing(_ reason: String) -> Result<Cycle, Cycle.Missing> {
      .failure(Cycle.Missing(reason: reason))
    }
    guard let rule else { return missing("theory has no closed form for this optimizer") }
    guard rule.hums else { return missing("without a normalized look there is no hum") }
    guard rule.beta == 0 || rule.mu == 1 else {
      return missing("no law is known for momentum with a look that is not normalized")
    }
    guard rule.beta < 0.5 else {
      return missing("with β from ½ on, larger cycles of period 4 and 6 stand beside the 2-cycle")
    }
    guard recording.trajectory.divergedAt == nil else { return missing("the run diverges") }
    guard let ground = ground(at: step) else {
      return missing("the run is over no minimum and no valley's floor")
    }
    guard let radius = rule.cycleRadius(ground.sharpness) else {
      return missing("η is above the threshold of this minimum")
    }
    guard recording.surface.slope(ground.point).norm <= 0.3 * ground.sharpness * radius else {
      return missing("the run is not down on its minimum or its valley's floor yet")
    }
    guard let limit = breakUpRadius(ground), rule.rho <= 0.75 * limit else {
      return missing("ρ is near or above the radius at which the 2-cycle breaks up")
    }
    // Near the threshold the radius answers a change of λ many times over.
    let room = 1 - rule.eta * rule.stiffness(ground.sharpness) / (2 * (1 + rule.beta))
    guard
      ground.isParabolic(
        on: recording.surface, within: rule.rho + radius, tolerance: 0.05 * min(1, 2 * room))
    else { return missing("the ground is no parabola as far as ρ") }
    guard !isStuck(across: ground, at: step, beside: radius) else {
      return missing("the run has come exactly onto the flat axis, from which nothing throws it")
    }
    let isTight =
      limit == .infinity
      && ground.isParabolic(
        on: recording.surface, within: rule.rho + radius, tolerance: 1e-6)
    return .success(Cycle(ground: ground, radius: radius, isTight: isTight))
  }

  /// Whether the offset across has died down to nothing: SAM may multiply it by nearly 0 for so long
  /// that the numbers end, and then it hums along the flat axis for good.
  private func isStuck(across ground: Ground, at step: Int, beside radius: Double) -> Bool {
    step >= 2 && ground.curvature.smallest < 0.99 * ground.sharpness
      && recording.trajectory.points[(step - 2)...step].allSatisfy {
        abs(($0 - ground.point).dot(ground.across)) <= 1e-15 * radius
      }
  }

  /// The step to this iterate, if it and the one before turn right round.
  func hop(at step: Int) -> Point<Double>? {
    guard step >= 2 else { return nil }
    let points = recording.trajectory.points
    let (before, after) = (points[step - 1] - points[step - 2], points[step] - points[step - 1])
    guard before.dot(after) < -0.98 * before.norm * after.norm else { return nil }
    // Not yet on the cycle while one hop is longer than the next.
    return abs(before.norm - after.norm) <= 0.02 * after.norm ? after : nil
  }
}
