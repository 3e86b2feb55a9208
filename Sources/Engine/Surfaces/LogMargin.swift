/// Logarithm of the exponential loss of `Margin`.
///
/// f = ln ½(e^(−z₁·w) + e^(−z₂·w)), z₁ = (0.3, √0.91), z₂ = (0.3, −½√0.91)
///
/// - Domain: ℝ², shown on [−2, 12] × [−3, 4].
/// - Minima: none; f → −∞ as w → ∞ along (1, 0).
/// - Saddles: none.
/// - Hessian: positive semidefinite; f is convex.
/// - Source: Wang, Min, Wu (2024), arXiv 2311.14387.
///
/// The gradient is ∇L/L, so GD on f is GD on `Margin` with the gradient divided by the loss L: the
/// direction converges as 1/t, and exponentially with PRGD. The formula does not overflow.
public struct LogMargin: NamedSurface {
  public static let info = SurfaceInfo(
    id: "log-margin", formula: "ln ½(e^(−z₁·w) + e^(−z₂·w)), z = (.3, √.91), (.3, −½√.91)",
    frame: Region(x: -2...12, y: -3...4), start: Point(0, 1),
    about: "The log of the margin loss: GD here is normalized GD on the margin loss.",
    source: "Wang, Min, Wu 2024, arXiv 2311.14387")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    let (a, b) = MarginData.exponents(p)
    return N.softplus(b - a) + a - N(Double.log(2))
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let (a, b) = MarginData.exponents(p)
    let first = -0.5 * (1 + tanh(0.5 * (a - b)))
    let second = -1 - first
    return Point(
      first * N(MarginData.z1.x) + second * N(MarginData.z2.x),
      first * N(MarginData.z1.y) + second * N(MarginData.z2.y))
  }
}
