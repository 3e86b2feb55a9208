/// ½(x²y − 1)²: a scalar factored into three, two of the factors tied.
///
/// On the valley y = 1/x² the sharpness is x⁴ + 4/x², least (λ = 3·∛4 ≈ 4.76) at x⁶ = 2.
public struct Factorization: NamedSurface, ResidualSurface {
  public static let info = SurfaceInfo(
    id: "factorization", formula: "½(x²y − 1)²",
    frame: Region(x: -0.4...2.6, y: -0.5...3.5), start: Point(0.7, 2.1),
    about: "A deeper factorization than xy: its valley is flattest at x = 2^(1/6).",
    source: "after Li, Zhang, He 2024, arXiv 2410.14802, with a factor more")

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
