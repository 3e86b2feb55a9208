/// −e^(−(x−2)²−y²) − e^(−x²−100y²): a round basin and a narrow one (from optax's SAM example).
///
/// Both are about as deep; far from both there is no slope to follow.
public struct TwoBasins: NamedSurface {
  public static let info = SurfaceInfo(
    id: "two-basins", formula: "−e^(−(x−2)²−y²) − e^(−x²−100y²)",
    frame: Region(x: -1.8...3.8, y: -1.6...1.6), start: Point(-0.6, 0.2),
    about: "A narrow basin at x = 0 and a round one at x = 2, on an all but level plain.",
    source: "the SAM example of optax")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  private func wells<N: Number>(_ p: Point<N>) -> (round: N, narrow: N) {
    let square = p.y * p.y
    return (exp(-((p.x - 2) * (p.x - 2)) - square), exp(-(p.x * p.x) - 100 * square))
  }

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    let wells = wells(p)
    return -wells.round - wells.narrow
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    let (round, narrow) = wells(p)
    return Point(
      2 * (p.x - 2) * round + 2 * p.x * narrow, 2 * p.y * round + 200 * p.y * narrow)
  }

  public var landmarks: Landmarks {
    Landmarks(
      minima: minima(near: [Point(2, 0), .zero]), saddles: saddles(near: [Point(1, 0)]))
  }
}
