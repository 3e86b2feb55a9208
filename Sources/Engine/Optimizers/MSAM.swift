/// SAM on each shard of the batch, averaged: here two shards with labels off by ±σ.
///
/// Each shard is perturbed along its own gradient, which drifts along a valley at first order in ρ:
/// Δ ln B = −(2ηρσ/r + 2ηρ²) on ½(xy − 1)². On a surface without a label it is SAM.
public struct MSAM<N: Number>: Optimizer {
  static var sigma: Knob {
    Knob("sigma", symbol: "σ", 0.5, in: 0...100, "how far the labels of the shards are off")
  }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "msam", name: "mSAM", rule: "w ← w − η·mean of ∇f±(w + ρĝ±), labels off by ±σ",
      knobs: [.eta, .rho, sigma], evaluationsPerStep: 4,
      source: "Behdin et al. 2023, arXiv 2302.09693")
  }

  private let eta, rho, sigma: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    rho = knob(.rho)
    sigma = knob(Self.sigma)
  }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _: inout Void, on surface: S) -> Point<N> {
    let above = p + ascentStep(surface.gradient(p, label: sigma), rho)
    let below = p + ascentStep(surface.gradient(p, label: -sigma), rho)
    p =
      p
      - (0.5 * eta)
      * (surface.gradient(above, label: sigma) + surface.gradient(below, label: -sigma))
    return 0.5 * (above + below)
  }
}
