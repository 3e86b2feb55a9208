/// Sharpness-aware minimization (SAM).
///
/// w ← w − η∇f(w + ε), ε = ρ∇f(w)/‖∇f(w)‖
///
/// ‖ε‖ = ρ however small ∇f(w) is: near a minimum SAM oscillates instead of settling, and along a
/// valley of minima SAM drifts to flatter points. As in the reference code, 10⁻¹² is added to
/// ‖∇f(w)‖, so ε = 0 where ∇f(w) = 0.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
/// - References: Foret, Kleiner, Mobahi, Neyshabur (2021), arXiv 2010.01412;
///   Dai, Ahn, Sra (2023), arXiv 2305.15287.
/// - Example: `ravine run --surface hyperbola --optimizer sam:eta=0.05,rho=0.1`
public struct SAM<V: VectorSpace>: NamedOptimizer {
  /// The rule on lanes.
  public static var laneRule: String? { "w - eta*grad(w + rho*unit(grad(w)))" }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "sam", name: "SAM", rule: "w ← w − η∇f(w + ρ∇f(w)/‖∇f(w)‖)", knobs: [.eta, .rho],
      evaluationsPerStep: 2, source: "Foret et al. 2021, arXiv 2010.01412", styleIndex: 0)
  }

  private let eta, rho: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    rho = knob(.rho)
  }

  @inline(__always)
  public func step(_ w: inout V, _: inout Void, on objective: some Objective<V>) -> V {
    let g = objective.gradient(w)
    let ascentPoint = w + ascentStep(g, rho)
    w = w - eta * objective.gradient(ascentPoint)
    return ascentPoint
  }

  /// Returns the SAM-edge of Long and Bartlett (2024): the λ with λ + ρλ²/‖∇f‖ = 2/η.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    SAMFamilyRule.stabilityThreshold(eta: knob(.eta), ascent: knob(.rho) / (gradientNorm + 1e-12))
  }

  /// Returns the rule with μ = 1.
  public static func samFamilyRule(_ knob: (Knob) -> Double) -> SAMFamilyRule? {
    SAMFamilyRule(eta: knob(.eta), rho: knob(.rho), mu: 1)
  }
}
