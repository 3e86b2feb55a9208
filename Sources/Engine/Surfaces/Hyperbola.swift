/// (xy − 1)²: the smallest over-parameterized loss, with a curved valley of minima xy = 1.
///
/// On the valley λ = 2(x² + y²) ≥ 4, flattest at ±(1, 1). The residual is not Lipschitz, so GD
/// started at λ > 4/η diverges, and USAM does far sooner (Dai, Ahn, Sra 2023).
public struct Hyperbola: NamedSurface, ResidualSurface {
  public static let info = SurfaceInfo(
    id: "hyperbola", formula: "(xy − 1)²",
    frame: Region(x: -0.5...3.6, y: -0.5...2.6), start: Point(3, 0.34),
    about: "A valley of minima, sharp far out and flattest at (1, 1), λ = 4.",
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
  /// Those of every h(xy) whose h is least at xy = 1.
  static let hyperbola = Landmarks(
    saddles: [.zero],
    valley: [1, -1].map { side in
      Curve(-5...5) { t in Point(side * Double.exp(t), side * Double.exp(-t)) }
    })
}
