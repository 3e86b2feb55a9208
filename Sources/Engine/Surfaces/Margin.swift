/// The data of `Margin` and `LogMargin`: two separable points, multiplied by their labels.
enum MarginData {
  static let z1 = Point(0.3, 0.91.squareRoot())
  static let z2 = Point(0.3, -0.5 * 0.91.squareRoot())

  /// Returns −zᵢ·w for both points.
  @inline(__always)
  static func exponents<N: Number>(_ w: Point<N>) -> (N, N) {
    (
      -(N(z1.x) * w.x + N(z1.y) * w.y),
      -(N(z2.x) * w.x + N(z2.y) * w.y)
    )
  }
}

/// Exponential loss of a linear classifier on two separable points.
///
/// f = ½(e^(−z₁·w) + e^(−z₂·w)), z₁ = (0.3, √0.91), z₂ = (0.3, −½√0.91)
///
/// - Domain: ℝ², shown on [−2, 12] × [−3, 4].
/// - Minima: none; f → 0 as w → ∞ along (1, 0), the max-margin direction.
/// - Saddles: none.
/// - Hessian: positive definite; f is convex.
/// - Source: Wang, Min, Wu (2024), arXiv 2311.14387.
///
/// Under GD the direction of w converges only as 1/ln t; plot the angle instead of w.
public struct Margin: NamedSurface {
  public static let info = SurfaceInfo(
    id: "margin", formula: "½(e^(−z₁·w) + e^(−z₂·w)), z = (.3, √.91), (.3, −½√.91)",
    frame: Region(x: -2...12, y: -3...4), start: Point(0, 1),
    about: "A loss without a minimum: only the direction of w converges, under GD as 1/ln t.",
    source: "Wang, Min, Wu 2024, arXiv 2311.14387")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    let (a, b) = MarginData.exponents(p)
    return 0.5 * (exp(a) + exp(b))
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let (a, b) = MarginData.exponents(p)
    let first = -0.5 * exp(a)
    let second = -0.5 * exp(b)
    return Point(
      first * N(MarginData.z1.x) + second * N(MarginData.z2.x),
      first * N(MarginData.z1.y) + second * N(MarginData.z2.y))
  }
}
