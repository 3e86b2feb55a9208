/// Momentum-SAM, SAM perturbed along the momentum.
///
/// v ← βv − η∇f(w + ε), w ← w + v, ε = −ρv/‖v‖
///
/// −v approximates an ascent direction, so a step needs only one gradient.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
///   - `beta`: momentum coefficient β, 0 to 0.999999, default 0.9.
/// - References: Becker, Altrock, Risse (2024), arXiv 2401.12033.
/// - Example: `ravine run --surface hyperbola --optimizer momentum-sam:rho=0.1,beta=0.9`
public struct MomentumSAM<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "momentum-sam", name: "Momentum-SAM", rule: "v ← βv − η∇f(w − ρv/‖v‖), w ← w + v",
      knobs: [.eta, .rho, .beta], evaluationsPerStep: 1,
      source: "Becker et al. 2024, arXiv 2401.12033")
  }

  private let eta, rho, beta: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    rho = knob(.rho)
    beta = knob(.beta)
  }

  /// Returns the velocity v = 0.
  public func initialMemory(seed: UInt64) -> Point<N> { Point(0, 0) }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _ velocity: inout Point<N>, on surface: S)
    -> Point<N>
  {
    let ascentPoint = p - ascentStep(velocity, rho)
    velocity = beta * velocity - eta * surface.gradient(ascentPoint)
    p = p + velocity
    return ascentPoint
  }

  /// Returns η/(1 − β).
  public static func effectiveStepSize(_ knob: (Knob) -> N) -> N { knob(.eta) / (1 - knob(.beta)) }
}
