/// Gradient descent with gradient norm clipping.
///
/// w ← w − η min(1, clip/‖∇f(w)‖)∇f(w)
///
/// Converges where the Hessian grows with the gradient and GD diverges, as on `Cosh`.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `clip`: largest gradient norm, 10⁻⁹ to 10⁹, default 1.
/// - References: Pascanu, Mikolov, Bengio (2013), arXiv 1211.5063.
/// - Example: `ravine run --surface cosh --optimizer clipped-gd:eta=0.5,clip=1`
public struct ClippedGD<V: VectorSpace>: NamedOptimizer {
  static var clip: Knob { Knob("clip", 1, in: 1e-9...1e9, "largest gradient norm") }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "clipped-gd", name: "Clipped GD", rule: "w ← w − η min(1, clip/‖∇f(w)‖)∇f(w)",
      knobs: [.eta, clip], evaluationsPerStep: 1,
      source: "Pascanu, Mikolov, Bengio 2013, arXiv 1211.5063", stabilityThresholdLabel: "2/η")
  }

  private let eta, clip: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    clip = knob(Self.clip)
  }

  @inline(__always)
  public func step(_ w: inout V, _: inout Void, on objective: some Objective<V>) -> V {
    let previous = w
    let g = objective.gradient(w)
    w = w - (eta * V.Scalar.min(1, clip / (g.norm + 1e-300))) * g
    return previous
  }

  /// Returns 2/η.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    2 / knob(.eta)
  }
}
