/// Unified SAM, the interpolation between USAM (μ = 0) and SAM (μ = 1).
///
/// w ← w − η∇f(w + ε), ε = ρ(1 − μ + μ/‖∇f(w)‖)∇f(w)
///
/// On a quadratic the amplitude of the 2-cycle is ηλρμ/(2 − ηλ(1 + ρ(1 − μ)λ)). At μ = ½ the
/// amplitude can exceed that of SAM.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
///   - `mu`: interpolation μ, 0 to 1, default 0.5.
/// - References: Oikonomou, Loizou (2025), arXiv 2503.02225.
/// - Example: `ravine run --surface quadratic --optimizer unified:eta=0.04,rho=0.1,mu=0.5`
public struct UnifiedSAM<V: VectorSpace>: NamedOptimizer {
  static var mu: Knob { Knob("mu", symbol: "μ", 0.5, in: 0...1, "interpolation from USAM to SAM") }

  /// The rule on lanes.
  public static var laneRule: String? {
    """
    knob mu = 0.5 from 0 to 1
    g = grad(w)
    w - eta*grad(w + (rho*(1 - mu) + rho*mu/norm(g))*g)
    """
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "unified", name: "Unified SAM", rule: "w ← w − η∇f(w + ρ(1 − μ + μ/‖∇f(w)‖)∇f(w))",
      knobs: [.eta, .rho, mu], evaluationsPerStep: 2,
      source: "Oikonomou, Loizou 2025, arXiv 2503.02225")
  }

  private let eta, unnormalizedRho, normalizedRho: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    unnormalizedRho = knob(.rho) * (1 - knob(Self.mu))
    normalizedRho = knob(.rho) * knob(Self.mu)
  }

  @inline(__always)
  public func step(_ w: inout V, _: inout Void, on objective: some Objective<V>) -> V {
    let g = objective.gradient(w)
    let ascentPoint = w + (unnormalizedRho + normalizedRho / (g.norm + 1e-12)) * g
    w = w - eta * objective.gradient(ascentPoint)
    return ascentPoint
  }

  /// Returns the λ with λ + ρ(1 − μ + μ/‖∇f‖)λ² = 2/η.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    let mu = knob(Self.mu)
    return SAMFamilyRule.stabilityThreshold(
      eta: knob(.eta), ascent: knob(.rho) * (1 - mu + mu / (gradientNorm + 1e-12)))
  }

  /// Returns the rule with these μ and ρ.
  public static func samFamilyRule(_ knob: (Knob) -> Double) -> SAMFamilyRule? {
    SAMFamilyRule(eta: knob(.eta), rho: knob(.rho), mu: knob(mu))
  }
}
