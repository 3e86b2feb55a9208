/// 2a + x² − a cos 2πx + y² − a cos 2πy: a bowl full of pits (Rastrigin, 1974).
///
/// Minimum at the origin, with a = 10 of curvature 396.8: GD needs η < 0.005. SAM never settles
/// here, so this is for play.
public struct Rastrigin: NamedSurface {
  static let a = Knob("a", 10, in: 0...100, "depth of the pits")

  public static let info = SurfaceInfo(
    id: "rastrigin", formula: "2a + x² − a cos 2πx + y² − a cos 2πy", knobs: [a],
    frame: Region(x: -3.2...3.2, y: -2.4...2.4), start: Point(1.3, -0.8),
    about: "Pits everywhere: a wide ρ looks past them. Chaotic under SAM; needs η < 0.005.",
    source: "Rastrigin 1974")

  private let a: Double

  public init(_ value: (Knob) -> Double) { a = value(Self.a) }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    let turn = N(2 * Double.pi)
    return p.x * p.x + p.y * p.y + N(a) * (2 - cos(turn * p.x) - cos(turn * p.y))
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let turn = N(2 * Double.pi)
    let steep = N(2 * Double.pi * a)
    return Point(2 * p.x + steep * sin(turn * p.x), 2 * p.y + steep * sin(turn * p.y))
  }

  public var landmarks: Landmarks { Landmarks(minima: [.zero]) }
}
