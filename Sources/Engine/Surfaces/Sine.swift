/// Sine along x and parabola along y, a row of minima.
///
/// f = A sin ωx + ½y²
///
/// - Domain: ℝ², shown on [−1, 1.5] × [−0.6, 0.6].
/// - Minima: f = −A at (−π/2ω + 2πn/ω, 0), by default x = −0.3 + 1.2n.
/// - Saddles: f = A at (π/2ω + 2πn/ω, 0), by default x = 0.3 + 1.2n.
/// - Hessian: eigenvalues Aω² and 1 at the minima, −Aω² and 1 at the saddles; Aω² = 1 by default.
/// - Source: Si, Yun (2023), arXiv 2306.09850, the nonconvex example.
///
/// With the default A and ω and ρ = 1, SAM with any small η stops where |∂f/∂x| = 0.1654, since
/// w + ε is the next minimum.
public struct Sine: NamedSurface {
  static let amplitude = Knob(
    "amplitude", symbol: "A", 9 / (25 * Double.pi * Double.pi), in: 1e-4...100, "amplitude")
  static let omega = Knob(
    "omega", symbol: "ω", 5 * Double.pi / 3, in: 0.05...100, "angular frequency")

  public static let info = SurfaceInfo(
    id: "sine", formula: "A sin ωx + ½y²", knobs: [amplitude, omega],
    frame: Region(x: -1...1.5, y: -0.6...0.6), start: Point(0.2, 0.3),
    about: "A row of minima; with ρ near their spacing SAM stops at a nonzero gradient.",
    source: "Si, Yun 2023, arXiv 2306.09850, the nonconvex example")

  private let amplitude, omega: Double

  public init(_ value: (Knob) -> Double) {
    amplitude = value(Self.amplitude)
    omega = value(Self.omega)
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    N(amplitude) * sin(N(omega) * p.x) + 0.5 * p.y * p.y
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    Point(N(amplitude * omega) * cos(N(omega) * p.x), p.y)
  }

  public var landmarks: Landmarks {
    func points(_ quarter: Double) -> [Point<Double>] {
      (-4...4).map { Point((quarter + 2 * Double($0)) * Double.pi / omega, 0) }
    }
    return Landmarks(minima: points(-0.5), saddles: points(0.5))
  }
}
