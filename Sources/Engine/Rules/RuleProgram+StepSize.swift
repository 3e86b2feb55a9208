extension RuleProgram {
  /// Returns the displacement per step under a constant gradient of norm 1.
  ///
  /// Measured over steps 100 to 200, after which a momentum of 0.9 is stationary. If the rule does not
  /// move, or without bound, as Newton's method, the displacement counts as η, or 1 without η.
  func effectiveStepSize<N: Number>(_ knob: (Knob) -> N) -> N {
    let optimizer = TypedRule<Point<N>>(self, knob)
    let (slope, half) = (Slope<N>(), 100)
    var w = Point<N>(0, 0)
    var memory = optimizer.initialMemory(at: w, seed: 0)
    for _ in 0..<half { _ = optimizer.step(&w, &memory, on: slope) }
    let middle = w
    for _ in 0..<half { _ = optimizer.step(&w, &memory, on: slope) }
    let size = (w - middle).norm / N(Double(half))
    let fallback = rule.knobs.first { $0.id == Knob.eta.id }.map(knob) ?? 1
    return N.select(0 < size, N.select(size < N(.infinity), size, fallback), fallback)
  }
}

/// 0.6x + 0.8y.
private struct Slope<N: Number>: Objective {
  func gradient(_ w: Point<N>) -> Point<N> { Point(0.6, 0.8) }
  func value(_ w: Point<N>) -> N { gradient(w).dot(w) }
  func hessian(_ w: Point<N>) -> [Point<N>] { [Point(0, 0), Point(0, 0)] }
}
