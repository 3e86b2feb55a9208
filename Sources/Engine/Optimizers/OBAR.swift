/// GD that shrinks the longer factor and stretches the other (Li, Zhang, He, 2024).
///
/// On f = h(xy): B = ½(x² − y²) falls by αηr² a step, straight to the flattest minimum.
public struct OBAR<N: Number>: Optimizer {
  static var alpha: Knob {
    Knob("alpha", symbol: "α", 0.05, in: 0...10, "strength of the balancing")
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "obar", name: "oBAR",
      rule: "|x| ≥ |y|: x ← (1 − αη)x, y ← (1 + αη)y, else swapped; then GD", knobs: [.eta, alpha],
      evaluationsPerStep: 1, source: "Li, Zhang, He 2024, arXiv 2410.14802")
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
    let change = N.select(N.abs(p.x) < N.abs(p.y), balancingRate, -balancingRate)
    p = Point((1 + change) * p.x, (1 - change) * p.y) - eta * g
    return look
  }
}
