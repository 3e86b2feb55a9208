/// x³ − 3xy²: three valleys and three ridges meet at a point without curvature.
///
/// The Hessian at the origin is zero; unbounded below.
public struct MonkeySaddle: NamedSurface {
  public static let info = SurfaceInfo(
    id: "monkey", formula: "x³ − 3xy²",
    frame: Region(x: -1.6...1.6, y: -1.2...1.2), start: Point(1.2, 0.05),
    about: "A saddle for two legs and a tail: no slope and no curvature at the origin.",
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
