/// Quadratic bowl with a narrow Gaussian dip, a flat and a sharp minimum.
///
/// f = ½κ‖w‖² − A exp(−‖w − c‖²/2s²), c = (−2, 0)
///
/// - Domain: ℝ², shown on [−3.8, 1.5] × [−1.5, 1.5].
/// - Minima: with the default κ, A, s: f = −0.0308 at (−1.938, 0), sharp; f = 0 at (0, 0), flat.
/// - Saddles: f = 0.437 at (−1.438, 0).
/// - Hessian: eigenvalues 16.01, 15.04 at the sharp and κ, κ at the flat minimum; 1.78, −4.69
///   at the saddle.
/// - Source: designed for Ravine, after the two basins of Foret et al. (2021), arXiv 2010.01412.
///
/// With ρ larger than the dip, SAM does not move from the sharp to the flat minimum: SAM stops at
/// distance ρ from the sharp minimum.
public struct Dip: NamedSurface {
  static let kappa = Knob(
    "kappa", symbol: "κ", 0.5, in: 0.01...100, "Hessian eigenvalue of the bowl")
  static let depth = Knob("depth", symbol: "A", 1, in: 0...100, "depth of the dip")
  static let width = Knob("width", symbol: "s", 0.25, in: 0.05...2, "width of the dip")

  public static let info = SurfaceInfo(
    id: "dip", formula: "½κ‖w‖² − A exp(−‖w − (−2, 0)‖²/2s²)", knobs: [kappa, depth, width],
    frame: Region(x: -3.8...1.5, y: -1.5...1.5), start: Point(-3.5, 0.05),
    about: "A flat bowl with a sharp dip: SAM stops at distance ρ from the sharp minimum.",
    source: "designed for Ravine, after the two basins of Foret et al. 2021, arXiv 2010.01412")

  private let kappa, depth, inverseVariance: Double

  public init(_ value: (Knob) -> Double) {
    kappa = value(Self.kappa)
    depth = value(Self.depth)
    inverseVariance = 1 / (value(Self.width) * value(Self.width))
  }

  @inline(__always)
  private func gaussian<N: Number>(_ p: Point<N>) -> N {
    exp(N(-0.5 * inverseVariance) * (square(p.x + 2) + square(p.y)))
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    N(0.5 * kappa) * p.dot(p) - N(depth) * gaussian(p)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let weight = N(depth * inverseVariance) * gaussian(p)
    return Point(N(kappa) * p.x + weight * (p.x + 2), N(kappa) * p.y + weight * p.y)
  }

  public var landmarks: Landmarks {
    let nearSaddle = Point(-2 + 2 / inverseVariance.squareRoot(), 0)
    return Landmarks(
      minima: minima(near: [Point(-2, 0), .zero]), saddles: saddles(near: [nearSaddle]))
  }
}
