/// Product with a tanh-squashed factor (dynamic tanh).
///
/// f = ½(y tanh(αx) − 1)²
///
/// - Domain: ℝ², shown on [−1, 9] × [−1, 2.5].
/// - Minima: f = 0 on the valley y = 1/tanh(αx).
/// - Saddles: f = ½ at (0, 0).
/// - Hessian: eigenvalues 0 and λ = α²y²(1 − tanh²αx)² + tanh²αx on the valley, ±α at the saddle.
/// - Source: after Zhu et al. (2025), arXiv 2503.10622.
///
/// λ → 1 for large x, where the sharpness of ½(xy − 1)² grows as x²: GD converges from the outlier
/// x = 8, from which GD diverges on the hyperbola.
public struct DyT: NamedSurface, ResidualSurface {
  static let alpha = Knob("alpha", symbol: "α", 0.5, in: 0.01...10, "input scale of tanh")

  public static let info = SurfaceInfo(
    id: "dyt", formula: "½(y tanh(αx) − 1)²", knobs: [alpha],
    frame: Region(x: -1...9, y: -1...2.5), start: Point(8, 0.3),
    about: "tanh bounds the outlier: the sharpness of the valley tends to 1 as x grows.",
    source: "after Zhu et al. 2025, arXiv 2503.10622")

  private let alpha: Double

  public init(_ value: (Knob) -> Double) { alpha = value(Self.alpha) }

  @inline(__always)
  public func residual<N: Number>(_ p: Point<N>) -> N { p.y * tanh(N(alpha) * p.x) - 1 }

  @inline(__always)
  public func loss<N: Number>(_ residual: N) -> N { 0.5 * square(residual) }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let t = tanh(N(alpha) * p.x)
    let residual = p.y * t - 1
    return Point(residual * p.y * N(alpha) * (1 - t * t), residual * t)
  }

  public var landmarks: Landmarks {
    let alpha = alpha
    return Landmarks(
      saddles: [.zero],
      valley: [1, -1].map { side in
        .init(0.05...10) { t in Point(side * t / alpha, side / Double.tanh(t)) }
      })
  }
}
