/// cosh x + cosh y − 2: smooth, but its curvature grows as fast as its slope.
///
/// f″ ≤ |f′| + 1, the (L₀, L₁)-smoothness seen in training transformers: GD overshoots from far out
/// at any fixed η and overflows, clipped GD arrives.
public struct Cosh: NamedSurface {
  public static let info = SurfaceInfo(
    id: "cosh", formula: "cosh x + cosh y − 2",
    frame: Region(x: -7...7, y: -5...5), start: Point(6, 4),
    about: "A bowl with exponential walls: GD is thrown out, clipped GD walks in.",
    source: "after Ahn et al. 2023, arXiv 2310.01082, for its (L₀, L₁)-smoothness")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    // cosh x − 1 = 2 sinh²(x/2) keeps its digits near 0.
    2 * (square(N.sinh(0.5 * p.x)) + square(N.sinh(0.5 * p.y)))
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> { Point(N.sinh(p.x), N.sinh(p.y)) }

  public var landmarks: Landmarks { Landmarks(minima: [.zero]) }
}
