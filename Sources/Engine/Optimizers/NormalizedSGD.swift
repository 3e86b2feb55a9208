/// Normalized SGD with momentum (NSGD).
///
/// m ← βm + (1 − β)g min(1, clip/‖g‖), w ← w − ηm/‖m‖, g = ∇f(w)
///
/// Every step has length η, so heavy-tailed gradient noise cannot cause a large step.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `beta`: decay rate β of the mean gradient, 0 to 0.999999, default 0.
///   - `clip`: largest gradient norm in the mean, 10⁻⁹ to 10⁹, default 10⁹.
/// - References: Hübler, Fatkhullin, He (2024), arXiv 2410.13849.
/// - Example: `ravine run --surface cosh --optimizer nsgd:eta=0.05,beta=0.9`
public struct NormalizedSGD<V: VectorSpace>: NamedOptimizer {
  static var beta: Knob {
    Knob("beta", symbol: "β", 0, in: 0...0.999_999, "decay rate of the mean")
  }
  static var clip: Knob { Knob("clip", 1e9, in: 1e-9...1e9, "largest gradient norm in the mean") }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "nsgd", name: "Normalized SGD", rule: "m ← βm + (1 − β)g, w ← w − ηm/‖m‖",
      knobs: [.eta, beta, clip], evaluationsPerStep: 1,
      source: "Hübler, Fatkhullin, He 2024, arXiv 2410.13849")
  }

  private let eta, beta, clip: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    beta = knob(Self.beta)
    clip = knob(Self.clip)
  }

  /// Returns the mean gradient m = 0.
  public func initialMemory(at w: V, seed: UInt64) -> V { w.zero }

  @inline(__always)
  public func step(_ w: inout V, _ mean: inout V, on objective: some Objective<V>) -> V {
    let previous = w
    let g = objective.gradient(w)
    let clipped = V.Scalar.min(1, clip / (g.norm + 1e-300)) * g
    mean = beta * mean + (1 - beta) * clipped
    w = w - ascentStep(mean, eta)
    return previous
  }
}
