/// log cosh(xy): the ℓ(xy) model of Ahn and others (2022), convex and 1-Lipschitz in xy.
///
/// Both axes are valleys of minima, λ = y² on x = 0. GD lands at y² = 2/η − 3η/2 from any tall
/// start, USAM below its own edge, SAM walks down to the flat origin.
public struct LogCosh: NamedSurface, ResidualSurface {
  public static let info = SurfaceInfo(
    id: "logcosh", formula: "log cosh(xy)",
    frame: Region(x: -2.5...2.5, y: -0.5...7), start: Point(2, 6.324555320336759),
    about: "Minima on both axes, λ = y² on x = 0: a tower that only SAM walks all the way down.",
    source: "ℓ(xy) of Ahn et al. 2022, arXiv 2212.07469")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func residual<N: Number>(_ p: Point<N>) -> N { p.x * p.y }

  @inline(__always)
  public func loss<N: Number>(_ residual: N) -> N { logCosh(residual) }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let t = tanh(p.x * p.y)
    return Point(t * p.y, t * p.x)
  }

  public var landmarks: Landmarks { .axes }
}

extension Landmarks {
  /// Those of every ℓ(xy) with ℓ least at 0: both axes.
  static let axes = Landmarks(
    valley: [Curve(-50...50) { Point(0, $0) }, Curve(-50...50) { Point($0, 0) }])
}
