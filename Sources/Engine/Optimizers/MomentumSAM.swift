/// SAM that looks along its momentum and so needs one gradient (Becker, Altrock, Risse, 2024).
///
/// The velocity v points downhill; the look is against it.
public struct MomentumSAM<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "momentum-sam", name: "Momentum-SAM", rule: "v ← βv − η∇f(w − ρv/‖v‖), w ← w + v",
      knobs: [.eta, .rho, .beta], evaluationsPerStep: 1,
      source: "Becker et al. 2024, arXiv 2401.12033")
  }

  private let eta, rho, beta: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    rho = knob(.rho)
    beta = knob(.beta)
  }

  public func initialMemory(seed: UInt64) -> Point<N> { Point(0, 0) }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _ velocity: inout Point<N>, on surface: S)
    -> Point<N>
  {
    let look = p - ascentStep(velocity, rho)
    velocity = beta * velocity - eta * surface.gradient(look)
    p = p + velocity
    return look
  }
}
