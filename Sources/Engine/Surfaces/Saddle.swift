/// Quadratic saddle, strict and unbounded below.
///
/// f = ½(a x² − b y²)
///
/// - Domain: ℝ², shown on [−3.3, 3.3] × [−2.5, 2.5].
/// - Minima: none.
/// - Saddles: f = 0 at (0, 0).
/// - Hessian: constant, with eigenvalues a and −b (default 2 and −2).
/// - Source: Kim, Park, Choi, Lee (2023), arXiv 2301.06308.
///
/// GD escapes along y. SAM stays at the saddle for any ρ > 0 once ‖∇f‖ < ρb, USAM if ρb > 1.
public struct Saddle: NamedSurface {
  static let a = Knob("a", 2, in: 1e-3...1e4, "Hessian eigenvalue along x")
  static let b = Knob("b", 2, in: 1e-3...1e4, "minus the Hessian eigenvalue along y")

  public static let info = SurfaceInfo(
    id: "saddle", formula: "½(a x² − b y²)", knobs: [a, b],
    frame: Region(x: -3.3...3.3, y: -2.5...2.5), start: Point(-3, -0.01),
    about: "A saddle, unbounded below: GD escapes, SAM is trapped for any ρ.",
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
