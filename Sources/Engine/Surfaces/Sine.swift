/// A sin ωx + ½y²: a corrugated trough.
///
/// With the initial knobs and ρ = 1 SAM stalls at any small η on a slope of 0.1654, where w + ε is
/// the next minimum (after Si and Yun, 2023).
public struct Sine: NamedSurface {
  static let amplitude = Knob(
    "amplitude", symbol: "A", 9 / (25 * Double.pi * Double.pi), in: 1e-4...100, "height of a wave")
  static let omega = Knob("omega", symbol: "ω", 5 * Double.pi / 3, in: 0.05...100, "waves in 2π")

  public static let info = SurfaceInfo(
    id: "sine", formula: "A sin ωx + ½y²", knobs: [amplitude, omega],
    frame: Region(x: -1...1.5, y: -0.6...0.6), start: Point(0.2, 0.3),
    about: "A row of minima; with ρ near their distance SAM stalls where the slope is not zero.",
    source: "Si, Yun 2023, arXiv 2306.09850, the non-convex example")

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
    func at(_ quarter: Double) -> [Point<Double>] {
      (-4...4).map { Point((quarter + 2 * Double($0)) * Double.pi / omega, 0) }
    }
    return Landmarks(minima: at(-0.5), saddles: at(0.5))
  }
}
