import Integers

/// A raster of braille dots over a rectangle of cells, with 2 × 4 dots per cell.
///
/// Points are (x, y) in dots, x to the right from 0 to `width`, y down from 0 to `height`; the dot
/// (i, j) covers i…i+1, j…j+1. Lines are clipped to the grid, and lines with an end that is not
/// finite are not drawn. The cost of a line is bounded by the size of the grid.
public struct BrailleGrid: Sendable {
  /// The number of rows of cells.
  public let rows: Int
  /// The number of columns of cells.
  public let columns: Int
  var masks: [UInt8]
  var paints: [Paint]
  private var priorities: [UInt8]
  /// The lines drawn so far, in cells; nil unless they are recorded for a picture.
  public private(set) var strokes: [Stroke]?

  /// Creates an empty grid; negative extents become 0.
  ///
  /// With `recordsStrokes`, the grid keeps its lines for a picture over the same cells.
  public init(rows: Int, columns: Int, recordsStrokes: Bool = false) {
    strokes = recordsStrokes ? [] : nil
    self.rows = max(rows, 0)
    self.columns = max(columns, 0)
    let count = self.rows * self.columns
    masks = Array(repeating: 0, count: count)
    paints = Array(repeating: .terminalDefault, count: count)
    priorities = Array(repeating: 0, count: count)
  }

  /// The number of dots in a row.
  public var width: Int { 2 * columns }
  /// The number of dots in a column.
  public var height: Int { 4 * rows }

  /// Draws a line.
  ///
  /// - Parameters:
  ///   - from: The first end, in dots.
  ///   - to: The other end, in dots.
  ///   - paint: The colour of the cells on the line.
  ///   - priority: A cell takes the paint of the highest priority; the last call wins a tie.
  public mutating func drawLine(
    from: (Double, Double), to: (Double, Double), paint: Paint, priority: UInt8 = 0
  ) {
    strokes?.append(
      Stroke(from.0 / 2, from.1 / 4, to.0 / 2, to.1 / 4, paint, priority: priority))
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
    var (x, y) = (min(Int(clamping: a.0), width - 1), min(Int(clamping: a.1), height - 1))
    let (endX, endY) = (min(Int(clamping: b.0), width - 1), min(Int(clamping: b.1), height - 1))
    set(x, y, paint, priority)
    if x == endX && y == endY { return }
    // Bresenham's algorithm.
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

  /// Draws a dot, with the priority rule of `drawLine`.
  public mutating func drawDot(_ point: (Double, Double), paint: Paint, priority: UInt8 = 0) {
    guard point.0 >= 0, point.0 < Double(width), point.1 >= 0, point.1 < Double(height) else {
      return
    }
    set(Int(clamping: point.0), Int(clamping: point.1), paint, priority)
  }

  /// Whether a dot is set; false outside the grid.
  public func isSet(_ x: Int, _ y: Int) -> Bool {
    guard x >= 0, x < width, y >= 0, y < height else { return false }
    return masks[(y >> 2) * columns + (x >> 1)] & bit(x, y) != 0
  }

  /// Whether a dot of the cell with this row and column is set; false outside the grid.
  public func hasDots(row: Int, column: Int) -> Bool {
    guard row >= 0, row < rows, column >= 0, column < columns else { return false }
    return masks[row * columns + column] != 0
  }

  /// Clears the cells in which another grid of the same size has dots.
  public mutating func removeCells(of other: BrailleGrid) {
    for index in masks.indices where other.masks[index] != 0 { masks[index] = 0 }
  }

  private mutating func set(_ x: Int, _ y: Int, _ paint: Paint, _ priority: UInt8) {
    let index = (y >> 2) * columns + (x >> 1)
    masks[index] |= bit(x, y)
    guard priority >= priorities[index] else { return }
    priorities[index] = priority
    paints[index] = paint
  }
}

/// Returns the bit of a dot in a braille glyph.
///
/// Unicode numbers the dots 1 2 3 7 down the left column and 4 5 6 8 down the right.
private func bit(_ x: Int, _ y: Int) -> UInt8 {
  let row = UInt8(truncatingIfNeeded: y & 3)
  return row == 3 ? 0x40 << UInt8(x & 1) : 1 << (row + 3 * UInt8(x & 1))
}
