/// ½(xy − 1)²: the hyperbola with λ = x² + y² on its valley.
///
/// Balancedness B = ½(x² − y²) decays under SAM as Δ ln B = −8ηρ²/(2 − ηλ)² a step.
public struct HalfHyperbola: NamedSurface, ResidualSurface {
  public static let info = SurfaceInfo(
    id: "half-hyperbola", formula: "½(xy − 1)²",
    frame: Region(x: -0.5...3.6, y: -0.5...2.6), start: Point(3, 0.34),
    about: "A valley of minima on which λ = x² + y², flattest at (1, 1), λ = 2.",
    source: "factorization of Li, Zhang, He 2024, arXiv 2410.14802")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func residual<N: Number>(_ p: Point<N>) -> N { p.x * p.y - 1 }

  @inline(__always)
  public func loss<N: Number>(_ residual: N) -> N { 0.5 * square(residual) }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let residual = p.x * p.y - 1
    return Point(residual * p.y, residual * p.x)
  }

  public var landmarks: Landmarks { .hyperbola }
}
