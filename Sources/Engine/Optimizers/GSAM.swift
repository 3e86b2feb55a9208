/// Surrogate-gap guided SAM (GSAM).
///
/// w ← w − η(g̃ − αg⊥), g̃ = ∇f(w + ρg/‖g‖), g⊥ = g − ⟨g, g̃⟩g̃/‖g̃‖², g = ∇f(w)
///
/// The term αg⊥ decreases the surrogate gap f(w + ε) − f(w) and, at first order, keeps f(w + ε).
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
///   - `alpha`: weight α of the orthogonal component, 0 to 10, default 0.4.
/// - References: Zhuang et al. (2022), arXiv 2203.08065.
/// - Example: `ravine run --surface hyperbola --optimizer gsam:rho=0.1,alpha=0.4`
public struct GSAM<V: VectorSpace>: NamedOptimizer {
  static var alpha: Knob { Knob("alpha", symbol: "α", 0.4, in: 0...10, "weight of g⊥") }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "gsam", name: "GSAM", rule: "w ← w − η(g̃ − αg⊥), g⊥ = g − proj g on g̃",
      knobs: [.eta, .rho, alpha], evaluationsPerStep: 2,
      source: "Zhuang et al. 2022, arXiv 2203.08065")
  }

  private let eta, rho, alpha: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    rho = knob(.rho)
    alpha = knob(Self.alpha)
  }

  @inline(__always)
  public func step(_ w: inout V, _: inout Void, on objective: some Objective<V>) -> V {
    let g = objective.gradient(w)
    let ascentPoint = w + ascentStep(g, rho)
    let ascentGradient = objective.gradient(ascentPoint)
    let square = ascentGradient.dot(ascentGradient)
    // Where g̃ vanishes, all of g counts as orthogonal.
    let projection = V.Scalar.select(0 < square, g.dot(ascentGradient) / square, 0)
    let orthogonal = g - projection * ascentGradient
    w = w - eta * (ascentGradient - alpha * orthogonal)
    return ascentPoint
  }
}
