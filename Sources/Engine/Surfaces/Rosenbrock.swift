/// (1 − x)² + b(y − x²)²: the banana (Rosenbrock, 1960).
///
/// Minimum (1, 1), with b = 100 of eigenvalues 0.3994 and 1001.6: GD needs η < 0.0019968. The floor
/// y = x² sharpens towards large x, and SAM parks short of the minimum.
public struct Rosenbrock: NamedSurface {
  static let b = Knob("b", 100, in: 0.1...1e4, "curvature across the floor")

  public static let info = SurfaceInfo(
    id: "rosenbrock", formula: "(1 − x)² + b(y − x²)²", knobs: [b],
    frame: Region(x: -1.6...1.4, y: -0.4...1.6), start: Point(-1.2, 1),
    about: "A curved floor with a minimum at its sharp end: SAM stops before it. Needs η < 0.002.",
    source: "Rosenbrock 1960")

  private let b: Double

  public init(_ value: (Knob) -> Double) { b = value(Self.b) }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    square(1 - p.x) + N(b) * square(p.y - p.x * p.x)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let off = p.y - p.x * p.x
    return Point(-2 * (1 - p.x) - N(4 * b) * p.x * off, N(2 * b) * off)
  }

  public var landmarks: Landmarks { Landmarks(minima: [Point(1, 1)]) }
}
