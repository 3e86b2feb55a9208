/// Log-cosh of a product, the ℓ(xy) model with ℓ convex and 1-Lipschitz.
///
/// f = log cosh(xy)
///
/// - Domain: ℝ², shown on [−2.5, 2.5] × [−0.5, 7].
/// - Minima: f = 0 on both axes.
/// - Saddles: none.
/// - Hessian: eigenvalues 0 and λ = y² on x = 0, 0 and λ = x² on y = 0.
/// - Source: Ahn et al. (2022), arXiv 2212.07469.
///
/// From a large y, GD lands at y² ≈ 2/η − 3η/2 and USAM below the stability threshold of USAM; SAM
/// drifts down to the flat origin.
public struct LogCosh: NamedSurface, ResidualSurface {
  public static let info = SurfaceInfo(
    id: "logcosh", formula: "log cosh(xy)",
    frame: Region(x: -2.5...2.5, y: -0.5...7), start: Point(2, 6.324555320336759),
    about: "Minima on both axes, λ = y² on x = 0: only SAM drifts all the way to the flat origin.",
    source: "ℓ(xy) of Ahn et al. 2022, arXiv 2212.07469")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func residual<N: Number>(_ p: Point<N>) -> N { p.x * p.y }

  @inline(__always)
  public func loss<N: Number>(_ residual: N) -> N { logCosh(residual) }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let t = tanh(p.x * p.y)
    return Point(t * p.y, t * p.x)
  }

  public var landmarks: Landmarks { .axes }

  public var productLossCubicCoefficient: Double? { 1.0 / 3 }
}

extension Landmarks {
  /// The landmarks of any f = ℓ(xy) with the minimum of ℓ at 0: both axes.
  static let axes = Landmarks(
    valley: [Curve(-50...50) { Point(0, $0) }, Curve(-50...50) { Point($0, 0) }])
}
