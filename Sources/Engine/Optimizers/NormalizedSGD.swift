/// A step of length η along the mean of recent gradients (Hübler, Fatkhullin, He, 2024).
///
/// No single gradient, however heavy the tail of its noise, moves it further than η. Gradients
/// longer than `clip` enter the mean at that length.
public struct NormalizedSGD<N: Number>: Optimizer {
  static var beta: Knob { Knob("beta", symbol: "β", 0, in: 0...0.999_999, "memory of the mean") }
  static var clip: Knob { Knob("clip", 1e9, in: 1e-9...1e9, "longest gradient to enter the mean") }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "nsgd", name: "Normalized SGD", rule: "m ← βm + (1 − β)g, w ← w − ηm/‖m‖",
      knobs: [.eta, beta, clip], evaluationsPerStep: 1,
      source: "Hübler, Fatkhullin, He 2024, arXiv 2410.13849")
  }

  private let eta, beta, clip: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    beta = knob(Self.beta)
    clip = knob(Self.clip)
  }

  public func initialMemory(seed: UInt64) -> Point<N> { Point(0, 0) }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _ mean: inout Point<N>, on surface: S) -> Point<
    N
  > {
    let look = p
    let g = surface.gradient(look)
    let entering = N.min(1, clip / (g.norm + 1e-300)) * g
    mean = beta * mean + (1 - beta) * entering
    p = p - ascentStep(mean, eta)
    return look
  }
}
