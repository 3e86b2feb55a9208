/// Scalar factorization xy = 1, with loss ½(xy − 1)².
///
/// f = ½(xy − 1)²
///
/// - Domain: ℝ², shown on [−0.5, 3.6] × [−0.5, 2.6].
/// - Minima: f = 0 on the valley xy = 1.
/// - Saddles: f = ½ at (0, 0).
/// - Hessian: eigenvalues 0 and λ = x² + y² on the valley, λ = 2 at ±(1, 1); ±1 at the saddle.
/// - Source: Li, Zhang, He (2024), arXiv 2410.14802.
///
/// Under SAM the imbalance B = ½(x² − y²) decays: Δ ln B = −8ηρ²/(2 − ηλ)² per step.
public struct HalfHyperbola: NamedSurface, ResidualSurface {
  public static let info = SurfaceInfo(
    id: "half-hyperbola", formula: "½(xy − 1)²",
    frame: Region(x: -0.5...3.6, y: -0.5...2.6), start: Point(3, 0.34),
    about: "A valley of minima with λ = x² + y², flattest at (1, 1), where λ = 2.",
    source: "factorization of Li, Zhang, He 2024, arXiv 2410.14802")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func residual<N: Number>(_ p: Point<N>) -> N { p.x * p.y - 1 }

  @inline(__always)
  public func loss<N: Number>(_ residual: N) -> N { 0.5 * square(residual) }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let residual = p.x * p.y - 1
    return Point(residual * p.y, residual * p.x)
  }

  public var landmarks: Landmarks { .hyperbola }
}
