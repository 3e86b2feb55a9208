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
public struct Nesterov<V: VectorSpace>: NamedOptimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "nesterov", name: "Nesterov", rule: "v ← βv − η∇f(w + βv), w ← w + v",
      knobs: [.eta, .beta], evaluationsPerStep: 1, source: "Nesterov 1983",
      stabilityThresholdLabel: "2(1+β)/(1+2β)η")
  }

  private let eta, beta: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    beta = knob(.beta)
  }

  /// Returns the velocity v = 0.
  public func initialMemory(at w: V, seed: UInt64) -> V { w.zero }

  @inline(__always)
  public func step(_ w: inout V, _ velocity: inout V, on objective: some Objective<V>) -> V {
    let lookahead = w + beta * velocity
    velocity = beta * velocity - eta * objective.gradient(lookahead)
    w = w + velocity
    return lookahead
  }

  /// Returns 2(1 + β)/((1 + 2β)η).
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    let beta = knob(.beta)
    return 2 * (1 + beta) / ((1 + 2 * beta) * knob(.eta))
  }

  /// Returns η/(1 − β).
  public static func effectiveStepSize(_ knob: (Knob) -> V.Scalar) -> V.Scalar {
    knob(.eta) / (1 - knob(.beta))
  }
}
