/// SAM-ON, SAM that perturbs the normalization parameters only.
///
/// w ← w − η∇f(w + ε), ε = ρ m∘∇f(w)/‖m∘∇f(w)‖, m = (1, 0) or (0, 1)
///
/// In two dimensions one coordinate stands for the normalization parameters. The Hessian entry of
/// the perturbed coordinate decreases, while λmax may increase.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
///   - `axis`: perturbed coordinate, below 0.5 x, otherwise y, 0 to 1, default 0.
/// - References: Mueller, Vlaar, Rolnick, Hein (2023), arXiv 2306.04226.
/// - Example: `ravine run --surface hyperbola --optimizer samon:rho=0.1,axis=0`
public struct SAMOn<N: Number>: NamedOptimizer {
  public typealias V = Point<N>

  static var axis: Knob { Knob("axis", 0, in: 0...1, "perturbed axis: 0 is x, 1 is y") }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "samon", name: "SAM-ON", rule: "w ← w − η∇f(w + ρ m∘g/‖m∘g‖), m = one axis",
      knobs: [.eta, .rho, axis], evaluationsPerStep: 2,
      source: "Mueller et al. 2023, arXiv 2306.04226")
  }

  private let eta, rho, maskX, maskY: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    rho = knob(.rho)
    maskX = N.select(knob(Self.axis) < 0.5, 1, 0)
    maskY = N.select(knob(Self.axis) < 0.5, 0, 1)
  }

  @inline(__always)
  public func step(_ w: inout V, _: inout Void, on objective: some Objective<V>) -> V {
    let g = objective.gradient(w)
    let ascentPoint = w + ascentStep(Point(maskX * g.x, maskY * g.y), rho)
    w = w - eta * objective.gradient(ascentPoint)
    return ascentPoint
  }
}
