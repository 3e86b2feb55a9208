/// Gradient descent (GD).
///
/// w ← w − η∇f(w)
///
/// Locally stable below the sharpness 2/η.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
/// - References: Cauchy (1847).
/// - Example: `ravine run --surface quadratic --optimizer gd:eta=0.05`
public struct GradientDescent<V: VectorSpace>: NamedOptimizer {
  /// The rule on lanes.
  public static var laneRule: String? { "w - eta*grad(w)" }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "gd", name: "GD", rule: "w ← w − η∇f(w)", knobs: [.eta], evaluationsPerStep: 1,
      source: "Cauchy 1847", stabilityThresholdLabel: "2/η", styleIndex: 2)
  }

  private let eta: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) { eta = knob(.eta) }

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

  /// Returns the rule with ρ = 0.
  public static func samFamilyRule(_ knob: (Knob) -> Double) -> SAMFamilyRule? {
    SAMFamilyRule(eta: knob(.eta))
  }
}
