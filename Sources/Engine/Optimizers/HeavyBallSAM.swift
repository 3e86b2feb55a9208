/// SAM whose gradient feeds a heavy ball.
///
/// On a bowl a 2-cycle of radius ηλρ/(2(1 + β) − ηλ) is locally stable for ηλ < 2(1 + β); from β ≈ ½
/// on there are larger cycles of period 4 and 6 beside it.
public struct HeavyBallSAM<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "sam-momentum", name: "SAM + momentum", rule: "v ← βv + ∇f(w + ρĝ), w ← w − ηv",
      knobs: [.eta, .rho, .beta], evaluationsPerStep: 2,
      source: "Foret et al. 2021, reference code with a heavy ball")
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
    let look = p + ascentStep(surface.gradient(p), rho)
    velocity = beta * velocity + surface.gradient(look)
    p = p - eta * velocity
    return look
  }

  /// λ + ρλ²/‖g‖ = 2(1 + β)/η solved for λ.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    USAM<Double>.stabilityThreshold(
      eta: knob(.eta) / (1 + knob(.beta)), ascent: knob(.rho) / (gradientNorm + 1e-12))
  }
}
