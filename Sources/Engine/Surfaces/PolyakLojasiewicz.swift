/// x² + 3 sin²x + y²: not convex, and yet without a bad minimum (Polyak–Łojasiewicz).
///
/// f_xx runs from −4 to 8; the one stationary point is the origin. ‖∇f‖² ≥ 2μf with μ = 0.17553.
public struct PolyakLojasiewicz: NamedSurface {
  public static let info = SurfaceInfo(
    id: "pl", formula: "x² + 3 sin²x + y²",
    frame: Region(x: -5...5, y: -3...3), start: Point(4.2, 2),
    about: "Wavy, with concave stretches, but every way down leads to the origin.",
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
