extension RuleProgram {
  /// The number of steps after which a momentum of 0.9 is stationary.
  static let settlingSteps = 100

  /// Returns the displacement per step under a constant gradient of norm 1.
  ///
  /// Measured over steps 100 to 200, after which a momentum of 0.9 is stationary. If the rule does not
  /// move, or without bound, as Newton's method, the displacement counts as η, or 1 without η.
  func effectiveStepSize(_ knob: (Knob) -> Double) -> Double {
    let optimizer = TypedRule<Point<Double>>(self, knob)
    let (ramp, steps) = (SurfaceObjective(Ramp(), on: Double.self), Self.settlingSteps)
    var w = Point<Double>.zero
    var memory = optimizer.initialMemory(at: w, seed: 0)
    for _ in 0..<steps { _ = optimizer.step(&w, &memory, on: ramp) }
    let middle = w
    for _ in 0..<steps { _ = optimizer.step(&w, &memory, on: ramp) }
    return stepSize(from: middle, to: w, knob)
  }

  /// Returns the displacement per step between two points, `settlingSteps` apart; η, or 1 without η,
  /// if the displacement is unusable.
  func stepSize<N: Number>(
    from middle: Point<N>, to end: Point<N>, _ knob: (Knob) -> N
  ) -> N {
    let size = (end - middle).norm / N(Double(Self.settlingSteps))
    let fallback = rule.knobs.first { $0.id == Knob.eta.id }.map(knob) ?? 1
    return N.select(0 < size, N.select(size < N(.infinity), size, fallback), fallback)
  }
}

/// 0.6x + 0.8y, whose gradient is constant and has the norm 1.
struct Ramp: Surface {
  func value<N: Number>(_ p: Point<N>) -> N { 0.6 * p.x + 0.8 * p.y }
  func gradient<N: Number>(_ p: Point<N>) -> Point<N> { Point(0.6, 0.8) }
  func hessian(_ p: Point<Double>) -> Hessian { Hessian(xx: 0, xy: 0, yy: 0) }
}
