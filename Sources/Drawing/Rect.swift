/// A rectangle of cells on the screen.
///
/// Splits and insets larger than the rectangle give an empty rectangle, so layout code needs no
/// checks for small terminals.
public struct Rect: Sendable, Hashable {
  /// The first row.
  public var row: Int
  /// The first column.
  public var column: Int
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int

  /// Creates a rectangle; negative extents become 0.
  public init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(rows, 0)
    self.columns = max(columns, 0)
  }

  /// Creates the rectangle that covers a canvas of this size.
  public init(_ size: Size) {
    self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
  }

  /// Whether the rectangle has no cells.
  public var isEmpty: Bool { rows == 0 || columns == 0 }
  /// The first row below the rectangle.
  public var endRow: Int { row + rows }
  /// The first column to the right of the rectangle.
  public var endColumn: Int { column + columns }

  /// Whether a position lies in the rectangle.
  public func contains(_ row: Int, _ column: Int) -> Bool {
    row >= self.row && row < endRow && column >= self.column && column < endColumn
  }

  /// Returns the rectangle shrunk by the given number of cells on each side.
  public func inset(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) -> Rect {
    Rect(
      row: row + top, column: column + left,
      rows: rows - top - bottom, columns: columns - left - right)
  }

  /// Returns the rectangle shrunk by `count` cells on all sides.
  public func inset(by count: Int) -> Rect {
    inset(top: count, left: count, bottom: count, right: count)
  }

  /// Returns the common cells of two rectangles; empty if they are disjoint.
  public func intersection(_ other: Rect) -> Rect {
    let top = max(row, other.row)
    let left = max(column, other.column)
    return Rect(
      row: top, column: left,
      rows: min(endRow, other.endRow) - top,
      columns: min(endColumn, other.endColumn) - left)
  }

  /// Splits the upper `count` rows, clamped to 0…`rows`, from the rest.
  public func split(top count: Int) -> (top: Rect, rest: Rect) {
    let count = min(max(count, 0), rows)
    return (inset(bottom: rows - count), inset(top: count))
  }

  /// Splits the lower `count` rows, clamped to 0…`rows`, from the rest.
  public func split(bottom count: Int) -> (bottom: Rect, rest: Rect) {
    let count = min(max(count, 0), rows)
    return (inset(top: rows - count), inset(bottom: count))
  }

  /// Splits the leftmost `count` columns, clamped to 0…`columns`, from the rest.
  public func split(left count: Int) -> (left: Rect, rest: Rect) {
    let count = min(max(count, 0), columns)
    return (inset(right: columns - count), inset(left: count))
  }

  /// Splits the rightmost `count` columns, clamped to 0…`columns`, from the rest.
  public func split(right count: Int) -> (right: Rect, rest: Rect) {
    let count = min(max(count, 0), columns)
    return (inset(left: columns - count), inset(right: count))
  }

  /// Returns `count` stacked rectangles of nearly equal height, `gap` rows apart.
  public func splitIntoRows(_ count: Int, gap: Int = 0) -> [Rect] {
    Rect.partition(of: rows, into: count, gap: gap).map { start, length in
      Rect(row: row + start, column: column, rows: length, columns: columns)
    }
  }

  /// Returns `count` adjacent rectangles of nearly equal width, `gap` columns apart.
  public func splitIntoColumns(_ count: Int, gap: Int = 0) -> [Rect] {
    Rect.partition(of: columns, into: count, gap: gap).map { start, length in
      Rect(row: row, column: column + start, rows: rows, columns: length)
    }
  }

  private static func partition(of length: Int, into count: Int, gap: Int) -> [(Int, Int)] {
    guard count > 0 else { return [] }
    let free = max(length - gap * (count - 1), 0)
    return (0..<count).map { part in
      let start = free * part / count
      return (start + gap * part, free * (part + 1) / count - start)
    }
  }
}
