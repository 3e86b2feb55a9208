/// Pseudo-Huber loss of a product, the ℓ(xy) model with heavier tails than log-cosh.
///
/// f = √(1 + (xy)²) − 1
///
/// - Domain: ℝ², shown on [−2.5, 2.5] × [−0.5, 7].
/// - Minima: f = 0 on both axes.
/// - Saddles: none.
/// - Hessian: eigenvalues 0 and λ = y² on x = 0, 0 and λ = x² on y = 0.
/// - Source: Ahn et al. (2022), arXiv 2212.07469.
///
/// From a large y, GD lands at y² ≈ 2/η − η.
public struct PseudoHuber: NamedSurface, ResidualSurface {
  public static let info = SurfaceInfo(
    id: "root", formula: "√(1 + (xy)²) − 1",
    frame: Region(x: -2.5...2.5, y: -0.5...7), start: Point(2, 6.324555320336759),
    about: "Like log cosh(xy), but GD lands at a sharper minimum, y² = 2/η − η.",
    source: "ℓ(xy) of Ahn et al. 2022, arXiv 2212.07469")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func residual<N: Number>(_ p: Point<N>) -> N { p.x * p.y }

  @inline(__always)
  public func loss<N: Number>(_ residual: N) -> N {
    // √(1 + u²) − 1 = u²/(√(1 + u²) + 1) avoids cancellation near u = 0.
    let square = square(residual)
    return square / (sqrt(1 + square) + 1)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let u = p.x * p.y
    let t = u / sqrt(1 + u * u)
    return Point(t * p.y, t * p.x)
  }

  public var landmarks: Landmarks { .axes }

  public var productLossCubicCoefficient: Double? { 0.5 }
}
