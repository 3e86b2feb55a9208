/// SAM without the normalization (Andriushchenko and Flammarion, 2022).
///
/// The look uphill is proportional to the slope: it vanishes at a minimum, and with it the drift;
/// on steep ground it is long, and the rule needs η < 2/(λ + ρλ²) where SAM needs η < 2/λ.
public struct USAM<N: Number>: Optimizer {
  public static var info: OptimizerInfo {
    OptimizerInfo(
      id: "usam", name: "USAM", rule: "w ← w − η∇f(w + ρ∇f(w))", knobs: [.eta, .rho],
      evaluationsPerStep: 2, source: "Andriushchenko, Flammarion 2022, arXiv 2206.06232")
  }

  private let eta, rho: N

  public init(_ knob: (Knob) -> N) {
    eta = knob(.eta)
    rho = knob(.rho)
  }

  @inline(__always)
  public func step<S: Surface>(_ p: inout Point<N>, _: inout Void, on surface: S) -> Point<N> {
    let look = p + rho * surface.gradient(p)
    p = p - eta * surface.gradient(look)
    return look
  }

  /// λ + ρλ² = 2/η solved for λ.
  public static func stabilityThreshold(_ knob: (Knob) -> Double, gradientNorm: Double) -> Double {
    stabilityThreshold(eta: knob(.eta), ascent: knob(.rho))
  }

  /// The root of λ + aλ² = 2/η, in the form that keeps its digits as a → 0, where it is 2/η.
  static func stabilityThreshold(eta: Double, ascent: Double) -> Double {
    4 / (eta * (1 + (1 + 8 * ascent / eta).squareRoot()))
  }
}
