/// Soft minimum of two quadratics, a sharp and a flat basin.
///
/// f = −ln(e^(−βq₁) + e^(−βq₂))/β, qᵢ = ½kᵢ‖w − cᵢ‖², cᵢ = (∓1.5, 0)
///
/// - Domain: ℝ², shown on [−2.6, 3.4] × [−1.7, 1.7].
/// - Minima: f ≈ 0 near c₁ (sharp) and c₂ (flat).
/// - Saddles: f = 2.888 at (−0.923, 0) with the default parameters.
/// - Hessian: eigenvalues k₁ and k₂ at the minima (default 20 and 1); 4.30, −107.5 at the saddle.
/// - Source: designed for Ravine, after the two basins of Foret et al. (2021), arXiv 2010.01412.
///
/// Deterministic SAM stays in the basin of its start, sharp or flat; on `Ravine` SAM crosses.
public struct Softmin: NamedSurface {
  static let k1 = Knob(
    "k1", symbol: "k₁", 20, in: 1e-3...1e4, "Hessian eigenvalue of the left basin")
  static let k2 = Knob(
    "k2", symbol: "k₂", 1, in: 1e-3...1e4, "Hessian eigenvalue of the right basin")
  static let beta = Knob("beta", symbol: "β", 4, in: 1e-2...1e3, "inverse width of the transition")

  public static let info = SurfaceInfo(
    id: "softmin", formula: "−ln(e^(−βq₁) + e^(−βq₂))/β, qᵢ = ½kᵢ‖w − (∓1.5, 0)‖²",
    knobs: [k1, k2, beta], frame: Region(x: -2.6...3.4, y: -1.7...1.7), start: Point(-2.2, 0.3),
    about: "A sharp and a flat basin: without noise SAM stays in the basin of the start.",
    source: "designed for Ravine, after the two basins of Foret et al. 2021, arXiv 2010.01412")

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
    // min(q₁, q₂) − ln(1 + e^(−β|q₁ − q₂|))/β neither overflows nor cancels.
    let gap = N.abs(left - right)
    return N.min(left, right) - N.softplus(-(N(beta) * gap)) / N(beta)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let (left, right) = bowls(p)
    let weight = 0.5 * (1 - tanh(N(0.5 * beta) * (left - right)))
    let first = weight * N(k1)
    let second = (1 - weight) * N(k2)
    return Point(first * (p.x + 1.5) + second * (p.x - 1.5), (first + second) * p.y)
  }

  public var landmarks: Landmarks {
    // The saddle is near the point between the centres where q₁ = q₂.
    let (left, right) = (k1.squareRoot(), k2.squareRoot())
    let nearSaddle = Point(1.5 * (right - left) / (right + left), 0)
    return Landmarks(
      minima: minima(near: [Point(-1.5, 0), Point(1.5, 0)]), saddles: saddles(near: [nearSaddle]))
  }
}
