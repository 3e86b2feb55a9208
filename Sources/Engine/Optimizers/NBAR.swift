/// Balancedness-aware regularization for non-overparametrized problems (nBAR).
///
/// |∂f/∂x| ≥ |∂f/∂y|: w ← ((1 + αη)x, (1 − αη)y) − η∇f(w); otherwise with the signs of α swapped
///
/// On f = h(xy) the coordinate with the smaller gradient is the longer coordinate, as in oBAR.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `alpha`: balancing strength α, 0 to 10, default 0.05.
/// - References: Li, Zhang, He (2024), arXiv 2410.14802.
/// - Example: `ravine run --surface half-hyperbola --optimizer nbar:alpha=0.05`
public struct NBAR<N: Number>: NamedOptimizer {
  public typealias V = Point<N>

  static var alpha: Knob {
    Knob("alpha", symbol: "α", 0.05, in: 0...10, "balancing strength")
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "nbar", name: "nBAR",
      rule: "|∂x f| ≥ |∂y f|: x ← (1 + αη)x, y ← (1 − αη)y, else swapped; then GD",
      knobs: [.eta, alpha], evaluationsPerStep: 1, source: "Li, Zhang, He 2024, arXiv 2410.14802")
  }

  private let eta, balancingRate: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    balancingRate = knob(.eta) * knob(Self.alpha)
  }

  @inline(__always)
  public func step(_ w: inout V, _: inout Void, on objective: some Objective<V>) -> V {
    let previous = w
    let g = objective.gradient(w)
    let rescaling = N.select(N.abs(g.x) < N.abs(g.y), -balancingRate, balancingRate)
    w = Point((1 + rescaling) * w.x, (1 - rescaling) * w.y) - eta * g
    return previous
  }
}
