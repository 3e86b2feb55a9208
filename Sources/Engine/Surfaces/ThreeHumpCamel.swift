/// Three-hump camel function, with three minima in a row.
///
/// f = 2x² − 1.05x⁴ + x⁶/6 + xy + y²
///
/// - Domain: ℝ², shown on [−2.4, 2.4] × [−1.8, 1.8].
/// - Minima: f = 0 at (0, 0); f = 0.2986 at ±(1.748, −0.874).
/// - Saddles: f = 0.8774 at ±(1.071, −0.535).
/// - Hessian: eigenvalues 4.414, 1.586 at the global minimum; 12.25, 1.902 at the local minima;
///   2.166, −4.039 at the saddles.
/// - Source: Surjanovic, Bingham, Virtual Library of Simulation Experiments.
public struct ThreeHumpCamel: NamedSurface {
  public static let info = SurfaceInfo(
    id: "camel", formula: "2x² − 1.05x⁴ + x⁶/6 + xy + y²",
    frame: Region(x: -2.4...2.4, y: -1.8...1.8), start: Point(-2.1, 1.5),
    about: "Three minima in a row: the global minimum in the middle, sharper minima outside.",
    source: "Surjanovic, Bingham, Virtual Library of Simulation Experiments")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    let u = p.x * p.x
    return u * (2 - u * (1.05 - u / 6)) + p.x * p.y + p.y * p.y
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let u = p.x * p.x
    return Point(p.x * (4 - u * (4.2 - u)) + p.y, p.x + 2 * p.y)
  }

  public var landmarks: Landmarks {
    Landmarks(
      minima: [.zero] + minima(near: [Point(1.7476, -0.8738), Point(-1.7476, 0.8738)]),
      saddles: saddles(near: [Point(1.0705, -0.5353), Point(-1.0705, 0.5353)]))
  }
}
