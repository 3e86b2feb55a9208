/// Rosenbrock function, a curved valley with the minimum inside.
///
/// f = (1 − x)² + b(y − x²)²
///
/// - Domain: ℝ², shown on [−1.6, 1.4] × [−0.4, 1.6].
/// - Minima: f = 0 at (1, 1).
/// - Saddles: none.
/// - Hessian: eigenvalues 1001.6 and 0.3994 at the minimum with b = 100: GD needs η < 0.0019968.
/// - Source: Rosenbrock (1960).
///
/// The valley floor y = x² sharpens with |x|, and SAM stops short of the minimum.
public struct Rosenbrock: NamedSurface {
  static let b = Knob("b", 100, in: 0.1...1e4, "weight of (y − x²)²")

  public static let info = SurfaceInfo(
    id: "rosenbrock", formula: "(1 − x)² + b(y − x²)²", knobs: [b],
    frame: Region(x: -1.6...1.4, y: -0.4...1.6), start: Point(-1.2, 1),
    about: "A curved valley with the minimum at the sharp end: SAM stops short. Needs η < 0.002.",
    source: "Rosenbrock 1960")

  private let b: Double

  public init(_ value: (Knob) -> Double) { b = value(Self.b) }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    square(1 - p.x) + N(b) * square(p.y - p.x * p.x)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let residual = p.y - p.x * p.x
    return Point(-2 * (1 - p.x) - N(4 * b) * p.x * residual, N(2 * b) * residual)
  }

  public var landmarks: Landmarks { Landmarks(minima: [Point(1, 1)]) }
}
