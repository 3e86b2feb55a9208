/// Gradient descent with gradients cut to a length (Pascanu, Mikolov, Bengio, 2013).
///
/// Arrives where curvature grows with slope and no fixed η would do.
public struct ClippedGD<N: Number>: Optimizer {
  static var clip: Knob { Knob("clip", 1, in: 1e-9...1e9, "longest gradient") }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "clipped-gd", name: "Clipped GD", rule: "w ← w − η min(1, clip/‖∇f(w)‖)∇f(w)",
      knobs: [.eta, clip], evaluationsPerStep: 1,
      source: "Pascanu, Mikolov, Bengio 2013, arXiv 1211.5063", edgeName: "2/η")
  }

  private let eta, clip: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    clip = knob(Self.clip)
  }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _: inout Void, on surface: S) -> Point<N> {
    let look = p
    let g = surface.gradient(look)
    p = p - (eta * N.min(1, clip / (g.norm + 1e-300))) * g
    return look
  }

  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    2 / knob(.eta)
  }
}
