/// Root mean square propagation (RMSProp).
///
/// s ← βs + (1 − β)g², w ← w − ηg/(√s + 10⁻⁸), g = ∇f(w), per coordinate
///
/// Each coordinate is scaled by the running root mean square of its gradient.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `beta`: decay rate β of the running mean, 0 to 0.999999, default 0.9.
/// - References: Hinton (2012), Neural Networks for Machine Learning, lecture 6e.
/// - Example: `ravine run --surface rosenbrock --optimizer rmsprop:eta=0.01,beta=0.9`
public struct RMSProp<V: VectorSpace>: NamedOptimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "rmsprop", name: "RMSProp", rule: "s ← βs + (1 − β)g², w ← w − ηg/(√s + 10⁻⁸)",
      knobs: [.eta, .beta], evaluationsPerStep: 1, source: "Hinton 2012, lecture 6e")
  }

  private let eta, beta: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    beta = knob(.beta)
  }

  /// Returns the running mean of squared gradients, s = 0.
  public func initialMemory(at w: V, seed: UInt64) -> V { w.zero }

  @inline(__always)
  public func step(_ w: inout V, _ mean: inout V, on objective: some Objective<V>) -> V {
    let previous = w
    let g = objective.gradient(w)
    mean = beta * mean + (1 - beta) * g.map(square)
    w = w - eta * g.zip(mean) { $0 / (sqrt($1) + 1e-8) }
    return previous
  }
}
