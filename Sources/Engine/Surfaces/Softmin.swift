/// −ln(e^(−βq₁) + e^(−βq₂))/β with qᵢ = ½kᵢ‖w − cᵢ‖², cᵢ = (∓1.5, 0): a sharp and a flat basin.
///
/// The smaller of two bowls, rounded where they meet. Deterministic SAM stays in the basin where
/// it starts, sharp or not; for a surface where it crosses see `Ravine`.
public struct Softmin: NamedSurface {
  static let k1 = Knob("k1", symbol: "k₁", 20, in: 1e-3...1e4, "curvature of the left basin")
  static let k2 = Knob("k2", symbol: "k₂", 1, in: 1e-3...1e4, "curvature of the right basin")
  static let beta = Knob("beta", symbol: "β", 4, in: 1e-2...1e3, "how sharply the basins meet")

  public static let info = SurfaceInfo(
    id: "softmin", formula: "−ln(e^(−βq₁) + e^(−βq₂))/β, qᵢ = ½kᵢ‖w − (∓1.5, 0)‖²",
    knobs: [k1, k2, beta], frame: Region(x: -2.6...3.4, y: -1.7...1.7), start: Point(-2.2, 0.3),
    about: "A sharp and a flat basin side by side: without noise SAM does not cross.",
    source: "of its own, for the picture of two basins of Foret et al. 2021, arXiv 2010.01412")

  private let k1, k2, beta: Double

  public init(_ value: (Knob) -> Double) {
    k1 = value(Self.k1)
    k2 = value(Self.k2)
    beta = value(Self.beta)
  }

  @inline(__always)
  private func bowls<N: Number>(_ p: Point<N>) -> (N, N) {
    (
      N(0.5 * k1) * (square(p.x + 1.5) + square(p.y)),
      N(0.5 * k2) * (square(p.x - 1.5) + square(p.y))
    )
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    let (left, right) = bowls(p)
    // The smaller bowl less what rounding takes: nothing overflows and no digits are lost.
    let gap = N.abs(left - right)
    return N.min(left, right) - N.softplus(-(N(beta) * gap)) / N(beta)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let (left, right) = bowls(p)
    let share = 0.5 * (1 - tanh(N(0.5 * beta) * (left - right)))
    let first = share * N(k1)
    let second = (1 - share) * N(k2)
    return Point(first * (p.x + 1.5) + second * (p.x - 1.5), (first + second) * p.y)
  }

  public var landmarks: Landmarks {
    // Where the two bowls are equally high, between their centres.
    let (left, right) = (k1.squareRoot(), k2.squareRoot())
    let pass = Point(1.5 * (right - left) / (right + left), 0)
    return Landmarks(
      minima: minima(near: [Point(-1.5, 0), Point(1.5, 0)]), saddles: saddles(near: [pass]))
  }
}
