/// StableSAM, SAM with the step rescaled to the norm of the plain gradient.
///
/// w ← w − η(‖g‖/‖g̃‖)g̃, g = ∇f(w), g̃ = ∇f(w + ρg/‖g‖)
///
/// The step length is η‖∇f(w)‖, so the oscillation near a minimum vanishes, and with the
/// oscillation the drift along a valley.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
/// - References: Tan et al. (2024), arXiv 2401.07250.
/// - Example: `ravine run --surface hyperbola --optimizer stablesam:rho=0.1`
public struct StableSAM<V: VectorSpace>: NamedOptimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "stablesam", name: "StableSAM", rule: "w ← w − η(‖∇f(w)‖/‖g̃‖)g̃, g̃ = ∇f(w + ρĝ)",
      knobs: [.eta, .rho], evaluationsPerStep: 2, source: "Tan et al. 2024, arXiv 2401.07250",
      stabilityThresholdLabel: "2/η")
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
    let ascentGradient = objective.gradient(ascentPoint)
    // As in the reference code, 10⁻¹² avoids 0/0 where the gradient vanishes.
    w = w - (eta * (g.norm / (ascentGradient.norm + 1e-12))) * ascentGradient
    return ascentPoint
  }

  /// Returns 2/η.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    2 / knob(.eta)
  }
}
