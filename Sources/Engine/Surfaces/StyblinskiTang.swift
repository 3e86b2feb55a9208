/// ½(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y): four minima of four depths (Styblinski and Tang, 1990).
///
/// The lowest, f = −78.33 at x = y = −2.9035, is also the sharpest.
public struct StyblinskiTang: NamedSurface {
  public static let info = SurfaceInfo(
    id: "styblinski-tang", formula: "½(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)",
    frame: Region(x: -4.2...4.2, y: -4...4), start: Point(0.4, 0.6),
    about: "Four wells; the deepest is the sharpest. Needs η < 0.05.",
    source: "Styblinski, Tang 1990")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    @inline(__always)
    func part(_ v: N) -> N { v * (v * (v * v - 16) + 5) }
    return 0.5 * (part(p.x) + part(p.y))
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    @inline(__always)
    func part(_ v: N) -> N { 2 * v * (v * v - 8) + 2.5 }
    return Point(part(p.x), part(p.y))
  }

  public var landmarks: Landmarks {
    // The stationary values of one coordinate: two minima and the hump between them.
    let (deep, hump, shallow) = (-2.903534, 0.156731, 2.746803)
    let wells = [deep, shallow]
    return Landmarks(
      minima: minima(near: wells.flatMap { x in wells.map { Point(x, $0) } }),
      saddles: saddles(near: wells.flatMap { [Point($0, hump), Point(hump, $0)] }))
  }
}
