/// ½k(1 + a x²)y²: a straight valley that widens towards x = 0.
///
/// On the floor y = 0 the sharpness is k(x) = k(1 + a x²). SAM slides by
/// Δx = −2ηρ²k′/(2 − ηk)² a step; GD and USAM stay where they land.
public struct Valley: NamedSurface {
  static let k = Knob("k", 2, in: 1e-3...1e4, "curvature across the valley at x = 0")
  static let a = Knob("a", 1, in: 0...100, "how fast the valley narrows")

  public static let info = SurfaceInfo(
    id: "valley", formula: "½k(1 + a x²) y²", knobs: [k, a],
    frame: Region(x: -0.6...2.2, y: -0.5...0.5), start: Point(1.8, 0.05),
    about: "A level floor y = 0 that is flattest at x = 0.",
    source: "of its own, for the drift of Wen, Ma, Li 2023, arXiv 2211.05729")

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
