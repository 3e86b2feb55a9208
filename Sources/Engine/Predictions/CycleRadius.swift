import Integers

extension Prediction {
  /// The 2-cycle of SAM has the amplitude c = ηλρ/(2 − ηλ), along the top eigenvector.
  ///
  /// Requires 0 < ηλ < 2. With the interpolation μ between USAM and SAM the amplitude is
  /// ηλρμ/(2 − ηλ(1 + ρ(1 − μ)λ)); with heavy-ball momentum ηλρ/(2(1 + β) − ηλ), for 2β ≤ ηλ and
  /// β < 0.6. For smaller ηλ a 4-cycle p, q, −p, −q coexists, with p, q = ηλρ(m ± n)/(m² + n²),
  /// m = 1 + β − ηλ, n = 1 − β; for β above ⅔ cycles of other periods coexist. The formula is exact
  /// on a quadratic and applies where higher orders change c by at most 2 %: see `CycleCheck`. On a
  /// valley floor c is the amplitude of the oscillation across the valley.
  static let cycleRadius = Prediction(
    id: "cycle-radius", title: "amplitude of the 2-cycle", symbol: "c",
    formula: "ηλρμ/(2(1 + β) − ηλ(1 + ρ(1 − μ)λ))",
    sentence: "A normalized perturbation never vanishes, so the run ends on this 2-cycle.",
    source: "Bartlett, Long, Bousquet 2023; Wen, Ma, Li 2023, theorem 4.8",
    forecast: { theory, step in
      switch theory.cycle(at: step) {
      case .failure(let error): .doesNotApply(error.reason)
      case .success(let cycle): .value(cycle.radius, cycle.floorPoint.point)
      }
    },
    measured: { theory, step in
      guard case .success(let cycle) = theory.cycle(at: step) else { return nil }
      // A gradient along the bottom eigenvector tilts ε: the run may still descend along the bowl.
      let gradient = theory.recording.surface.gradient(theory.recording.smoothedPoint(at: step))
      guard
        abs(gradient.dot(cycle.floorPoint.hessian.bottomEigenvector))
          <= 0.2 * cycle.floorPoint.sharpness * cycle.radius
      else { return nil }
      return theory.cycleStep(at: step, over: cycle.floorPoint.sharpness).map { 0.5 * $0.norm }
    })

  /// The 2-cycle lies along the eigenvector of the larger eigenvalue.
  ///
  /// A cycle along eigenvector i is stable against eigenvector j iff λ_j < λ_i, so only the cycle
  /// along the top eigenvector is stable. With equal eigenvalues the start determines
  /// the direction. The law applies where higher orders rotate the cycle by at most half a degree.
  static let cycleDirection = Prediction(
    id: "cycle-direction", title: "direction of the 2-cycle", symbol: "∠",
    formula: "top eigenvector of ∇²f, in degrees from the x axis",
    sentence: "The 2-cycle lies along the top eigenvector, whatever the start.",
    source: "Bartlett, Long, Bousquet 2023",
    forecast: { theory, step in
      switch theory.cycle(at: step) {
      case .failure(let why): return .doesNotApply(why.reason)
      case .success(let cycle):
        let h = cycle.floorPoint.hessian
        guard h.minEigenvalue < 0.9 * h.maxEigenvalue else {
          return .doesNotApply("both eigenvalues are about equal: the start sets the direction")
        }
        guard cycle.misalignment <= 0.01 else {
          return .doesNotApply("the loss is not quadratic within ρ, which rotates the 2-cycle")
        }
        return .value(
          degrees(of: cycle.floorPoint.topEigenvector, near: 90), cycle.floorPoint.point)
      }
    },
    measured: { theory, step in
      guard case .success(let cycle) = theory.cycle(at: step),
        let cycleStep = theory.cycleStep(at: step, over: cycle.floorPoint.sharpness)
      else { return nil }
      return degrees(
        of: cycleStep, near: degrees(of: cycle.floorPoint.topEigenvector, near: 90))
    })

  /// On the 2-cycle the SAM-edge at ‖∇f(w_t)‖ equals λ.
  ///
  /// The SAM-edge solves λ + ρλ²/‖g‖ = 2/η: the λ at which |w₊| = |w|.
  static let cycleEdge = Prediction(
    id: "cycle-edge", title: "SAM-edge on the 2-cycle", symbol: "e",
    formula: "e(‖g‖) = λ",
    sentence: "On the 2-cycle the SAM-edge at the run's gradient norm equals the sharpness.",
    source: "Long, Bartlett 2024",
    forecast: { theory, step in
      switch theory.cycle(at: step) {
      case .failure(let why): return .doesNotApply(why.reason)
      case .success(let cycle):
        guard cycle.isExactlyQuadratic else {
          return .doesNotApply("the surface is not a quadratic bowl of constant λ")
        }
        return .value(cycle.floorPoint.sharpness, cycle.floorPoint.point)
      }
    },
    measured: { theory, step in
      let recording = theory.recording
      guard case .success(let cycle) = theory.cycle(at: step),
        let cycleStep = theory.cycleStep(at: step, over: cycle.floorPoint.sharpness)
      else { return nil }
      let gradient = recording.surface.gradient(recording.trajectory.points[step])
      let norm = gradient.norm
      // On the cycle the gradient is parallel to the step; a transient run has another component.
      guard abs(gradient.cross(cycleStep)) <= 0.1 * norm * cycleStep.norm else { return nil }
      let edge = recording.value(of: .edge, at: step)
      return edge.isNaN ? nil : edge
    })
}

