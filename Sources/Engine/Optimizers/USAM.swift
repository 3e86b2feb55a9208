/// Unnormalized sharpness-aware minimization (USAM).
///
/// w ← w − η∇f(w + ε), ε = ρ∇f(w)
///
/// ε vanishes at a minimum, and with ε the drift along a valley. Where the gradient is large, ε is
/// long: USAM needs η < 2/(λ + ρλ²) where GD and SAM need η < 2/λ.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
/// - References: Andriushchenko, Flammarion (2022), arXiv 2206.06232.
/// - Example: `ravine run --surface hyperbola --optimizer usam:eta=0.05,rho=0.1`
public struct USAM<V: VectorSpace>: NamedOptimizer {
  /// The rule on lanes.
  public static var laneRule: String? { "w - eta*grad(w + rho*grad(w))" }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "usam", name: "USAM", rule: "w ← w − η∇f(w + ρ∇f(w))", knobs: [.eta, .rho],
      evaluationsPerStep: 2, source: "Andriushchenko, Flammarion 2022, arXiv 2206.06232",
      styleIndex: 1)
  }

  private let eta, rho: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    rho = knob(.rho)
  }

  @inline(__always)
  public func step(_ w: inout V, _: inout Void, on objective: some Objective<V>) -> V {
    let ascentPoint = w + rho * objective.gradient(w)
    w = w - eta * objective.gradient(ascentPoint)
    return ascentPoint
  }

  /// Returns the λ with λ + ρλ² = 2/η.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    SAMFamilyRule.stabilityThreshold(eta: knob(.eta), ascent: knob(.rho))
  }

  /// Returns the rule with μ = 0.
  public static func samFamilyRule(_ knob: (Knob) -> Double) -> SAMFamilyRule? {
    SAMFamilyRule(eta: knob(.eta), rho: knob(.rho))
  }
}
