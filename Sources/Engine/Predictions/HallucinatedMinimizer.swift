/// A point that SAM takes for a minimum: its look uphill ends at one, its own slope does not vanish.
///
/// w* = m* − ρĝ(w*). Stable iff the eigenvalues e of J = H(m*)(I + ρ(I − ĝĝᵀ)H(w*)/‖g‖) satisfy
/// |1 − ηe| < 1.
public struct HallucinatedMinimizer: Sendable {
  public let point: Point<Double>
  /// The minimum that it looks at.
  public let minimum: Point<Double>
  /// ‖∇f‖ at the point.
  public let gradientNorm: Double
  /// The largest η at which it is stable; 0 if it is at none.
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
    /// How far the slope at the point in this direction is from pointing at the minimum.
    func miss(_ angle: Double) -> Double {
      let u = direction(angle)
      return gradient(minimum.point - rho * u).cross(u)
    }
    let count = 240
    // Off the axes, on which symmetric surfaces have their zeros.
    let angles = (0...count).map { 2 * Double.pi * (Double($0) + 0.381) / Double(count) }
    return zip(angles, angles.dropFirst()).compactMap { first, second in
      var (low, high, below) = (first, second, miss(first))
      guard below * miss(second) < 0 else { return nil }
      for _ in 0..<60 {
        let middle = 0.5 * (low + high)
        let there = miss(middle)
        if (there < 0) == (below < 0) { (low, below) = (middle, there) } else { high = middle }
      }
      let u = direction(0.5 * (low + high))
      let p = minimum.point - rho * u
      let g = gradient(p)
      let level = 1e-6 * rho * abs(minimum.hessian.maxEigenvalue)
      guard g.dot(u) > level else { return nil }
      return HallucinatedMinimizer(
        point: p, minimum: minimum.point, gradientNorm: g.norm,
        maxStableEta: maxStableEta(minimum.hessian, hessian(p), g, rho))
    }
  }
}

/// The least 2 Re e/|e|² of the eigenvalues of J.
private func maxStableEta(
  _ look: Hessian, _ here: Hessian, _ g: Point<Double>, _ rho: Double
) -> Double {
  let side = (1 / g.norm) * g.perpendicular
  let turn = (rho / g.norm) * here.matvec(side)
  // I + ρ side sideᵀ H(w)/‖g‖, applied to both axes, then H(m*).
  let first = look.matvec(Point(1, 0) + turn.x * side)
  let second = look.matvec(Point(0, 1) + turn.y * side)
  let half = 0.5 * (first.x + second.y)
  let determinant = first.x * second.y - second.x * first.y
  let square = half * half - determinant
  guard square >= 0 else { return half > 0 ? 2 * half / determinant : 0 }
  let (large, small) = (half + square.squareRoot(), half - square.squareRoot())
  return small > 0 ? 2 / large : 0
}

extension Prediction {
  /// At a hallucinated minimizer SAM stops on a slope, at distance ρ from the minimum it looks at.
  ///
  /// Needs ρ larger than the distance from that minimum to the place where the slope turns.
  static let hallucinatedGradientNorm = Prediction(
    id: "hallucinated-slope", title: "slope where SAM stops", symbol: "‖∇f‖",
    formula: "‖∇f(m* − ρĝ)‖",
    sentence: "The run rests where its look, not itself, is at a minimum.",
    source: "hallucinated minimizers, arXiv 2509.21818; Si, Yun 2023",
    forecast: { theory, step in
      switch theory.hallucinatedMinimizer(at: step) {
      case .failure(let why): return .doesNotApply(why.reason)
      case .success(let place):
        guard let rule = theory.rule, rule.eta < place.maxStableEta else {
          return .doesNotApply("the hallucinated minimizer is not stable at this η")
        }
        return .value(place.gradientNorm, place.point)
      }
    },
    measured: { theory, step in
      let recording = theory.recording
      let points = recording.trajectory.points
      // Beside the place the slope is another, until the run is at rest.
      guard let rho = theory.rule?.rho, step >= 8,
        (points[step] - points[step - 8]).norm <= 1e-6 * rho
      else { return nil }
      return recording.surface.gradient(recording.trajectory.points[step]).norm
    })

  /// The largest η at which a hallucinated minimizer holds SAM: 2 over the largest eigenvalue of J.
  static let hallucinationThreshold = Prediction(
    id: "hallucination-threshold", title: "largest η that holds SAM there", symbol: "η*",
    formula: "2/eig(H(m*)(I + ρ(I − ĝĝᵀ)H(w*)/‖g‖))",
    sentence: "With a larger step the hallucinated minimizer lets the run go.",
    source: "linearization of SAM's map, checked numerically",
    forecast: { theory, step in
      switch theory.hallucinatedMinimizer(at: step) {
      case .failure(let why): .doesNotApply(why.reason)
      case .success(let place): .value(place.maxStableEta, place.point)
      }
    },
    // A single run has one η: that it is held shows the threshold to be above, no more.
    measured: { _, _ in nil })
}

extension Theory {
  /// The hallucinated minimizer at which the run is.
  func hallucinatedMinimizer(at step: Int) -> Result<HallucinatedMinimizer, Cycle.NotApplicable> {
    func missing(_ reason: String) -> Result<HallucinatedMinimizer, Cycle.NotApplicable> {
      .failure(Cycle.NotApplicable(reason: reason))
    }
    guard let rule, rule.isSAM else { return missing("the law is SAM's") }
    let (p, look) = (recording.trajectory.points[step], recording.trajectory.ascentPoints[step])
    guard p.isFinite, look.isFinite,
      let minimum = try? recording.surface.criticalPoint(near: look, reach: 0.1 * rule.rho),
      minimum.kind == .minimum
    else { return missing("the look uphill does not end at a minimum") }
    let places = recording.surface.hallucinatedMinimizers(around: minimum, rho: rule.rho)
    let nearest = places.min { ($0.point - p).norm < ($1.point - p).norm }
    guard let nearest, (nearest.point - p).norm <= 0.1 * rule.rho else {
      return missing("the run is at no hallucinated minimizer")
    }
    return .success(nearest)
  }
}
