/// Two equations in two unknowns, overparametrized for μ = 0.
///
/// f = ½(xy − 1)² + ½μ(x − y − 2.5)²
///
/// - Domain: ℝ², shown on [−0.5, 3.6] × [−0.5, 2.6].
/// - Minima: f = 0 at (2.851, 0.351) and (−0.351, −2.851); the valley xy = 1 for μ = 0.
/// - Saddles: f = 0.761 at (0.202, −0.202) for the default μ = 0.1.
/// - Hessian: eigenvalues 8.327, 0.1231 at the minima and 1.322, −1.041 at the saddle for μ = 0.1.
/// - Source: after Shin et al. (2023), arXiv 2311.17539.
///
/// For μ = 0 SAM drifts along xy = 1 to flatter minima. For μ > 0 each branch of xy = 1 has one
/// minimum, and SAM has no flatter minimum to drift to.
public struct Overparametrized: NamedSurface {
  static let mu = Knob("mu", symbol: "μ", 0.1, in: 0...100, "weight of the second equation")

  public static let info = SurfaceInfo(
    id: "overparam", formula: "½(xy − 1)² + ½μ(x − y − 2.5)²", knobs: [mu],
    frame: Region(x: -0.5...3.6, y: -0.5...2.6), start: Point(3, 0.34),
    about: "For μ > 0 the minima are isolated, so SAM has no valley to drift along.",
    source: "after Shin et al. 2023, arXiv 2311.17539")

  private let mu: Double

  public init(_ value: (Knob) -> Double) { mu = value(Self.mu) }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    0.5 * square(p.x * p.y - 1) + N(0.5 * mu) * square(p.x - p.y - 2.5)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let residual = p.x * p.y - 1
    let constraint = N(mu) * (p.x - p.y - 2.5)
    return Point(residual * p.y + constraint, residual * p.x - constraint)
  }

  public var landmarks: Landmarks {
    guard mu > 0 else { return .hyperbola }
    // The minima solve xy = 1 and x − y = 2.5.
    let root = (6.25 + 4).squareRoot()
    // The saddle (t, −t) solves t³ + (1 + 2μ)t = 2.5μ.
    let t = 2.5 * mu / (1 + 2 * mu)
    return Landmarks(
      minima: minima(
        near: [1, -1].map { Point(0.5 * (2.5 + $0 * root), 0.5 * ($0 * root - 2.5)) }),
      saddles: saddles(near: [Point(t, -t)], within: 1))
  }
}
