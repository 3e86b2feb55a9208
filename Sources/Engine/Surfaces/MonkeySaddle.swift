/// Monkey saddle, a degenerate saddle with three descent directions.
///
/// f = x³ − 3xy²
///
/// - Domain: ℝ², shown on [−1.6, 1.6] × [−1.2, 1.2].
/// - Minima: none; unbounded below.
/// - Saddles: f = 0 at (0, 0).
/// - Hessian: 0 at the saddle.
/// - Source: Hilbert, Cohn-Vossen (1932).
public struct MonkeySaddle: NamedSurface {
  public static let info = SurfaceInfo(
    id: "monkey", formula: "x³ − 3xy²",
    frame: Region(x: -1.6...1.6, y: -1.2...1.2), start: Point(1.2, 0.05),
    about: "A degenerate saddle: the gradient and the Hessian vanish at the origin.",
    source: "Hilbert, Cohn-Vossen 1932")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N { p.x * (p.x * p.x - 3 * p.y * p.y) }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    Point(3 * (p.x * p.x - p.y * p.y), -6 * p.x * p.y)
  }

  public var landmarks: Landmarks { Landmarks(saddles: [.zero]) }
}
