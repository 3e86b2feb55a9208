extension Prediction {
  /// The 2-cycle of SAM has the radius c = ηλρ/(2 − ηλ), along the sharpest direction.
  ///
  /// For 0 < ηλ < 2; with the look normalized by a share μ, ηλρμ/(2 − ηλ(1 + ρ(1 − μ)λ)); with a
  /// heavy ball ηλρ/(2(1 + β) − ηλ), only for 2β ≤ ηλ: below, a cycle of p, q, −p, −q stands beside
  /// it, with m = 1 + β − ηλ, n = 1 − β and p, q = ηλρ(m ± n)/(m² + n²); and for β < 0.6, since above
  /// ⅔ there are cycles of other periods too. On a valley's floor it is the radius of the hum. Exact
  /// on a parabola; elsewhere claimed while what the ground is beyond its parabola changes c by at
  /// most a fiftieth: see `CycleCheck`.
  static let cycleRadius = Prediction(
    id: "cycle-radius", title: "radius of the 2-cycle", symbol: "c",
    formula: "ηλρμ/(2(1 + β) − ηλ(1 + ρ(1 − μ)λ))",
    sentence: "A normalized look never vanishes: the run ends up hopping to and fro this far.",
    source: "Bartlett, Long, Bousquet 2023; Wen, Ma, Li 2023, theorem 4.8",
    forecast: { theory, step in
      switch theory.cycle(at: step) {
      case .failure(let why): .doesNotApply(why.reason)
      case .success(let cycle): .value(cycle.radius, cycle.floorPoint.point)
      }
    },
    measured: { theory, step in
      guard case .success(let cycle) = theory.cycle(at: step) else { return nil }
      // A slope along turns the look aside: on a bowl the run may still be on its way along it.
      let along = theory.recording.surface.gradient(theory.recording.smoothedPoint(at: step))
      guard
        abs(along.dot(cycle.floorPoint.hessian.bottomEigenvector))
          <= 0.2 * cycle.floorPoint.sharpness * cycle.radius
      else { return nil }
      return theory.cycleStep(at: step, over: cycle.floorPoint.sharpness).map { 0.5 * $0.norm }
    })

  /// The 2-cycle lies along the eigenvector of the larger eigenvalue.
  ///
  /// A cycle along direction i is stable against direction j iff λ_j < λ_i: only the sharpest one
  /// is. Where both eigenvalues are equal the start decides. Claimed where the ground beyond its
  /// parabola turns the hop by no more than half a degree.
  static let cycleDirection = Prediction(
    id: "cycle-direction", title: "direction of the 2-cycle", symbol: "∠",
    formula: "top eigenvector of ∇²f, in degrees from the x axis",
    sentence: "The hop runs along the sharpest direction, whatever the start.",
    source: "Bartlett, Long, Bousquet 2023",
    forecast: { theory, step in
      switch theory.cycle(at: step) {
      case .failure(let why): return .doesNotApply(why.reason)
      case .success(let cycle):
        let h = cycle.floorPoint.hessian
        guard h.minEigenvalue < 0.9 * h.maxEigenvalue else {
          return .doesNotApply("both directions are about equally sharp: the start decides")
        }
        guard cycle.misalignment <= 0.01 else {
          return .doesNotApply("the ground is bent as far as ρ, which turns the hop")
        }
        return .value(
          degrees(of: cycle.floorPoint.topEigenvector, near: 90), cycle.floorPoint.point)
      }
    },
    measured: { theory, step in
      guard case .success(let cycle) = theory.cycle(at: step),
        let hop = theory.cycleStep(at: step, over: cycle.floorPoint.sharpness)
      else { return nil }
      return degrees(of: hop, near: degrees(of: cycle.floorPoint.topEigenvector, near: 90))
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
        guard cycle.isExactlyQuadratic else {
          return .doesNotApply("the ground is not a bowl, whose λ is the same all over")
        }
        return .value(cycle.floorPoint.sharpness, cycle.floorPoint.point)
      }
    },
    measured: { theory, step in
      let recording = theory.recording
      guard case .success(let cycle) = theory.cycle(at: step),
        let hop = theory.cycleStep(at: step, over: cycle.floorPoint.sharpness)
      else { return nil }
      let slope = recording.surface.gradient(recording.trajectory.points[step])
      let norm = slope.norm
      // On the cycle the slope is along the hop; what is left across it is of a run on its way.
      guard abs(slope.cross(hop)) <= 0.1 * norm * hop.norm else { return nil }
      let edge = recording.optimizer.stabilityThreshold(recording.knobs, gradientNorm: norm)
      return edge.isNaN ? nil : edge
    })
}

private func percent(_ part: Double) -> String {
  abs(part) < 10 ? "\(Int((100 * abs(part)).rounded())) %" : "many times itself"
}

