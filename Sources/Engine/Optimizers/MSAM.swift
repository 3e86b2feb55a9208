/// mSAM, SAM on each shard of a batch, averaged.
///
/// w ← w − ½η(∇f₊(w + ρĝ₊) + ∇f₋(w + ρĝ₋)), ĝ± = ∇f±(w)/‖∇f±(w)‖
///
/// f± are two shards with the label shifted by ±σ. Their perturbations cause a drift of first order
/// in ρ: Δ ln B = −(2ηρσ/r + 2ηρ²) on ½(xy − 1)², with B = ½(x² − y²), r = ‖w‖. Without labels
/// mSAM equals SAM.
///
/// - Hyperparameters:
///   - `eta`: learning rate η, 10⁻¹² to 1000, default 0.05.
///   - `rho`: perturbation radius ρ, 0 to 100, default 0.1.
///   - `sigma`: label shift σ of the shards, 0 to 100, default 0.5.
/// - References: Behdin et al. (2023), arXiv 2302.09693.
/// - Example: `ravine run --surface half-hyperbola --optimizer msam:rho=0.1,sigma=0.5`
public struct MSAM<V: VectorSpace>: NamedOptimizer {
  static var sigma: Knob {
    Knob("sigma", symbol: "σ", 0.5, in: 0...100, "label shift of the two shards")
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "msam", name: "mSAM", rule: "w ← w − η·mean of ∇f±(w + ρĝ±), labels shifted by ±σ",
      knobs: [.eta, .rho, sigma], evaluationsPerStep: 4,
      source: "Behdin et al. 2023, arXiv 2302.09693")
  }

  private let eta, rho, sigma: V.Scalar

  public init(_ knob: (Knob) -> V.Scalar) {
    eta = knob(.eta)
    rho = knob(.rho)
    sigma = knob(Self.sigma)
  }

  @inline(__always)
  public func step(_ w: inout V, _: inout Void, on objective: some Objective<V>) -> V {
    let plus = w + ascentStep(objective.gradient(w, label: sigma), rho)
    let minus = w + ascentStep(objective.gradient(w, label: -sigma), rho)
    w =
      w
      - (0.5 * eta)
      * (objective.gradient(plus, label: sigma) + objective.gradient(minus, label: -sigma))
    return 0.5 * (plus + minus)  // the mean of the two ascent points
  }
}
