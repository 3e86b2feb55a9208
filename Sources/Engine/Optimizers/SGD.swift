/// Stochastic gradient descent (SGD).
///
/// w ← w − η(∇f(w) + ξ)
///
/// The noise ξ belongs to the run (see `Noise`), so all optimizers of a comparison get the same ξ.
/// Without noise SGD equals GD.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
/// - References: Robbins, Monro (1951).
/// - Example: `ravine run --surface half-hyperbola --optimizer sgd:eta=0.05 --noise 0.1`
public struct SGD<V: VectorSpace>: NamedOptimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "sgd", name: "SGD", rule: "w ← w − η(∇f(w) + noise)", knobs: [.eta],
      evaluationsPerStep: 1, source: "Robbins, Monro 1951", stabilityThresholdLabel: "2/η")
  }

  private let eta: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
  }

  @inline(__always)
  public func step(_ w: inout V, _: inout Void, on objective: some Objective<V>) -> V {
    let previous = w
    w = w - eta * objective.gradient(w)
    return previous
  }

  /// Returns 2/η.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    2 / knob(.eta)
  }
}
