/// Rastrigin function, a bowl with a lattice of local minima.
///
/// f = 2a + x² + y² − a cos 2πx − a cos 2πy
///
/// - Domain: ℝ², shown on [−3.2, 3.2] × [−2.4, 2.4].
/// - Minima: f = 0 at (0, 0); local minima near the integer points.
/// - Saddles: between neighboring minima.
/// - Hessian: λ = 2 + 4π²a at the minimum, 396.8 for the default a = 10: GD needs η < 0.005.
/// - Source: Rastrigin (1974).
///
/// SAM does not settle here.
public struct Rastrigin: NamedSurface {
  static let a = Knob("a", 10, in: 0...100, "amplitude of the cosines")

  public static let info = SurfaceInfo(
    id: "rastrigin", formula: "2a + x² − a cos 2πx + y² − a cos 2πy", knobs: [a],
    frame: Region(x: -3.2...3.2, y: -2.4...2.4), start: Point(1.3, -0.8),
    about: "Local minima near all integer points. SAM is chaotic; needs η < 0.005.",
    source: "Rastrigin 1974")

  private let a: Double

  public init(_ value: (Knob) -> Double) { a = value(Self.a) }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    let frequency = N(2 * Double.pi)
    return p.x * p.x + p.y * p.y + N(a) * (2 - cos(frequency * p.x) - cos(frequency * p.y))
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let frequency = N(2 * Double.pi)
    let amplitude = N(2 * Double.pi * a)
    return Point(
      2 * p.x + amplitude * sin(frequency * p.x), 2 * p.y + amplitude * sin(frequency * p.y))
  }

  public var landmarks: Landmarks { Landmarks(minima: [.zero]) }
}
