/// GD that shrinks the factor with the smaller gradient and stretches the other (Li, Zhang, He, 2024).
///
/// On f = h(xy) that factor is the longer one.
public struct NBAR<N: Number>: Optimizer {
  static var alpha: Knob {
    Knob("alpha", symbol: "α", 0.05, in: 0...10, "strength of the balancing")
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "nbar", name: "nBAR",
      rule: "|∂x f| < |∂y f|: x ← (1 − αη)x, y ← (1 + αη)y, else swapped; then GD",
      knobs: [.eta, alpha], evaluationsPerStep: 1, source: "Li, Zhang, He 2024, arXiv 2410.14802")
  }

  private let eta, balancingRate: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    balancingRate = knob(.eta) * knob(Self.alpha)
  }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _: inout Void, on surface: S) -> Point<N> {
    let look = p
    let g = surface.gradient(look)
    let change = N.select(N.abs(g.y) < N.abs(g.x), balancingRate, -balancingRate)
    p = Point((1 + change) * p.x, (1 - change) * p.y) - eta * g
    return look
  }
}
