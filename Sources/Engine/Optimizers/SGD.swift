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
public struct SGD<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "sgd", name: "SGD", rule: "w ← w − η(∇f(w) + noise)", knobs: [.eta],
      evaluationsPerStep: 1, source: "Robbins, Monro 1951", stabilityThresholdLabel: "2/η")
  }

  private let eta: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
  }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _: inout Void, on surface: S) -> Point<N> {
    let w = p
    p = p - eta * surface.gradient(w)
    return w
  }

  /// Returns 2/η.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    2 / knob(.eta)
  }
}
