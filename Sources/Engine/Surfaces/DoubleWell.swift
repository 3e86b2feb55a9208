/// ¼(x² − 1)² + ½y²: two equal wells with a pass between them.
///
/// Minima (±1, 0) with eigenvalues 2 and 1, saddle at the origin with −1 and 1. With ρ > 1 SAM
/// stops at x = ±(1 − ρ), where the slope at w + ε vanishes and the slope at w does not.
public struct DoubleWell: NamedSurface {
  public static let info = SurfaceInfo(
    id: "double-well", formula: "¼(x² − 1)² + ½y²",
    frame: Region(x: -1.6...1.6, y: -1...1), start: Point(-0.3, 0.2),
    about:
      "Two wells and a pass: where SAM may park on the pass, or on a minimum that is not there.",
    source: "hallucinated minimizers, arXiv 2509.21818")

  public init(_ value: (Knob) -> Double) {}

  @inline(__always)
  public func value<N: Number>(_ p: Point<N>) -> N {
    0.25 * square(p.x * p.x - 1) + 0.5 * p.y * p.y
  }

  @inline(__always)
  public func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    Point(p.x * (p.x * p.x - 1), p.y)
  }

  public var landmarks: Landmarks {
    Landmarks(minima: [Point(-1, 0), Point(1, 0)], saddles: [.zero])
  }
}
