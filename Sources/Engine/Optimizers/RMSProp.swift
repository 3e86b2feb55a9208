/// A step size for each axis by the recent size of its gradient (Hinton, 2012).
public struct RMSProp<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "rmsprop", name: "RMSProp", rule: "s ← βs + (1 − β)g², w ← w − ηg/(√s + 10⁻⁸)",
      knobs: [.eta, .beta], evaluationsPerStep: 1, source: "Hinton 2012, lecture 6e")
  }

  private let eta, beta: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    beta = knob(.beta)
  }

  /// The running mean of the squares.
  public func initialMemory(seed: UInt64) -> Point<N> { Point(0, 0) }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _ mean: inout Point<N>, on surface: S) -> Point<
    N
  > {
    let look = p
    let g = surface.gradient(look)
    mean = beta * mean + (1 - beta) * Point(g.x * g.x, g.y * g.y)
    p = p - eta * Point(g.x / (sqrt(mean.x) + 1e-8), g.y / (sqrt(mean.y) + 1e-8))
    return look
  }
}
