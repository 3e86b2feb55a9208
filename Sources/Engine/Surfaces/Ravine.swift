/// Ravine, a sharp and a flat minimum joined by a valley.
///
/// f = ε(x² − 1)² + ½(k₀ − k₁ tanh x)y²
///
/// - Domain: ℝ², shown on [−1.6, 1.6] × [−0.5, 0.5].
/// - Minima: f = 0 at (−1, 0), sharp, and (1, 0), flat.
/// - Saddles: f = ε at (0, 0).
/// - Hessian: eigenvalues k₀ ± k₁ tanh 1 and 8ε at the minima, by default 8.046 (sharp), 1.954
///   (flat) and 0.16; k₀ and −4ε at the saddle.
/// - Source: designed for Ravine, after Bartlett, Long, Bousquet (2023), arXiv 2210.01513.
///
/// SAM drifts from the sharp to the flat minimum if V + ρ²k/(2 − ηk) decreases all the way, with
/// V = ε(x² − 1)² and k = k₀ − k₁ tanh x. GD and USAM settle in the basin of their start.
public struct Ravine: NamedSurface {
  static let barrier = Knob("barrier", symbol: "ε", 0.02, in: 0...10, "loss barrier at the saddle")
  static let k0 = Knob(
    "k0", symbol: "k₀", 5, in: 0...1e4, "Hessian eigenvalue across the ravine at x = 0")
  static let k1 = Knob(
    "k1", symbol: "k₁", 4, in: -1e4...1e4, "decrease of the eigenvalue with tanh x")

  public static let info = SurfaceInfo(
    id: "ravine", formula: "ε(x² − 1)² + ½(k₀ − k₁ tanh x) y²", knobs: [barrier, k0, k1],
    frame: Region(x: -1.6...1.6, y: -0.5...0.5), start: Point(-1.1, 0.2),
    about:
      "A sharp and a flat minimum in one valley: SAM crosses to the flat minimum if ε is small.",
    source: "designed for Ravine, for the drift of Bartlett, Long, Bousquet 2023, arXiv 2210.01513")

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
