/// Himmelblau function, with four minima of equal value.
///
/// f = (x² + y − 11)² + (x + y² − 7)²
///
/// - Domain: ℝ², shown on [−5, 5] × [−4.5, 4.5].
/// - Minima: f = 0 at (3, 2), (−2.805, 3.131), (−3.779, −3.283) and (3.584, −1.848).
/// - Saddles: f = 104.0 at (−3.073, −0.081), 178.3 at (−0.128, −1.954), 67.72 at (0.087, 2.884),
///   13.31 at (3.385, 0.074).
/// - Hessian: λmax = 82.28, 80.55, 133.8 and 105.4 at the minima; negative definite at the maximum
///   f = 181.6 at (−0.271, −0.923).
/// - Source: Himmelblau (1972).
///
/// With ρ ≥ 0.5 SAM is chaotic here.
public struct Himmelblau: NamedSurface {
  public static let info = SurfaceInfo(
    id: "himmelblau", formula: "(x² + y − 11)² + (x + y² − 7)²",
    frame: Region(x: -5...5, y: -4.5...4.5), start: Point(0, -1),
    about:
      "Four minima with f = 0 and four saddles, for maps of basins of attraction. Needs η < 0.015.",
    source: "Himmelblau 1972")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    square(p.x * p.x + p.y - 11) + square(p.x + p.y * p.y - 7)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let a = p.x * p.x + p.y - 11
    let b = p.x + p.y * p.y - 7
    return Point(4 * p.x * a + 2 * b, 2 * a + 4 * p.y * b)
  }

  public var landmarks: Landmarks {
    Landmarks(
      minima: minima(near: [
        Point(3, 2), Point(-2.805118, 3.131312), Point(-3.779310, -3.283186),
        Point(3.584428, -1.848126),
      ]),
      saddles: saddles(near: [
        Point(-3.073, -0.081), Point(-0.128, -1.954), Point(0.0867, 2.8843), Point(3.3852, 0.0739),
      ]))
  }
}
