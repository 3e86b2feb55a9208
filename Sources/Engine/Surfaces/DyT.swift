/// ½(y tanh(αx) − 1)²: the hyperbola with its input squashed (after Zhu and others, 2025).
///
/// On the valley y = 1/tanh αx the sharpness tends to 1 for large x, where that of ½(xy − 1)² grows
/// as x²: an outlier x = 8 that throws GD off the hyperbola is harmless here.
public struct DyT: NamedSurface, ResidualSurface {
  static let alpha = Knob("alpha", symbol: "α", 0.5, in: 0.01...10, "how soon tanh saturates")

  public static let info = SurfaceInfo(
    id: "dyt", formula: "½(y tanh(αx) − 1)²", knobs: [alpha],
    frame: Region(x: -1...9, y: -1...2.5), start: Point(8, 0.3),
    about: "tanh tames the outlier: the valley does not sharpen as x grows.",
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
