/// SAM less a share of the gradient's part across the perturbed one (Zhuang and others, 2022).
///
/// That part lowers the gap between loss and perturbed loss without raising the latter.
public struct GSAM<N: Number>: Optimizer {
  static var alpha: Knob { Knob("alpha", symbol: "α", 0.4, in: 0...10, "share of the part across") }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "gsam", name: "GSAM", rule: "w ← w − η(g̃ − αg⊥), g⊥ = g − proj g on g̃",
      knobs: [.eta, .rho, alpha], evaluationsPerStep: 2,
      source: "Zhuang et al. 2022, arXiv 2203.08065")
  }

  private let eta, rho, alpha: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    rho = knob(.rho)
    alpha = knob(Self.alpha)
  }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _: inout Void, on surface: S) -> Point<N> {
    let g = surface.gradient(p)
    let look = p + ascentStep(g, rho)
    let ahead = surface.gradient(look)
    let unit = ascentStep(ahead, 1)
    let across = g - g.dot(unit) * unit
    p = p - eta * (ahead - alpha * across)
    return look
  }
}
