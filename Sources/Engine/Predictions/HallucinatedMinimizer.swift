/// A fixed point of SAM that is no minimum: ∇f vanishes at w + ε but not at w.
///
/// w* = m* − ρĝ(w*). Stable iff the eigenvalues e of J = H(m*)(I + ρ(I − ĝĝᵀ)H(w*)/‖g‖) satisfy
/// |1 − ηe| < 1.
public struct HallucinatedMinimizer: Sendable {
  /// The point w*.
  public let point: Point<Double>
  /// The minimum m* at the ascent point.
  public let minimum: Point<Double>
  /// ‖∇f(w*)‖.
  public let gradientNorm: Double
  /// The largest η at which the point is stable; 0 if unstable for every η.
  public let maxStableEta: Double
}

extension AnySurface {
  /// The hallucinated minimizers at distance ρ around a minimum.
  public func hallucinatedMinimizers(around minimum: CriticalPoint, rho: Double)
    -> [HallucinatedMinimizer]
  {
    guard rho > 0 else { return [] }
    func direction(_ angle: Double) -> Point<Double> {
      Point(Double.cos(angle), Double.sin(angle))
    }
    /// The gradient component perpendicular to the direction to the minimum.
    func misalignment(_ angle: Double) -> Double {
      let u = direction(angle)
      return gradient(minimum.point - rho * u).cross(u)
    }
    let count = 240
    // The angles avoid the axes, on which symmetric surfaces have their zeros.
    let angles = (0...count).map { 2 * Double.pi * (Double($0) + 0.381) / Double(count) }
    return zip(angles, angles.dropFirst()).compactMap { first, second in
      var (low, high, below) = (first, second, misalignment(first))
      guard below * misalignment(second) < 0 else { return nil }
      for _ in 0..<60 {
        let middle = 0.5 * (low + high)
        let value = misalignment(middle)
        if (value < 0) == (below < 0) { (low, below) = (middle, value) } else { high = middle }
      }
      let u = direction(0.5 * (low + high))
      let p = minimum.point - rho * u
      let g = gradient(p)
      let tolerance = 1e-6 * rho * abs(minimum.hessian.maxEigenvalue)
      guard g.dot(u) > tolerance else { return nil }
      return HallucinatedMinimizer(
        point: p, minimum: minimum.point, gradientNorm: g.norm,
        maxStableEta: maxStableEta(minimum.hessian, hessian(p), g, rho))
    }
  }
}

/// The smallest 2 Re e/|e|² over the eigenvalues e of J; 0 if some Re e ≤ 0.
private func maxStableEta(
  _ minimumHessian: Hessian, _ hessian: Hessian, _ g: Point<Double>, _ rho: Double
) -> Double {
  let u = (1 / g.norm) * g.perpendicular
  let row = (rho / g.norm) * hessian.matvec(u)
  // The columns of J = H(m*)(I + ρuuᵀH(w*)/‖g‖).
  let first = minimumHessian.matvec(Point(1, 0) + row.x * u)
  let second = minimumHessian.matvec(Point(0, 1) + row.y * u)
  let half = 0.5 * (first.x + second.y)
  let determinant = first.x * second.y - second.x * first.y
  let square = half * half - determinant
  guard square >= 0 else { return half > 0 ? 2 * half / determinant : 0 }
  let (large, small) = (half + square.squareRoot(), half - square.squareRoot())
  return small > 0 ? 2 / large : 0
}

extension Prediction {
  /// SAM stops at a hallucinated minimizer, at distance ρ from the minimum, with nonzero gradient.
  ///
  /// Requires ρ larger than the distance from the minimum to the nearest reversal of the gradient.
  static let hallucinatedGradientNorm = Prediction(
    id: "hallucinated-slope", title: "gradient norm where SAM stops", symbol: "‖∇f‖",
    formula: "‖∇f(m* − ρĝ)‖",
    sentence: "The run rests where its ascent point, not its iterate, is at a minimum.",
    source: "hallucinated minimizers, arXiv 2509.21818; Si, Yun 2023",
    forecast: { theory, step in
      switch theory.hallucinatedMinimizer(at: step) {
      case .failure(let error): return .doesNotApply(error.reason)
      case .success(let minimizer):
        guard let rule = theory.rule, rule.eta < minimizer.maxStableEta else {
          return .doesNotApply("the hallucinated minimizer is not stable at this η")
        }
        return .value(minimizer.gradientNorm, minimizer.point)
      }
    },
    measured: { theory, step in
      let recording = theory.recording
      let points = recording.trajectory.points
      // The gradient norm is measured only once the run is at rest.
      guard let rho = theory.rule?.rho, step >= 8,
        (points[step] - points[step - 8]).norm <= 1e-6 * rho
      else { return nil }
      return recording.surface.gradient(recording.trajectory.points[step]).norm
    })

  /// The largest η at which a hallucinated minimizer is stable: 2 over the largest eigenvalue of J.
  static let hallucinationThreshold = Prediction(
    id: "hallucination-threshold", title: "largest η with hallucination", symbol: "η*",
    formula: "2/eig(H(m*)(I + ρ(I − ĝĝᵀ)H(w*)/‖g‖))",
    sentence: "Above this η the hallucinated minimizer is unstable.",
    source: "linearization of SAM's map, checked numerically",
    forecast: { theory, step in
      switch theory.hallucinatedMinimizer(at: step) {
      case .failure(let error): .doesNotApply(error.reason)
      case .success(let minimizer): .value(minimizer.maxStableEta, minimizer.point)
      }
    },
    // A run has a single η, which bounds the threshold from one side only.
    measured: { _, _ in nil })
}

extension Theory {
  /// The hallucinated minimizer at which the run is, or the reason why the law does not apply.
  func hallucinatedMinimizer(at step: Int) -> Result<HallucinatedMinimizer, Cycle.NotApplicable> {
    func notApplicable(_ reason: String) -> Result<HallucinatedMinimizer, Cycle.NotApplicable> {
      .failure(Cycle.NotApplicable(reason: reason))
    }
    guard let rule, rule.isSAM else { return notApplicable("the law applies to SAM only") }
    let (p, ascentPoint) = (
      recording.trajectory.points[step], recording.trajectory.ascentPoints[step]
    )
    guard p.isFinite, ascentPoint.isFinite,
      let minimum = try? recording.surface.criticalPoint(near: ascentPoint, reach: 0.1 * rule.rho),
      minimum.kind == .minimum
    else { return notApplicable("the ascent point is not at a minimum") }
    let minimizers = recording.surface.hallucinatedMinimizers(around: minimum, rho: rule.rho)
    let nearest = minimizers.min { ($0.point - p).norm < ($1.point - p).norm }
    guard let nearest, (nearest.point - p).norm <= 0.1 * rule.rho else {
      return notApplicable("the run is not at a hallucinated minimizer")
    }
    return .success(nearest)
  }
}
