/// Rotated quadratic, on which the stability theorems are exact.
///
/// f = ½(a u² + b v²), (u, v) = w rotated by −angle
///
/// - Domain: ℝ², shown on [−2.5, 2.5] × [−1.6, 1.6].
/// - Minima: f = 0 at (0, 0) if a, b > 0.
/// - Saddles: f = 0 at (0, 0) if a and b have opposite signs.
/// - Hessian: constant, with eigenvalues a and b (default 1 and 20).
/// - Source: Bartlett, Long, Bousquet (2023), arXiv 2210.01513.
///
/// GD and SAM are stable for η < 2/λ, USAM for η < 2/(λ + ρλ²).
public struct Quadratic: NamedSurface {
  static let a = Knob("a", 1, in: -1e4...1e4, "Hessian eigenvalue along the first axis")
  static let b = Knob("b", 20, in: -1e4...1e4, "Hessian eigenvalue along the second axis")
  static let angle = Knob("angle", 0, in: -360...360, "rotation of the axes in degrees")

  public static let info = SurfaceInfo(
    id: "quadratic", formula: "½(a u² + b v²), (u, v) turned by angle", knobs: [a, b, angle],
    frame: Region(x: -2.5...2.5, y: -1.6...1.6), start: Point(2, 1),
    about: "A quadratic bowl, on which every stability threshold is exact.",
    source: "Bartlett, Long, Bousquet 2023, arXiv 2210.01513")

  private let xx, xy, yy: Double

  public init(_ value: (Knob) -> Double) {
    let (a, b) = (value(Self.a), value(Self.b))
    let radians = value(Self.angle) * (Double.pi / 180)
    let (c, s) = (Double.cos(radians), Double.sin(radians))
    xx = a * c * c + b * s * s
    xy = (a - b) * c * s
    yy = a * s * s + b * c * c
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    0.5 * (N(xx) * p.x * p.x + 2 * N(xy) * p.x * p.y + N(yy) * p.y * p.y)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    Point(N(xx) * p.x + N(xy) * p.y, N(xy) * p.x + N(yy) * p.y)
  }

  public var isQuadratic: Bool { true }

  public var landmarks: Landmarks {
    let hessian = Hessian(xx: xx, xy: xy, yy: yy)
    return hessian.minEigenvalue > 0
      ? Landmarks(minima: [.zero])
      : Landmarks(saddles: hessian.maxEigenvalue > 0 && hessian.minEigenvalue < 0 ? [.zero] : [])
  }
}
