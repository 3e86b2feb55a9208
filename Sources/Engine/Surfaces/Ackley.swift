/// −20 exp(−0.2√(½‖w‖²)) − exp(½(cos 2πx + cos 2πy)) + e + 20: a funnel full of pits (Ackley, 1987).
///
/// The origin is the tip of a cone: the slope jumps there, so no step size settles on it. The slope
/// at the tip itself is taken to be 0.
public struct Ackley: NamedSurface {
  public static let info = SurfaceInfo(
    id: "ackley", formula: "−20 exp(−0.2√(½‖w‖²)) − exp(½(cos 2πx + cos 2πy)) + e + 20",
    frame: Region(x: -4...4, y: -3...3), start: Point(2.6, -1.7),
    about: "A funnel with a ripple and a pointed tip: everything hums at the bottom.",
    source: "Ackley 1987")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  private func ripple<N: Number>(_ p: Point<N>) -> N {
    let turn = N(2 * Double.pi)
    return exp(0.5 * (cos(turn * p.x) + cos(turn * p.y)))
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    N(Double.exp(1) + 20) - 20 * exp(N(-0.2 * 0.5.squareRoot()) * p.norm) - ripple(p)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let turn = N(2 * Double.pi)
    let reach = N.max(p.norm, 1e-300)
    let funnel = N(4 * 0.5.squareRoot()) * exp(N(-0.2 * 0.5.squareRoot()) * reach) / reach
    let wave = N(Double.pi) * ripple(p)
    return Point(
      funnel * p.x + wave * sin(turn * p.x), funnel * p.y + wave * sin(turn * p.y))
  }

  /// The tip, and the pits and passes round it.
  public var landmarks: Landmarks {
    let around = (-1...1).flatMap { x in (-1...1).map { y in Point(Double(x), Double(y)) } }
    let passes = around.flatMap { [$0 + Point(0.5, 0), $0 + Point(0, 0.5)] }
    return Landmarks(
      minima: [.zero] + minima(near: around.filter { $0 != .zero }, within: 0.2),
      saddles: saddles(near: passes, within: 0.3))
  }
}
