/// Styblinski–Tang function, with minima of three values.
///
/// f = ½(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)
///
/// - Domain: ℝ², shown on [−4.2, 4.2] × [−4, 4].
/// - Minima: f = −78.33 at (−2.904, −2.904), −64.20 at (−2.904, 2.747) and (2.747, −2.904), −50.06
///   at (2.747, 2.747).
/// - Saddles: f = −38.97 at (−2.904, 0.157) and (0.157, −2.904), −24.83 at (2.747, 0.157) and
///   (0.157, 2.747).
/// - Hessian: diag(6x² − 16, 6y² − 16): λ = 34.58 at the global minimum, the sharpest of the four.
/// - Source: Styblinski, Tang (1990).
public struct StyblinskiTang: NamedSurface {
  public static let info = SurfaceInfo(
    id: "styblinski-tang", formula: "½(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)",
    frame: Region(x: -4.2...4.2, y: -4...4), start: Point(0.4, 0.6),
    about: "Four minima; the global minimum is the sharpest. Needs η < 0.05.",
    source: "Styblinski, Tang 1990")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    @inline(__always)
    func term(_ v: N) -> N { v * (v * (v * v - 16) + 5) }
    return 0.5 * (term(p.x) + term(p.y))
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    @inline(__always)
    func term(_ v: N) -> N { 2 * v * (v * v - 8) + 2.5 }
    return Point(term(p.x), term(p.y))
  }

  public var landmarks: Landmarks {
    // The stationary points of one coordinate: two minima and the maximum in between.
    let (deep, maximum, shallow) = (-2.903534, 0.156731, 2.746803)
    let wells = [deep, shallow]
    return Landmarks(
      minima: minima(near: wells.flatMap { x in wells.map { Point(x, $0) } }),
      saddles: saddles(near: wells.flatMap { [Point($0, maximum), Point(maximum, $0)] }))
  }
}
