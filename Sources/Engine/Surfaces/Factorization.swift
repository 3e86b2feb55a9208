/// Factorization of a scalar into three factors, two of them tied.
///
/// f = ½(x²y − 1)²
///
/// - Domain: ℝ², shown on [−0.4, 2.6] × [−0.5, 3.5].
/// - Minima: f = 0 on the valley y = 1/x².
/// - Saddles: none isolated; the line x = 0 is stationary, with f = ½ and eigenvalues −2y and 0.
/// - Hessian: eigenvalues 0 and λ = x⁴ + 4/x² on the valley; min λ = 3·∛4 ≈ 4.76 at x⁶ = 2.
/// - Source: after Li, Zhang, He (2024), arXiv 2410.14802, with one more factor.
public struct Factorization: NamedSurface, ResidualSurface {
  public static let info = SurfaceInfo(
    id: "factorization", formula: "½(x²y − 1)²",
    frame: Region(x: -0.4...2.6, y: -0.5...3.5), start: Point(0.7, 2.1),
    about: "A product of three factors: the valley is flattest at x = 2^(1/6).",
    source: "after Li, Zhang, He 2024, arXiv 2410.14802, with one more factor")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func residual<N: Number>(_ p: Point<N>) -> N { p.x * p.x * p.y - 1 }

  @inline(__always)
  public func loss<N: Number>(_ residual: N) -> N { 0.5 * square(residual) }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let u = p.x * p.x
    let residual = u * p.y - 1
    return Point(residual * 2 * p.x * p.y, residual * u)
  }

  public var landmarks: Landmarks {
    Landmarks(
      valley: [1, -1].map { side in
        .init(-1.5...1.5) { t in Point(side * Double.exp(t), Double.exp(-2 * t)) }
      })
  }
}
