/// Adaptive gradient method (AdaGrad).
///
/// s ← s + g², w ← w − ηg/(√s + 10⁻¹⁰), g = ∇f(w), per coordinate
///
/// The effective learning rate of a coordinate decreases with the sum of its squared gradients.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
/// - References: Duchi, Hazan, Singer (2011).
/// - Example: `ravine run --surface rosenbrock --optimizer adagrad:eta=0.5`
public struct AdaGrad<V: VectorSpace>: NamedOptimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "adagrad", name: "AdaGrad", rule: "s ← s + g², w ← w − ηg/(√s + 10⁻¹⁰)", knobs: [.eta],
      evaluationsPerStep: 1, source: "Duchi, Hazan, Singer 2011")
  }

  private let eta: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
  }

  /// Returns the sum of squared gradients, s = 0.
  public func initialMemory(at w: V, seed: UInt64) -> V { w.zero }

  @inline(__always)
  public func step(_ w: inout V, _ sum: inout V, on objective: some Objective<V>) -> V {
    let previous = w
    let g = objective.gradient(w)
    sum = sum + g.map(square)
    w = w - eta * g.zip(sum) { $0 / (sqrt($1) + 1e-10) }
    return previous
  }
}
