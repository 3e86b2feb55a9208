/// Nonconvex function that satisfies the Polyak–Łojasiewicz inequality.
///
/// f = x² + 3 sin²x + y²
///
/// - Domain: ℝ², shown on [−5, 5] × [−3, 3].
/// - Minima: f = 0 at (0, 0), the only stationary point.
/// - Saddles: none.
/// - Hessian: diag(2 + 6 cos 2x, 2), with ∂²f/∂x² in [−4, 8]; eigenvalues 8 and 2 at the minimum.
/// - Source: Karimi, Nutini, Schmidt (2016), arXiv 1608.04636.
///
/// ‖∇f‖² ≥ 2μf with μ = 0.17553.
public struct PolyakLojasiewicz: NamedSurface {
  public static let info = SurfaceInfo(
    id: "pl", formula: "x² + 3 sin²x + y²",
    frame: Region(x: -5...5, y: -3...3), start: Point(4.2, 2),
    about: "Nonconvex, yet the origin is the only stationary point.",
    source: "Karimi, Nutini, Schmidt 2016, arXiv 1608.04636")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    p.x * p.x + 3 * square(sin(p.x)) + p.y * p.y
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    Point(2 * p.x + 3 * sin(2 * p.x), 2 * p.y)
  }

  public var landmarks: Landmarks { Landmarks(minima: [.zero]) }
}
