/// Nesterov's accelerated gradient with a fixed momentum (Nesterov, 1983).
///
/// The gradient is taken where the momentum alone would lead.
public struct Nesterov<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "nesterov", name: "Nesterov", rule: "v ← βv − η∇f(w + βv), w ← w + v",
      knobs: [.eta, .beta], evaluationsPerStep: 1, source: "Nesterov 1983",
      edgeName: "2(1+β)/(1+2β)η")
  }

  private let eta, beta: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    beta = knob(.beta)
  }

  public func initialMemory(seed: UInt64) -> Point<N> { Point(0, 0) }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _ velocity: inout Point<N>, on surface: S)
    -> Point<N>
  {
    let look = p + beta * velocity
    velocity = beta * velocity - eta * surface.gradient(look)
    p = p + velocity
    return look
  }

  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    let beta = knob(.beta)
    return 2 * (1 + beta) / ((1 + 2 * beta) * knob(.eta))
  }
}
