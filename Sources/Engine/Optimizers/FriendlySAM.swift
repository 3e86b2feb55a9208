/// Friendly SAM (F-SAM).
///
/// d = g − σm, m ← λm + (1 − λ)g, w ← w − η∇f(w + ρd/‖d‖), g = ∇f(w)
///
/// m is the running mean of the previous gradients, so d estimates the noise of this gradient.
/// Without noise Friendly SAM ends on the same 2-cycle as SAM.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
///   - `sigma`: weight σ of the subtracted mean, 0 to 1, default 1.
///   - `lambda`: decay rate λ of the mean, 0 to 0.999999, default 0.6.
/// - References: Li et al. (2024), arXiv 2403.12350.
/// - Example: `ravine run --surface quadratic --optimizer fsam:rho=0.1,sigma=1,lambda=0.6`
public struct FriendlySAM<V: VectorSpace>: NamedOptimizer {
  static var sigma: Knob {
    Knob("sigma", symbol: "σ", 1, in: 0...1, "weight of the subtracted mean")
  }
  static var lambda: Knob {
    Knob("lambda", symbol: "λ", 0.6, in: 0...0.999_999, "decay rate of the mean")
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "fsam", name: "Friendly-SAM",
      rule: "d = g − σm, m ← λm + (1 − λ)g, w ← w − η∇f(w + ρd/‖d‖)",
      knobs: [.eta, .rho, sigma, lambda], evaluationsPerStep: 2,
      source: "Li et al. 2024, arXiv 2403.12350")
  }

  private let eta, rho, sigma, lambda: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    rho = knob(.rho)
    sigma = knob(Self.sigma)
    lambda = knob(Self.lambda)
  }

  /// Returns the running mean of the gradients: nil before the first step.
  public func initialMemory(at w: V, seed: UInt64) -> V? { nil }

  @inline(__always)
  public func step(_ w: inout V, _ memory: inout V?, on objective: some Objective<V>) -> V {
    let g = objective.gradient(w)
    let direction = memory.map { g - sigma * $0 } ?? g
    memory = memory.map { lambda * $0 + (1 - lambda) * g } ?? g
    let ascentPoint = w + ascentStep(direction, rho)
    w = w - eta * objective.gradient(ascentPoint)
    return ascentPoint
  }
}
