/// Gradient descent with heavy-ball momentum.
///
/// v ← βv + ∇f(w), w ← w − ηv
///
/// Locally stable below the sharpness 2(1 + β)/η.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `beta`: momentum coefficient β, 0 to 0.999999, default 0.9.
/// - References: Polyak (1964).
/// - Example: `ravine run --surface rosenbrock --optimizer momentum:eta=0.0005,beta=0.9`
public struct HeavyBall<V: VectorSpace>: NamedOptimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "momentum", name: "Momentum", rule: "v ← βv + ∇f(w), w ← w − ηv", knobs: [.eta, .beta],
      evaluationsPerStep: 1, source: "Polyak 1964, heavy-ball method",
      stabilityThresholdLabel: "2(1+β)/η")
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
    let previous = w
    velocity = beta * velocity + objective.gradient(w)
    w = w - eta * velocity
    return previous
  }

  /// Returns 2(1 + β)/η.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    2 * (1 + knob(.beta)) / knob(.eta)
  }

  /// Returns η/(1 − β).
  public static func effectiveStepSize(_ knob: (Knob) -> V.Scalar) -> V.Scalar {
    knob(.eta) / (1 - knob(.beta))
  }

  /// Returns the rule with ρ = 0 and momentum.
  public static func samFamilyRule(_ knob: (Knob) -> Double) -> SAMFamilyRule? {
    SAMFamilyRule(eta: knob(.eta), beta: knob(.beta))
  }
}
