/// Ackley function, a cone with a lattice of local minima.
///
/// f = −20 exp(−0.2√(½(x² + y²))) − exp(½(cos 2πx + cos 2πy)) + e + 20
///
/// - Domain: ℝ², shown on [−4, 4] × [−3, 3].
/// - Minima: f = 0 at (0, 0), a cusp with ‖∇f‖ → 2√2; local minima near the integer points, such as
///   f = 2.580 at (±0.952, 0) and f = 3.574 at (±0.968, ±0.968).
/// - Saddles: between neighboring minima, such as f = 3.252 at (±0.626, 0).
/// - Hessian: unbounded at the cusp; eigenvalues 55.06 and 47.47 at (±0.952, 0).
/// - Source: Ackley (1987).
///
/// No fixed step size converges to the cusp. The gradient at the cusp is defined as 0.
public struct Ackley: NamedSurface {
  public static let info = SurfaceInfo(
    id: "ackley", formula: "−20 exp(−0.2√(½‖w‖²)) − exp(½(cos 2πx + cos 2πy)) + e + 20",
    frame: Region(x: -4...4, y: -3...3), start: Point(2.6, -1.7),
    about: "A rippled funnel with a cusp at the minimum, where GD and SAM oscillate.",
    source: "Ackley 1987")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  private func ripple<N: Number>(_ p: Point<N>) -> N {
    let frequency = N(2 * Double.pi)
    return exp(0.5 * (cos(frequency * p.x) + cos(frequency * p.y)))
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    N(Double.exp(1) + 20) - 20 * exp(N(-0.2 * 0.5.squareRoot()) * p.norm) - ripple(p)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let frequency = N(2 * Double.pi)
    let radius = N.max(p.norm, 1e-300)
    let cone = N(4 * 0.5.squareRoot()) * exp(N(-0.2 * 0.5.squareRoot()) * radius) / radius
    let wave = N(Double.pi) * ripple(p)
    return Point(
      cone * p.x + wave * sin(frequency * p.x), cone * p.y + wave * sin(frequency * p.y))
  }

  /// The cusp, with the eight local minima and the saddles around the cusp.
  public var landmarks: Landmarks {
    let around = (-1...1).flatMap { x in (-1...1).map { y in Point(Double(x), Double(y)) } }
    let midpoints = around.flatMap { [$0 + Point(0.5, 0), $0 + Point(0, 0.5)] }
    return Landmarks(
      minima: [.zero] + minima(near: around.filter { $0 != .zero }, within: 0.2),
      saddles: saddles(near: midpoints, within: 0.3))
  }
}
