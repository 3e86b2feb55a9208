/// Two Gaussian basins, a narrow and a round minimum.
///
/// f = −e^(−(x−2)²−y²) − e^(−x²−100y²)
///
/// - Domain: ℝ², shown on [−1.8, 3.8] × [−1.6, 1.6].
/// - Minima: f = −1.01987 at (0.042, 0), narrow, and (1.958, 0), round.
/// - Saddles: f = −0.736 at (1, 0).
/// - Hessian: eigenvalues 199.7, 1.70 at the narrow and 6.33, 1.70 at the round minimum;
///   74.3, −1.47 at the saddle.
/// - Source: the SAM example of optax.
///
/// ∇f nearly vanishes far from both minima.
public struct TwoBasins: NamedSurface {
  public static let info = SurfaceInfo(
    id: "two-basins", formula: "−e^(−(x−2)²−y²) − e^(−x²−100y²)",
    frame: Region(x: -1.8...3.8, y: -1.6...1.6), start: Point(-0.6, 0.2),
    about: "A narrow minimum near x = 0 and a round minimum near x = 2, on a plateau.",
    source: "the SAM example of optax")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  private func wells<N: Number>(_ p: Point<N>) -> (round: N, narrow: N) {
    let square = p.y * p.y
    return (exp(-((p.x - 2) * (p.x - 2)) - square), exp(-(p.x * p.x) - 100 * square))
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    let wells = wells(p)
    return -wells.round - wells.narrow
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let (round, narrow) = wells(p)
    return Point(
      2 * (p.x - 2) * round + 2 * p.x * narrow, 2 * p.y * round + 200 * p.y * narrow)
  }

  public var landmarks: Landmarks {
    Landmarks(
      minima: minima(near: [Point(2, 0), .zero]), saddles: saddles(near: [Point(1, 0)]))
  }
}
