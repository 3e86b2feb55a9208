/// Ring of minima whose sharpness varies along the ring.
///
/// f = ½k(1 + α cos θ)(r − 1)², in polar coordinates (r, θ)
///
/// - Domain: ℝ² without the origin, where f is NaN; shown on [−1.4, 1.4] × [−1.2, 1.2].
/// - Minima: f = 0 on r = 1.
/// - Saddles: none.
/// - Hessian: eigenvalues 0 and λ = k(1 + α cos θ) on the ring, least at θ = π.
/// - Source: designed for Ravine, for the drift of Wen, Ma, Li (2023), arXiv 2211.05729.
public struct Ring: NamedSurface {
  static let k = Knob("k", 10, in: 1e-3...1e4, "mean sharpness of the ring")
  static let alpha = Knob(
    "alpha", symbol: "α", 0.8, in: 0...0.999, "relative variation of the sharpness")

  public static let info = SurfaceInfo(
    id: "ring", formula: "½k(1 + α cos θ)(r − 1)²", knobs: [k, alpha],
    frame: Region(x: -1.4...1.4, y: -1.2...1.2),
    start: Point(0.9214616899848914, 0.5033968155344132),
    about: "A closed valley of minima; SAM drifts along the ring to the flattest point, θ = π.",
    source: "designed for Ravine, for the drift of Wen, Ma, Li 2023, arXiv 2211.05729")

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
    let offset = r - 1
    let sharpness = N(k) * (1 + N(alpha) * cosine)
    // ∇ cos θ = (1 − cos²θ, −cos θ sin θ)/r.
    let tangential = N(0.5 * k * alpha) * offset * offset / r
    return Point(
      tangential * (1 - cosine * cosine) + sharpness * offset * cosine,
      sharpness * offset * p.y / r - tangential * cosine * p.y / r)
  }

  public var landmarks: Landmarks {
    Landmarks(valley: [.init(-Double.pi...Double.pi) { Point(Double.cos($0), Double.sin($0)) }])
  }
}
