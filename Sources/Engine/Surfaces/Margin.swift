/// The data of `Margin` and `LogMargin`: two points of the separable set, labels folded in.
enum MarginData {
  static let z1 = Point(0.3, 0.91.squareRoot())
  static let z2 = Point(0.3, -0.5 * 0.91.squareRoot())

  /// −zᵢ·w for both points.
  @inline(__always)
  static func exponents<N: Number>(_ w: Point<N>) -> (N, N) {
    (
      -(N(z1.x) * w.x + N(z1.y) * w.y),
      -(N(z2.x) * w.x + N(z2.y) * w.y)
    )
  }
}

/// Mean e^(−zᵢ·w) over two separable points: the exponential loss of a linear classifier.
///
/// No minimum, nor any point without slope: w runs off along (1, 0), the direction of largest margin, which GD approaches only as
/// 1/ln t. Plot the angle, not w.
public struct Margin: NamedSurface {
  public static let info = SurfaceInfo(
    id: "margin", formula: "½(e^(−z₁·w) + e^(−z₂·w)), z = (.3, √.91), (.3, −½√.91)",
    frame: Region(x: -2...12, y: -3...4), start: Point(0, 1),
    about: "A loss without a minimum: only the direction converges, and under GD very slowly.",
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