/// The direction of a vector without its sign, in degrees, in the half turn around `center`.
private func degrees(of v: Point<Double>, near center: Double) -> Double {
  let flat = v.x < 0 ? -v : v
  let angle = flat.x == 0 ? 90 : Double.atan(flat.y / flat.x) * 180 / Double.pi
  return angle - 180 * ((angle - center) / 180).rounded()
}

/// The 2-cycle that a run should be on.
struct Cycle {
  let floorPoint: FloorPoint
  let radius: Double
  /// Whether the ground is a parabola beyond doubt as far as the run looks.
  let isExactlyQuadratic: Bool
  /// The sine of the angle by which the ground beyond its parabola turns the hop.
  let misalignment: Double

  struct NotApplicable: Error { let reason: String }
}

extension Theory {
  func cycle(at step: Int) -> Result<Cycle, Cycle.NotApplicable> {
    func missing(_ reason: String) -> Result<Cycle, Cycle.NotApplicable> {
      .failure(Cycle.NotApplicable(reason: reason))
    }
    guard let rule else { return missing("theory has no closed form for this optimizer") }
    guard rule.isNormalized else { return missing("without a normalized look there is no hum") }
    guard rule.beta == 0 || rule.mu == 1 else {
      return missing("no law is known for momentum with a look that is not normalized")
    }
    guard rule.beta < 0.6 else {
      return missing("with β from 0.6 on, larger cycles of period 4 and 6 stand beside the 2-cycle")
    }
    guard recording.trajectory.divergedAt == nil else { return missing("the run diverges") }
    guard let ground = floorPoint(at: step) else {
      return missing("the run is over no minimum and no valley's floor")
    }
    guard let radius = rule.cycleRadius(ground.sharpness) else {
      return missing("η is above the threshold of this minimum")
    }
    guard rule.eta * ground.sharpness >= 2 * rule.beta else {
      return missing("for ηλ < 2β a cycle of period 4 stands beside the 2-cycle")
    }
    guard ground.sharpness * radius >= 1e-9 else {
      return missing("the slope on the hum is down to what the rule adds to it")
    }
    guard isNearFloor(at: step, on: rule.rho + radius) else {
      return missing("the run is not down on its minimum or its valley's floor yet")
    }
    guard recording.surface.gradient(ground.point).norm <= 0.2 * ground.sharpness * radius else {
      return missing("the run is not down on its minimum or its valley's floor yet")
    }
    guard let limit = breakUpRadius(ground), rule.rho <= 0.75 * limit else {
      return missing("ρ is near or above the radius at which the 2-cycle breaks up")
    }
    guard let swing = CycleCheck(ground, rule, radius: radius, on: recording.surface) else {
      return missing("the ground is no parabola as far as ρ: its two sides do not balance")
    }
    guard abs(swing.radiusError) <= 0.02 else {
      return missing(
        "the ground is no parabola as far as ρ, which changes c by \(percent(swing.radiusError))")
    }
    guard !isOnFlatAxis(across: ground, at: step, beside: radius) else {
      return missing("the run has come exactly onto the flat axis, from which nothing throws it")
    }
    let isTight = limit == .infinity && abs(swing.radiusError) <= 1e-7
    return .success(
      Cycle(
        floorPoint: ground, radius: radius, isExactlyQuadratic: isTight,
        misalignment: swing.misalignment))
  }

  /// Whether the run swings no farther than a few times as much as this.
  private func isNearFloor(at step: Int, on reach: Double) -> Bool {
    let center = recording.smoothedPoint(at: step)
    return quadraticMinimum != nil
      || recording.trajectory.points[max(0, step - 8)...step].allSatisfy {
        ($0 - center).norm <= 3 * reach
      }
  }

  /// Whether the offset across has died down to nothing: SAM may multiply it by nearly 0 for so long
  /// that the numbers end, and then it hums along the flat axis for good.
  private func isOnFlatAxis(across ground: FloorPoint, at step: Int, beside radius: Double) -> Bool
  {
    step >= 2 && ground.hessian.minEigenvalue < 0.99 * ground.sharpness
      && recording.trajectory.points[(step - 2)...step].allSatisfy {
        abs(($0 - ground.point).dot(ground.topEigenvector)) <= 1e-15 * radius
      }
  }

  /// The hop to this iterate, if it and the one before turn right round; what both drift is none of it.
  func cycleStep(at step: Int, over sharpness: Double) -> Point<Double>? {
    guard step >= 2, let rule else { return nil }
    let points = recording.trajectory.points
    let (before, after) = (points[step - 1] - points[step - 2], points[step] - points[step - 1])
    guard before.dot(after) < -0.98 * before.norm * after.norm else { return nil }
    // Not yet on the cycle while hops change: slowly, where little of what is missing is made up a step.
    let stiff = rule.eta * rule.effectiveSharpness(sharpness)
    let rest = min(1, stiff, abs(2 * (1 + rule.beta) - stiff))
    guard abs(before.norm - after.norm) <= 0.01 * rest * after.norm else { return nil }
    return 0.5 * (after - before)
  }
}
