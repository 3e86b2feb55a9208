/// ½(xy − 1)² + ½μ(x − y − 2.5)²: a valley of minima that μ closes to a point.
///
/// With μ = 0 there is room to move along xy = 1 and SAM finds flatter minima; with μ > 0 one point
/// of the branch is left, and flatness has nothing to choose from (Shin and others, 2023).
public struct Overparametrized: NamedSurface {
  static let mu = Knob("mu", symbol: "μ", 0.1, in: 0...100, "how firmly the balance is held")

  public static let info = SurfaceInfo(
    id: "overparam", formula: "½(xy − 1)² + ½μ(x − y − 2.5)²", knobs: [mu],
    frame: Region(x: -0.5...3.6, y: -0.5...2.6), start: Point(3, 0.34),
    about: "A second equation closes the valley: SAM's gain needs room to move.",
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
    let pull = N(mu) * (p.x - p.y - 2.5)
    return Point(residual * p.y + pull, residual * p.x - pull)
  }

  public var landmarks: Landmarks {
    guard mu > 0 else { return .hyperbola }
    // xy = 1 and x − y = 2.5 together.
    let root = (6.25 + 4).squareRoot()
    // On x = −y the slope vanishes at the root of t³ + (1 + 2μ)t = 2.5μ.
    let pass = 2.5 * mu / (1 + 2 * mu)
    return Landmarks(
      minima: minima(
        near: [1, -1].map { Point(0.5 * (2.5 + $0 * root), 0.5 * ($0 * root - 2.5)) }),
      saddles: saddles(near: [Point(pass, -pass)], within: 1))
  }
}
