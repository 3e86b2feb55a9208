/// The dial from USAM (μ = 0) to SAM (μ = 1) (Oikonomou and Loizou, 2025).
///
/// Half-normalized, the hum on a bowl is ηλρμ/(2 − ηλ(1 + ρ(1 − μ)λ)): louder than SAM's own.
public struct UnifiedSAM<N: Number>: Optimizer {
  static var mu: Knob { Knob("mu", symbol: "μ", 0.5, in: 0...1, "share of the normalization") }

  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "unified", name: "Unified SAM", rule: "w ← w − η∇f(w + ρ(1 − μ + μ/‖∇f(w)‖)∇f(w))",
      knobs: [.eta, .rho, mu], evaluationsPerStep: 2,
      source: "Oikonomou, Loizou 2025, arXiv 2503.02225")
  }

  private let eta, unnormalizedRho, normalizedRho: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    unnormalizedRho = knob(.rho) * (1 - knob(Self.mu))
    normalizedRho = knob(.rho) * knob(Self.mu)
  }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _: inout Void, on surface: S) -> Point<N> {
    let g = surface.gradient(p)
    let look = p + (unnormalizedRho + normalizedRho / (g.norm + 1e-12)) * g
    p = p - eta * surface.gradient(look)
    return look
  }

  /// λ + ρ(1 − μ + μ/‖g‖)λ² = 2/η solved for λ.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    let mu = knob(Self.mu)
    return USAM<Double>.stabilityThreshold(
      eta: knob(.eta), ascent: knob(.rho) * (1 - mu + mu / (gradientNorm + 1e-12)))
  }
}