/// The magnitude of a relative error as text.
private func percent(_ error: Double) -> String {
  abs(error) < 10 ? "\(Int(clamping: (100 * abs(error)).rounded())) %" : "1000 % or more"
}

/// The angle of a vector modulo 180°, within 90° of `center`.
private func degrees(of v: Point<Double>, near center: Double) -> Double {
  let right = v.x < 0 ? -v : v
  let angle = right.x == 0 ? 90 : Double.atan(right.y / right.x) * 180 / Double.pi
  return angle - 180 * ((angle - center) / 180).rounded()
}

extension Theory {
  /// The 2-cycle at a step, or the reason why no law predicts a 2-cycle.
  func cycle(at step: Int) -> Result<Cycle, Cycle.NotApplicable> {
    func notApplicable(_ reason: String) -> Result<Cycle, Cycle.NotApplicable> {
      .failure(Cycle.NotApplicable(reason: reason))
    }
    guard let rule else { return notApplicable("theory has no closed form for this optimizer") }
    guard rule.isNormalized else {
      return notApplicable("without a normalized perturbation there is no 2-cycle")
    }
    guard rule.beta == 0 || rule.mu == 1 else {
      return notApplicable("no law is known for momentum with an unnormalized perturbation")
    }
    guard rule.beta < 0.6 else {
      return notApplicable("for β ≥ 0.6, cycles of period 4 and 6 coexist with the 2-cycle")
    }
    guard recording.trajectory.divergedAt == nil else { return notApplicable("the run diverges") }
    guard let floorPoint = floorPoint(at: step) else {
      return notApplicable("there is no minimum or valley floor near the run")
    }
    guard let radius = rule.cycleRadius(floorPoint.sharpness) else {
      return notApplicable("η is above the stability threshold of this minimum")
    }
    guard rule.eta * floorPoint.sharpness >= 2 * rule.beta else {
      return notApplicable("for ηλ < 2β a cycle of period 4 coexists with the 2-cycle")
    }
    guard floorPoint.sharpness * radius >= 1e-9 else {
      return notApplicable(
        "the gradient on the 2-cycle is close to the constant in the rule's denominator")
    }
    guard isNearFloor(at: step, within: rule.rho + radius) else {
      return notApplicable("the run has not reached its minimum or valley floor yet")
    }
    guard recording.surface.gradient(floorPoint.point).norm <= 0.2 * floorPoint.sharpness * radius
    else {
      return notApplicable("the run has not reached its minimum or valley floor yet")
    }
    guard let limit = breakUpRadius(floorPoint), rule.rho <= 0.75 * limit else {
      return notApplicable("ρ is near or above the value at which the 2-cycle breaks up")
    }
    guard let check = CycleCheck(floorPoint, rule, radius: radius, on: recording.surface) else {
      return notApplicable(
        "the loss is not quadratic within ρ: the gradients on both sides do not balance")
    }
    guard abs(check.radiusError) <= 0.02 else {
      return notApplicable(
        "the loss is not quadratic within ρ, which changes c by \(percent(check.radiusError))")
    }
    guard !isOnFlatAxis(through: floorPoint, at: step, radius: radius) else {
      return notApplicable("the run lies exactly on the flat axis and never leaves it")
    }
    let isExactlyQuadratic = limit == .infinity && abs(check.radiusError) <= 1e-7
    return .success(
      Cycle(
        floorPoint: floorPoint, radius: radius, isExactlyQuadratic: isExactlyQuadratic,
        misalignment: check.misalignment))
  }

  /// Whether the last iterates stay within 3 `reach` of their mean, or the surface is a bowl.
  private func isNearFloor(at step: Int, within reach: Double) -> Bool {
    let center = recording.smoothedPoint(at: step)
    return quadraticMinimum != nil
      || recording.trajectory.points[max(0, step - 8)...step].allSatisfy {
        ($0 - center).norm <= 3 * reach
      }
  }

  /// Whether the offset along the top eigenvector has vanished.
  ///
  /// SAM can contract the offset down to underflow; the run then oscillates along the flat axis
  /// forever.
  private func isOnFlatAxis(through floorPoint: FloorPoint, at step: Int, radius: Double) -> Bool {
    step >= 2 && floorPoint.hessian.minEigenvalue < 0.99 * floorPoint.sharpness
      && recording.trajectory.points[(step - 2)...step].allSatisfy {
        abs(($0 - floorPoint.point).dot(floorPoint.topEigenvector)) <= 1e-15 * radius
      }
  }

  /// The step of the 2-cycle to this iterate, without drift; nil if the run is on no 2-cycle.
  func cycleStep(at step: Int, over sharpness: Double) -> Point<Double>? {
    guard step >= 2, let rule else { return nil }
    let points = recording.trajectory.points
    let (before, after) = (points[step - 1] - points[step - 2], points[step] - points[step - 1])
    guard before.dot(after) < -0.98 * before.norm * after.norm else { return nil }
    // A transient run still changes its step length: slowly where the convergence rate is small.
    let stiffness = rule.eta * rule.effectiveSharpness(sharpness)
    let rate = min(1, stiffness, abs(2 * (1 + rule.beta) - stiffness))
    guard abs(before.norm - after.norm) <= 0.01 * rate * after.norm else { return nil }
    return 0.5 * (after - before)
  }
}
