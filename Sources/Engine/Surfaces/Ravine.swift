/// ε(x² − 1)² + ½(k₀ − k₁ tanh x)y²: a sharp and a flat minimum joined by a ravine.
///
/// Minima at (∓1, 0). SAM crosses to the flat one where the slope of V + ρ²k/(2 − ηk) never turns
/// uphill on the way; GD and USAM settle in the basin where they start.
public struct Ravine: NamedSurface {
  static let barrier = Knob("barrier", symbol: "ε", 0.02, in: 0...10, "height of the pass between")
  static let k0 = Knob("k0", symbol: "k₀", 5, in: 0...1e4, "mean curvature across the ravine")
  static let k1 = Knob("k1", symbol: "k₁", 4, in: -1e4...1e4, "how much it widens to the right")

  public static let info = SurfaceInfo(
    id: "ravine", formula: "ε(x² − 1)² + ½(k₀ − k₁ tanh x) y²", knobs: [barrier, k0, k1],
    frame: Region(x: -1.6...1.6, y: -0.5...0.5), start: Point(-1.1, 0.2),
    about: "Two minima joined by a floor: SAM crosses from the sharp one if the barrier is low.",
    source: "of its own, for the drift of Bartlett, Long, Bousquet 2023, arXiv 2210.01513")

  private let barrier, k0, k1: Double

  public init(_ value: (Knob) -> Double) {
    barrier = value(Self.barrier)
    k0 = value(Self.k0)
    k1 = value(Self.k1)
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    N(barrier) * square(p.x * p.x - 1) + 0.5 * (N(k0) - N(k1) * tanh(p.x)) * p.y * p.y
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let t = tanh(p.x)
    return Point(
      N(4 * barrier) * p.x * (p.x * p.x - 1) - N(0.5 * k1) * (1 - t * t) * p.y * p.y,
      (N(k0) - N(k1) * t) * p.y)
  }

  public var landmarks: Landmarks {
    Landmarks(minima: [Point(-1, 0), Point(1, 0)], saddles: [.zero])
  }
}
