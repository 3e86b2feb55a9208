/// A straight piece of a contour line.
public struct Segment: Sendable, Hashable {
  /// The coordinates of the two ends.
  public var x0, y0, x1, y1: Double

  /// Creates the segment from (x0, y0) to (x1, y1).
  public init(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
    (self.x0, self.y0, self.x1, self.y1) = (x0, y0, x1, y1)
  }
}

extension HeatMap {
  /// Returns the contour lines at `count` equal steps of brightness.
  ///
  /// Coordinates are in pixels: the value of pixel (i, j) lies at (i + ½, j + ½). Doubled, they are
  /// dots of a `BrailleGrid` over the same cells.
  ///
  /// - Parameters:
  ///   - scale: The map from values to brightness.
  ///   - count: The number of contour lines.
  ///   - minimum: The minimum of the field if known; by default that of `values`.
  /// - Returns: The segments of all lines.
  public func contours(_ scale: Scale = .log, count: Int, minimum: Double? = nil) -> [Segment] {
    contourLines(scale, count: count, minimum: minimum).flatMap(\.segments)
  }

  /// Returns the contour lines of `contours(_:count:minimum:)`, each with its value.
  public func contourLines(
    _ scale: Scale = .log, count: Int, minimum: Double? = nil
  ) -> [(value: Double, segments: [Segment])] {
    guard count > 0 else { return [] }
    let shades = HeatMap(columns: columns, rows: rows, values: shades(scale, minimum: minimum))
    // The darkest quarter gets no lines: they would be dense enough to hide the valley.
    return (0..<count).compactMap {
      let shade = 0.25 + 0.75 * (Double($0) + 0.5) / Double(count)
      guard let value = value(ofShade: shade, scale, minimum: minimum) else { return nil }
      return (value, shades.contours(at: shade))
    }
  }

  /// Returns the contour line of a value, by marching squares, in pixels.
  ///
  /// Squares with a non-finite corner have no line. In ambiguous squares the mean of the corners
  /// selects the pairing.
  public func contours(at value: Double) -> [Segment] {
    guard columns > 1, rows > 1 else { return [] }
    var result: [Segment] = []
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 {
        let first = row * columns + column
        let corners = (
          values[first], values[first + 1], values[first + columns + 1], values[first + columns]
        )
        for (a, b) in crossings(of: corners, value) {
          let (x, y) = (Double(column) + 0.5, Double(row) + 0.5)
          result.append(Segment(x + a.0, y + a.1, x + b.0, y + b.1))
        }
      }
    }
    return result
  }
}

/// Returns the contour segments in one square, with corners clockwise from the upper left.
private func crossings(
  of corners: (Double, Double, Double, Double), _ value: Double
) -> [((Double, Double), (Double, Double))] {
  let (a, b, c, d) = corners
  guard a.isFinite, b.isFinite, c.isFinite, d.isFinite else { return [] }
  func fraction(_ from: Double, _ to: Double) -> Double {
    // Halved, because the difference can overflow.
    (value / 2 - from / 2) / (to / 2 - from / 2)
  }
  let above = (a > value ? 1 : 0) + (b > value ? 2 : 0) + (c > value ? 4 : 0) + (d > value ? 8 : 0)
  var top: (Double, Double) { (fraction(a, b), 0) }
  var right: (Double, Double) { (1, fraction(b, c)) }
  var bottom: (Double, Double) { (fraction(d, c), 1) }
  var left: (Double, Double) { (0, fraction(a, d)) }
  switch above {
  case 1, 14: return [(left, top)]
  case 2, 13: return [(top, right)]
  case 4, 11: return [(right, bottom)]
  case 8, 7: return [(bottom, left)]
  case 3, 12: return [(left, right)]
  case 6, 9: return [(top, bottom)]
  case 5, 10:
    let isMiddleAbove = a / 4 + b / 4 + c / 4 + d / 4 > value
    return (above == 5) == isMiddleAbove
      ? [(top, right), (bottom, left)] : [(left, top), (right, bottom)]
  default: return []
  }
}
