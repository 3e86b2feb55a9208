/// Sum of hyperbolic cosines, a bowl with exponential walls.
///
/// f = cosh x + cosh y − 2
///
/// - Domain: ℝ², shown on [−7, 7] × [−5, 5].
/// - Minima: f = 0 at (0, 0).
/// - Saddles: none.
/// - Hessian: diag(cosh x, cosh y), the identity at the minimum.
/// - Source: after Ahn et al. (2023), arXiv 2310.01082.
///
/// |f″| ≤ |f′| + 1 along each axis: the (L₀, L₁)-smoothness measured in training transformers. From
/// a distant start, GD overshoots at any fixed η and overflows; clipped GD converges.
public struct Cosh: NamedSurface {
  public static let info = SurfaceInfo(
    id: "cosh", formula: "cosh x + cosh y − 2",
    frame: Region(x: -7...7, y: -5...5), start: Point(6, 4),
    about: "A bowl with exponential walls: GD diverges, clipped GD converges.",
    source: "after Ahn et al. 2023, arXiv 2310.01082, for its (L₀, L₁)-smoothness")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    // cosh x − 1 = 2 sinh²(x/2) avoids cancellation near 0.
    2 * (square(N.sinh(0.5 * p.x)) + square(N.sinh(0.5 * p.y)))
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> { Point(N.sinh(p.x), N.sinh(p.y)) }

  public var landmarks: Landmarks { Landmarks(minima: [.zero]) }
}
