/// Fine lines over a rectangle of cells: each cell has 2 × 4 dots.
///
/// Points are (x, y) in dots, x to the right from 0 to `width`, y down from 0 to `height`; the dot
/// (i, j) covers i…i+1, j…j+1. Any point is allowed: what is outside is cut off, and what is not
/// finite is not drawn. The cost of a line is bounded by the size of the picture, not by its length.
public struct BrailleGrid: Sendable {
  public let rows: Int
  public let columns: Int
  var masks: [UInt8]
  var paints: [Paint]
  private var priorities: [UInt8]

  public init(rows: Int, columns: Int) {
    self.rows = max(rows, 0)
    self.columns = max(columns, 0)
    let count = self.rows * self.columns
    masks = Array(repeating: 0, count: count)
    paints = Array(repeating: .terminalDefault, count: count)
    priorities = Array(repeating: 0, count: count)
  }

  /// The dots of a row.
  public var width: Int { 2 * columns }
  /// The dots of a column.
  public var height: Int { 4 * rows }

  /// Draws a line.
  ///
  /// - Parameters:
  ///   - from: Its first end, in dots.
  ///   - to: Its other end.
  ///   - paint: The colour that its cells take.
  ///   - priority: A cell keeps the paint of the highest priority; among equals the last wins.
  public mutating func drawLine(
    from: (Double, Double), to: (Double, Double), paint: Paint, priority: UInt8 = 0
  ) {
    let (right, bottom) = (Double(width), Double(height))
    var (a, b) = (from, to)
    let isInside =
      a.0 >= 0 && a.0 < right && a.1 >= 0 && a.1 < bottom
      && b.0 >= 0 && b.0 < right && b.1 >= 0 && b.1 < bottom
    if !isInside {
      guard let part = clip(a, b, width: right, height: bottom) else { return }
      (a, b) = part
    }
    guard width > 0, height > 0 else { return }
    var (x, y) = (min(Int(a.0), width - 1), min(Int(a.1), height - 1))
    let (endX, endY) = (min(Int(b.0), width - 1), min(Int(b.1), height - 1))
    set(x, y, paint, priority)
    if x == endX && y == endY { return }
    // Bresenham's line between the dots of the ends.
    let (dx, dy) = (abs(endX - x), -abs(endY - y))
    let (stepX, stepY) = (x < endX ? 1 : -1, y < endY ? 1 : -1)
    var error = dx + dy
    while x != endX || y != endY {
      let twice = 2 * error
      if twice >= dy {
        error += dy
        x += stepX
      }
      if twice <= dx {
        error += dx
        y += stepY
      }
      set(x, y, paint, priority)
    }
  }

  /// Draws one dot.
  public mutating func drawDot(_ at: (Double, Double), paint: Paint, priority: UInt8 = 0) {
    guard at.0 >= 0, at.0 < Double(width), at.1 >= 0, at.1 < Double(height) else { return }
    set(Int(at.0), Int(at.1), paint, priority)
  }

  /// Whether a dot is set; false outside.
  public func isSet(_ x: Int, _ y: Int) -> Bool {
    guard x >= 0, x < width, y >= 0, y < height else { return false }
    return masks[(y >> 2) * columns + (x >> 1)] & bit(x, y) != 0
  }

  private mutating func set(_ x: Int, _ y: Int, _ paint: Paint, _ priority: UInt8) {
    let index = (y >> 2) * columns + (x >> 1)
    masks[index] |= bit(x, y)
    guard priority >= priorities[index] else { return }
    priorities[index] = priority
    paints[index] = paint
  }
}

/// The bit of a dot in a braille glyph, whose dots are numbered 1 2 3 7 and 4 5 6 8 downwards.
private func bit(_ x: Int, _ y: Int) -> UInt8 {
  let row = UInt8(truncatingIfNeeded: y & 3)
  return row == 3 ? 0x40 << UInt8(x & 1) : 1 << (row + 3 * UInt8(x & 1))
}
