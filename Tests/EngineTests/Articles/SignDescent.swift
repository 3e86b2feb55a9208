@testable public import Engine

/// Descent by the sign of the gradient (Bernstein et al., 2018).
///
/// Every step has the same length along each axis, so iterates oscillate around a minimum.
public struct SignDescent<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "sign", name: "Sign descent", rule: "w ← w − η sign ∇f(w)", knobs: [.eta],
      evaluationsPerStep: 1, source: "Bernstein et al. 2018, arXiv 1802.04434")
  }

  private let eta: N

  public init(_ knob: (Knob) -> N) { eta = knob(.eta) }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _: inout Void, on surface: S) -> Point<N> {
    let ascentPoint = p
    let g = surface.gradient(ascentPoint)
    p = p - eta * Point(N.sign(g.x), N.sign(g.y))
    return ascentPoint
  }
}
