/// Nesterov's accelerated gradient with a constant momentum coefficient.
///
/// v ← βv − η∇f(w + βv), w ← w + v
///
/// The gradient is taken at the lookahead point w + βv. Locally stable below the sharpness
/// 2(1 + β)/((1 + 2β)η).
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `beta`: momentum coefficient β, 0 to 0.999999, default 0.9.
/// - References: Nesterov (1983).
/// - Example: `ravine run --surface rosenbrock --optimizer nesterov:eta=0.0005,beta=0.9`
public struct Nesterov<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "nesterov", name: "Nesterov", rule: "v ← βv − η∇f(w + βv), w ← w + v",
      knobs: [.eta, .beta], evaluationsPerStep: 1, source: "Nesterov 1983",
      stabilityThresholdLabel: "2(1+β)/(1+2β)η")
  }

  private let eta, beta: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    beta = knob(.beta)
  }

  /// Returns the velocity v = 0.
  public func initialMemory(seed: UInt64) -> Point<N> { Point(0, 0) }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _ velocity: inout Point<N>, on surface: S)
    -> Point<N>
  {
    let lookahead = p + beta * velocity
    velocity = beta * velocity - eta * surface.gradient(lookahead)
    p = p + velocity
    return lookahead
  }

  /// Returns 2(1 + β)/((1 + 2β)η).
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    let beta = knob(.beta)
    return 2 * (1 + beta) / ((1 + 2 * beta) * knob(.eta))
  }

  /// Returns η/(1 − β).
  public static func effectiveStepSize(_ knob: (Knob) -> N) -> N { knob(.eta) / (1 - knob(.beta)) }
}
