public import Drawing
import Engine

/// The base of a relief at the lowest height: its sides, and ticks along the two nearest sides.
public struct ReliefBase: Sendable {
  /// The four sides, in pixels.
  public let sides: [(from: Relief.ProjectedPoint, to: Relief.ProjectedPoint)]
  /// The ticks, from the side outward, each with its label.
  public let ticks: [Tick]

  /// A tick with its ends in pixels.
  public struct Tick: Sendable {
    /// The ends on the side and outside the base.
    public let from, to: Relief.ProjectedPoint
    /// The value; the first of a side with the name of the axis.
    public let label: String
  }
}

extension SurfaceRelief {
  /// The base with ticks.
  public var base: ReliefBase {
    let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)]
    let sides = zip(corners, corners.dropFirst() + corners.prefix(1)).map { a, b in
      (from: project(base: a), to: project(base: b))
    }
    // The lower a side on the screen, the nearer the side is.
    let nearY = project(base: (0.5, 0)).y > project(base: (0.5, 1)).y ? 0.0 : 1
    let nearX = project(base: (0, 0.5)).y > project(base: (1, 0.5)).y ? 0.0 : 1
    let ticks =
      ticks(along: region.x, name: "x") { ($0, $1 ? 1.1 * nearY - 0.05 : nearY) }
      + ticks(along: region.y, name: "y") { ($1 ? 1.1 * nearX - 0.05 : nearX, $0) }
    return ReliefBase(sides: sides, ticks: ticks)
  }

  private func project(base point: (x: Double, y: Double)) -> Relief.ProjectedPoint {
    relief.project(x: point.x, y: point.y, height: 0)
  }

  /// Returns the ticks of a side; `place` gives a point of the base, on the side or outside.
  private func ticks(
    along range: ClosedRange<Double>, name: String,
    at place: (_ fraction: Double, _ isOutside: Bool) -> (x: Double, y: Double)
  ) -> [ReliefBase.Tick] {
    let values = Drawing.ticks(range.lowerBound, range.upperBound, atMost: 4)
    return zip(values, tickLabels(of: values)).map { value, label in
      let fraction = (value - range.lowerBound) / range.length
      return ReliefBase.Tick(
        from: project(base: place(fraction, false)), to: project(base: place(fraction, true)),
        label: value == values.first ? "\(name) \(label)" : label)
    }
  }
}
