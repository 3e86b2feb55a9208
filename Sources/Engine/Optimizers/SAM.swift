/// Sharpness-aware minimization (Foret, Kleiner, Mobahi, Neyshabur, 2021).
///
/// The look uphill has length ρ however small the slope is, so it never vanishes near a minimum:
/// SAM hums there instead of settling, and slides along a valley to flatter points (Dai, Ahn, Sra
/// 2023). The norm carries 10⁻¹² as the reference code does; where ∇f = 0 there is no look uphill.
public struct SAM<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "sam", name: "SAM", rule: "w ← w − η∇f(w + ρ∇f(w)/‖∇f(w)‖)", knobs: [.eta, .rho],
      evaluationsPerStep: 2, source: "Foret et al. 2021, arXiv 2010.01412")
  }

  private let eta, rho: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    rho = knob(.rho)
  }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _: inout Void, on surface: S) -> Point<N> {
    let g = surface.gradient(p)
    let look = p + ascentStep(g, rho)
    p = p - eta * surface.gradient(look)
    return look
  }

  /// The SAM-edge of Long and Bartlett (2024): λ + ρλ²/‖g‖ = 2/η solved for λ.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    USAM<Double>.stabilityThreshold(eta: knob(.eta), ascent: knob(.rho) / (gradientNorm + 1e-12))
  }
}
