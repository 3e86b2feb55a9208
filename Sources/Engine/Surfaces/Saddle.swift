/// ½(a x² − b y²): a strict saddle, unbounded below.
///
/// GD leaves it along y. SAM stays for any ρ > 0 once it comes within ‖g‖ < ρb; USAM stays if
/// ρb > 1.
public struct Saddle: NamedSurface {
  static let a = Knob("a", 2, in: 1e-3...1e4, "curvature along x")
  static let b = Knob("b", 2, in: 1e-3...1e4, "downward curvature along y")

  public static let info = SurfaceInfo(
    id: "saddle", formula: "½(a x² − b y²)", knobs: [a, b],
    frame: Region(x: -3.3...3.3, y: -2.5...2.5), start: Point(-3, -0.01),
    about: "A pass with no bottom: GD slides off, SAM is caught for any ρ.",
    source: "Kim, Park, Choi, Lee 2023, arXiv 2301.06308")

  private let a, b: Double

  public init(_ value: (Knob) -> Double) {
    a = value(Self.a)
    b = value(Self.b)
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    0.5 * (N(a) * p.x * p.x - N(b) * p.y * p.y)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> { Point(N(a) * p.x, -(N(b) * p.y)) }

  public var landmarks: Landmarks { Landmarks(saddles: [.zero]) }
}
