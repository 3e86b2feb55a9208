/// SAM along what is new in the gradient (Li and others, 2024).
///
/// The look uphill is along g − σm, where m is the running mean of the gradients before this one:
/// the noise of this step without the full gradient. Without noise it ends on SAM's own 2-cycle.
public struct FriendlySAM<N: Number>: Optimizer {
  static var sigma: Knob { Knob("sigma", symbol: "σ", 1, in: 0...1, "share of the mean taken off") }
  static var lambda: Knob {
    Knob("lambda", symbol: "λ", 0.6, in: 0...0.999_999, "memory of the mean")
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "fsam", name: "Friendly-SAM",
      rule: "d = g − σm, m ← λm + (1 − λ)g, w ← w − η∇f(w + ρd/‖d‖)",
      knobs: [.eta, .rho, sigma, lambda], evaluationsPerStep: 2,
      source: "Li et al. 2024, arXiv 2403.12350")
  }

  private let eta, rho, sigma, lambda: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    rho = knob(.rho)
    sigma = knob(Self.sigma)
    lambda = knob(Self.lambda)
  }

  /// The mean of the gradients so far; none before the first step.
  public func initialMemory(seed: UInt64) -> Point<N>? { nil }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _ memory: inout Point<N>?, on surface: S)
    -> Point<N>
  {
    let g = surface.gradient(p)
    let fresh = memory.map { g - sigma * $0 } ?? g
    memory = memory.map { lambda * $0 + (1 - lambda) * g } ?? g
    let look = p + ascentStep(fresh, rho)
    p = p - eta * surface.gradient(look)
    return look
  }
}
