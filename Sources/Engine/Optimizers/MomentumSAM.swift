/// Momentum-SAM, SAM perturbed along the momentum.
///
/// v ← βv + ∇f(w + ε), w ← w − ηv, ε = −ρv/‖v‖
///
/// The perturbed point lies ahead of w on the way that momentum takes, at distance ρ, so a step needs
/// only one gradient. Momentum oscillates across a valley, and the point ahead is then on the far
/// wall; section 2.4 of the paper explains why that perturbation ascends.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
///   - `beta`: momentum coefficient β, 0 to 0.999999, default 0.9.
/// - References: Becker, Altrock, Risse (2024), arXiv 2401.12033.
/// - Example: `ravine run --surface hyperbola --optimizer momentum-sam:rho=0.1,beta=0.9`
public struct MomentumSAM<V: VectorSpace>: NamedOptimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "momentum-sam", name: "Momentum-SAM", rule: "v ← βv + ∇f(w − ρv/‖v‖), w ← w − ηv",
      knobs: [.eta, .rho, .beta], evaluationsPerStep: 1,
      source: "Becker et al. 2024, arXiv 2401.12033")
  }

  private let eta, rho, beta: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    rho = knob(.rho)
    beta = knob(.beta)
  }

  /// Returns the velocity v = 0.
  public func initialMemory(at w: V, seed: UInt64) -> V { w.zero }

  @inline(__always)
  public func step(_ w: inout V, _ velocity: inout V, on objective: some Objective<V>) -> V {
    let ascentPoint = w - ascentStep(velocity, rho)
    velocity = beta * velocity + objective.gradient(ascentPoint)
    w = w - eta * velocity
    return ascentPoint
  }

  /// Returns η/(1 − β).
  public static func effectiveStepSize(_ knob: (Knob) -> V.Scalar) -> V.Scalar {
    knob(.eta) / (1 - knob(.beta))
  }
}
