/// Double well, two equal minima with a saddle between.
///
/// f = ¼(x² − 1)² + ½y²
///
/// - Domain: ℝ², shown on [−1.6, 1.6] × [−1, 1].
/// - Minima: f = 0 at (±1, 0).
/// - Saddles: f = ¼ at (0, 0).
/// - Hessian: eigenvalues 2, 1 at the minima and 1, −1 at the saddle.
/// - Source: hallucinated minimizers, arXiv 2509.21818.
///
/// With ρ > 1 SAM stops at x = ±(1 − ρ), where ∇f(w + ε) = 0 but ∇f(w) ≠ 0: a hallucinated
/// minimizer.
public struct DoubleWell: NamedSurface {
  public static let info = SurfaceInfo(
    id: "double-well", formula: "¼(x² − 1)² + ½y²",
    frame: Region(x: -1.6...1.6, y: -1...1), start: Point(-0.3, 0.2),
    about:
      "Two minima and a saddle: a large ρ stops SAM at the saddle or a hallucinated minimizer.",
    source: "hallucinated minimizers, arXiv 2509.21818")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    0.25 * square(p.x * p.x - 1) + 0.5 * p.y * p.y
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    Point(p.x * (p.x * p.x - 1), p.y)
  }

  public var landmarks: Landmarks {
    Landmarks(minima: [Point(-1, 0), Point(1, 0)], saddles: [.zero])
  }
}
