/// ½k(1 + α cos θ)(r − 1)²: a ring of minima, sharpest at three o'clock.
///
/// On r = 1 the sharpness is k(1 + α cos θ), flattest at θ = π. Singular at the origin.
public struct Ring: NamedSurface {
  static let k = Knob("k", 10, in: 1e-3...1e4, "mean curvature across the ring")
  static let alpha = Knob("alpha", symbol: "α", 0.8, in: 0...0.999, "how uneven the ring is")

  public static let info = SurfaceInfo(
    id: "ring", formula: "½k(1 + α cos θ)(r − 1)²", knobs: [k, alpha],
    frame: Region(x: -1.4...1.4, y: -1.2...1.2),
    start: Point(0.9214616899848914, 0.5033968155344132),
    about: "A closed valley of minima; SAM rolls round to the flat side at θ = π.",
    source: "of its own, for the drift of Wen, Ma, Li 2023, arXiv 2211.05729")

  private let k, alpha: Double

  public init(_ value: (Knob) -> Double) {
    k = value(Self.k)
    alpha = value(Self.alpha)
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    let r = p.norm
    return N(0.5 * k) * (1 + N(alpha) * p.x / r) * square(r - 1)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let r = p.norm
    let cosine = p.x / r
    let out = r - 1
    let stiffness = N(k) * (1 + N(alpha) * cosine)
    // ∇ cos θ = (1 − cos²θ, −cos θ sin θ)/r.
    let turn = N(0.5 * k * alpha) * out * out / r
    return Point(
      turn * (1 - cosine * cosine) + stiffness * out * cosine,
      stiffness * out * p.y / r - turn * cosine * p.y / r)
  }

  public var landmarks: Landmarks {
    Landmarks(valley: [.init(-Double.pi...Double.pi) { Point(Double.cos($0), Double.sin($0)) }])
  }
}
