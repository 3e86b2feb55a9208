/// Beale function, a polynomial of degree 8 with steep walls.
///
/// f = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²
///
/// - Domain: ℝ², shown on [−1.5, 3.7] × [−0.5, 2.7].
/// - Minima: f = 0 at (3, ½).
/// - Saddles: f = 14.203 at (0, 1), to which SAM converges.
/// - Hessian: eigenvalues 48.98 and 0.3015 at the minimum, ±27.75 at the saddle.
/// - Source: Beale (1958).
public struct Beale: NamedSurface {
  public static let info = SurfaceInfo(
    id: "beale", formula: "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²",
    frame: Region(x: -1.5...3.7, y: -0.5...2.7), start: Point(1, 2),
    about:
      "Steep walls around a curved valley; needs η ≈ 0.001. SAM is trapped at the saddle (0, 1).",
    source: "Beale 1958")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  private func residuals<N: Number>(_ p: Point<N>) -> (N, N, N) {
    let square = p.y * p.y
    return (
      1.5 - p.x + p.x * p.y, 2.25 - p.x + p.x * square, 2.625 - p.x + p.x * square * p.y
    )
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    let (r1, r2, r3) = residuals(p)
    return r1 * r1 + r2 * r2 + r3 * r3
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let (r1, r2, r3) = residuals(p)
    let square = p.y * p.y
    // Separate terms: the compiler needs seconds for the types of the whole expressions.
    let x1 = r1 * (p.y - 1)
    let x2 = r2 * (square - 1)
    let x3 = r3 * (square * p.y - 1)
    let y2 = 2 * r2 * p.y
    let y3 = 3 * r3 * square
    return Point(2 * (x1 + x2 + x3), 2 * p.x * (r1 + y2 + y3))
  }

  public var landmarks: Landmarks {
    Landmarks(minima: [Point(3, 0.5)], saddles: [Point(0, 1)])
  }
}
