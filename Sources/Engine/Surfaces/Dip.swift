/// ½κ‖w‖² − A exp(−‖w − c‖²/2s²), c = (−2, 0): a bowl with a narrow dip in its flank.
///
/// The dip is a sharp minimum, the bowl's floor a flat one. With ρ wider than the dip SAM does not
/// jump to the flat minimum: it is evicted and parks exactly ρ away from the sharp one.
public struct Dip: NamedSurface {
  static let kappa = Knob("kappa", symbol: "κ", 0.5, in: 0.01...100, "curvature of the bowl")
  static let depth = Knob("depth", symbol: "A", 1, in: 0...100, "depth of the dip")
  static let width = Knob("width", symbol: "s", 0.25, in: 0.05...2, "width of the dip")

  public static let info = SurfaceInfo(
    id: "dip", formula: "½κ‖w‖² − A exp(−‖w − (−2, 0)‖²/2s²)", knobs: [kappa, depth, width],
    frame: Region(x: -3.8...1.5, y: -1.5...1.5), start: Point(-3.5, 0.05),
    about: "A sharp dip in the flank of a flat bowl: SAM is evicted and parks ρ away from it.",
    source: "of its own, for the picture of two basins of Foret et al. 2021, arXiv 2010.01412")

  private let kappa, depth, inverseVariance: Double

  public init(_ value: (Knob) -> Double) {
    kappa = value(Self.kappa)
    depth = value(Self.depth)
    inverseVariance = 1 / (value(Self.width) * value(Self.width))
  }

  @inline(__always)
  private func gaussian<N: Number>(_ p: Point<N>) -> N {
    exp(N(-0.5 * inverseVariance) * (square(p.x + 2) + square(p.y)))
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    N(0.5 * kappa) * p.dot(p) - N(depth) * gaussian(p)
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let pull = N(depth * inverseVariance) * gaussian(p)
    return Point(N(kappa) * p.x + pull * (p.x + 2), N(kappa) * p.y + pull * p.y)
  }

  public var landmarks: Landmarks {
    let rim = Point(-2 + 2 / inverseVariance.squareRoot(), 0)
    return Landmarks(
      minima: minima(near: [Point(-2, 0), .zero]), saddles: saddles(near: [rim]))
  }
}
