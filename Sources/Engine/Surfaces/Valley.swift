/// Straight valley of minima whose sharpness grows with |x|.
///
/// f = ½k(1 + a x²)y²
///
/// - Domain: ℝ², shown on [−0.6, 2.2] × [−0.5, 0.5].
/// - Minima: f = 0 on the valley y = 0.
/// - Saddles: none.
/// - Hessian: eigenvalues 0 and λ = k(1 + a x²) on the valley, least at x = 0.
/// - Source: designed for Ravine, for the drift of Wen, Ma, Li (2023), arXiv 2211.05729.
///
/// On the valley SAM drifts by Δx = −2ηρ²λ′/(2 − ηλ)² per step; GD and USAM stay where they land.
public struct Valley: NamedSurface {
  static let k = Knob("k", 2, in: 1e-3...1e4, "sharpness of the valley at x = 0")
  static let a = Knob("a", 1, in: 0...100, "growth of the sharpness with x²")

  public static let info = SurfaceInfo(
    id: "valley", formula: "½k(1 + a x²) y²", knobs: [k, a],
    frame: Region(x: -0.6...2.2, y: -0.5...0.5), start: Point(1.8, 0.05),
    about: "A straight valley of minima, flattest at x = 0.",
    source: "designed for Ravine, for the drift of Wen, Ma, Li 2023, arXiv 2211.05729")

  private let k, a: Double

  public init(_ value: (Knob) -> Double) {
    k = value(Self.k)
    a = value(Self.a)
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    N(0.5 * k) * (1 + N(a) * p.x * p.x) * p.y * p.y
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    Point(N(k * a) * p.x * p.y * p.y, N(k) * (1 + N(a) * p.x * p.x) * p.y)
  }

  public var landmarks: Landmarks {
    Landmarks(valley: [.init(-50...50) { Point($0, 0) }])
  }
}
