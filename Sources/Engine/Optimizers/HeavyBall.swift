/// Gradient descent with momentum: the heavy ball (Polyak, 1964).
public struct HeavyBall<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "momentum", name: "Momentum", rule: "v ← βv + ∇f(w), w ← w − ηv", knobs: [.eta, .beta],
      evaluationsPerStep: 1, source: "Polyak 1964, the heavy ball", edgeName: "2(1+β)/η")
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
    let look = p
    velocity = beta * velocity + surface.gradient(look)
    p = p - eta * velocity
    return look
  }

  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    2 * (1 + knob(.beta)) / knob(.eta)
  }
}
