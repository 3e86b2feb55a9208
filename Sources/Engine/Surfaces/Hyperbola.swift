/// Scalar factorization xy = 1, the smallest overparametrized loss.
///
/// f = (xy − 1)²
///
/// - Domain: ℝ², shown on [−0.5, 3.6] × [−0.5, 2.6].
/// - Minima: f = 0 on the valley xy = 1.
/// - Saddles: f = 1 at (0, 0).
/// - Hessian: eigenvalues 0 and λ = 2(x² + y²) on the valley, λ = 4 at ±(1, 1); ±2 at the saddle.
/// - Source: Dai, Ahn, Sra (2023), arXiv 2305.15287; Li, Zhang, He (2024), arXiv 2410.14802.
///
/// The residual is not Lipschitz: GD diverges from a start with λ > 4/η, USAM at a far smaller λ.
public struct Hyperbola: NamedSurface, ResidualSurface {
  public static let info = SurfaceInfo(
    id: "hyperbola", formula: "(xy − 1)²",
    frame: Region(x: -0.5...3.6, y: -0.5...2.6), start: Point(3, 0.34),
    about: "A valley of minima, sharper away from (1, 1), where λ = 4.",
    source: "Dai, Ahn, Sra 2023, arXiv 2305.15287; Li, Zhang, He 2024, arXiv 2410.14802")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func residual<N: Number>(_ p: Point<N>) -> N { p.x * p.y - 1 }

  @inline(__always)
  public func loss<N: Number>(_ residual: N) -> N { square(residual) }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let twice = 2 * (p.x * p.y - 1)
    return Point(twice * p.y, twice * p.x)
  }

  public var landmarks: Landmarks { .hyperbola }
}

extension Landmarks {
  /// The landmarks of any f = h(xy) with the minimum of h at xy = 1.
  static let hyperbola = Landmarks(
    saddles: [.zero],
    valley: [1, -1].map { side in
      Curve(-5...5) { t in Point(side * Double.exp(t), side * Double.exp(-t)) }
    })
}
