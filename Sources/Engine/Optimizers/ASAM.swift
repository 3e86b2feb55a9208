/// Adaptive SAM (ASAM).
///
/// w ← w − η∇f(w + ε), ε = ρT²∇f(w)/‖T∇f(w)‖, T = diag(|w| + offset)
///
/// On f = h(xy) the perturbation is radial, so the drift along the valley vanishes at first order.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
///   - `offset`: constant added to each |wᵢ|, 0 to 10, default 0.01.
/// - References: Kwon, Kim, Park, Choi (2021), arXiv 2102.11600.
/// - Example: `ravine run --surface hyperbola --optimizer asam:rho=0.1,offset=0.01`
public struct ASAM<V: VectorSpace>: NamedOptimizer {
  static var offset: Knob { Knob("offset", 0.01, in: 0...10, "constant added to each |w|") }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "asam", name: "ASAM", rule: "w ← w − η∇f(w + ρT²∇f(w)/‖T∇f(w)‖), T = diag(|w| + offset)",
      knobs: [.eta, .rho, offset], evaluationsPerStep: 2,
      source: "Kwon et al. 2021, arXiv 2102.11600")
  }

  private let eta, rho, offset: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    rho = knob(.rho)
    offset = knob(Self.offset)
  }

  @inline(__always)
  public func step(_ w: inout V, _: inout Void, on objective: some Objective<V>) -> V {
    let g = objective.gradient(w)
    let scale = w.map { V.Scalar.abs($0) + offset }
    let direction = ascentStep(scale.zip(g, *), rho)
    let ascentPoint = w + scale.zip(direction, *)
    w = w - eta * objective.gradient(ascentPoint)
    return ascentPoint
  }
}
