/// Adaptive SAM: the look uphill is scaled by the weights (Kwon, Kim, Park, Choi, 2021).
///
/// With T = diag(|w| + offset). On f = h(xy) the look is radial, so there is no drift of first
/// order along the valley.
public struct ASAM<N: Number>: Optimizer {
  static var offset: Knob { Knob("offset", 0.01, in: 0...10, "added to the size of each weight") }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "asam", name: "ASAM", rule: "w ← w − η∇f(w + ρT²∇f(w)/‖T∇f(w)‖), T = diag(|w| + offset)",
      knobs: [.eta, .rho, offset], evaluationsPerStep: 2,
      source: "Kwon et al. 2021, arXiv 2102.11600")
  }

  private let eta, rho, offset: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    rho = knob(.rho)
    offset = knob(Self.offset)
  }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _: inout Void, on surface: S) -> Point<N> {
    let g = surface.gradient(p)
    let scale = Point(N.abs(p.x) + offset, N.abs(p.y) + offset)
    let scaled = Point(scale.x * g.x, scale.y * g.y)
    let direction = ascentStep(scaled, rho)
    let look = p + Point(scale.x * direction.x, scale.y * direction.y)
    p = p - eta * surface.gradient(look)
    return look
  }
}
