/// A straight piece of a contour line.
public struct Segment: Sendable, Hashable {
  public var x0, y0, x1, y1: Double

  public init(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
    (self.x0, self.y0, self.x1, self.y1) = (x0, y0, x1, y1)
  }
}

extension HeatMap {
  /// The lines of equal brightness at so many equal steps from near the valley to the heights.
  ///
  /// In pixels: the value of pixel (i, j) is at (i + ½, j + ½), so twice these numbers are the dots
  /// of `BrailleGrid` over the same cells.
  public func contours(_ scale: Scale = .log, count: Int, floor: Double? = nil) -> [Segment] {
    contourLines(scale, count: count, floor: floor).flatMap(\.segments)
  }

  /// The same, line by line with the value on each.
  public func contourLines(
    _ scale: Scale = .log, count: Int, floor: Double? = nil
  ) -> [(value: Double, segments: [Segment])] {
    guard count > 0 else { return [] }
    let shades = HeatMap(columns: columns, rows: rows, values: shades(scale, floor: floor))
    // The darkest quarter stays free: lines there would lie so close that they hide the valley.
    return (0..<count).compactMap {
      let shade = 0.25 + 0.75 * (Double($0) + 0.5) / Double(count)
      guard let value = value(ofShade: shade, scale, floor: floor) else { return nil }
      return (value, shades.contours(at: shade))
    }
  }

  /// The line on which the field has a value (marching squares), in pixels as above.
  ///
  /// Squares with a corner that is not finite have no line; in an ambiguous square the mean of the
  /// corners decides.
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

/// The lines through one square with corners clockwise from the upper left.
private func crossings(
  of corners: (Double, Double, Double, Double), _ value: Double
) -> [((Double, Double), (Double, Double))] {
  let (a, b, c, d) = corners
  guard a.isFinite, b.isFinite, c.isFinite, d.isFinite else { return [] }
  func share(_ from: Double, _ to: Double) -> Double {
    // Halves, because the difference can overflow.
    (value / 2 - from / 2) / (to / 2 - from / 2)
  }
  let above = (a > value ? 1 : 0) + (b > value ? 2 : 0) + (c > value ? 4 : 0) + (d > value ? 8 : 0)
  var top: (Double, Double) { (share(a, b), 0) }
  var right: (Double, Double) { (1, share(b, c)) }
  var bottom: (Double, Double) { (share(d, c), 1) }
  var left: (Double, Double) { (0, share(a, d)) }
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
