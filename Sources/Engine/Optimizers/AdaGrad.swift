/// A step size for each axis that shrinks with all gradients so far (Duchi, Hazan, Singer, 2011).
public struct AdaGrad<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "adagrad", name: "AdaGrad", rule: "s ← s + g², w ← w − ηg/(√s + 10⁻¹⁰)", knobs: [.eta],
      evaluationsPerStep: 1, source: "Duchi, Hazan, Singer 2011")
  }

  private let eta: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
  }

  /// The sum of the squares.
  public func initialMemory(seed: UInt64) -> Point<N> { Point(0, 0) }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _ sum: inout Point<N>, on surface: S) -> Point<
    N
  > {
    let look = p
    let g = surface.gradient(look)
    sum = sum + Point(g.x * g.x, g.y * g.y)
    p = p - eta * Point(g.x / (sqrt(sum.x) + 1e-10), g.y / (sqrt(sum.y) + 1e-10))
    return look
  }
}
