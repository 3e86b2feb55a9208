/// A part of the screen, in cells.
///
/// Cutting more than there is gives an empty rectangle, never a negative one, so panes can be laid
/// out on any terminal without asking how small it is.
public struct Rect: Sendable, Hashable {
  public var row: Int
  public var column: Int
  public let rows: Int
  public let columns: Int

  /// Negative extents count as 0.
  public init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(rows, 0)
    self.columns = max(columns, 0)
  }

  /// The whole of a canvas of this size.
  public init(_ size: Size) {
    self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
  }

  public var isEmpty: Bool { rows == 0 || columns == 0 }
  /// The first row below.
  public var endRow: Int { row + rows }
  /// The first column to the right.
  public var endColumn: Int { column + columns }

  public func contains(_ row: Int, _ column: Int) -> Bool {
    row >= self.row && row < endRow && column >= self.column && column < endColumn
  }

  /// What is left when each side loses this many cells.
  public func inset(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) -> Rect {
    Rect(
      row: row + top, column: column + left,
      rows: rows - top - bottom, columns: columns - left - right)
  }

  /// What is left when every side loses this many cells.
  public func inset(by count: Int) -> Rect {
    inset(top: count, left: count, bottom: count, right: count)
  }

  /// The cells that both have; empty if there are none.
  public func intersection(_ other: Rect) -> Rect {
    let top = max(row, other.row)
    let left = max(column, other.column)
    return Rect(
      row: top, column: left,
      rows: min(endRow, other.endRow) - top,
      columns: min(endColumn, other.endColumn) - left)
  }

  /// The upper `count` rows (all if there are fewer), and the rest.
  public func split(top count: Int) -> (top: Rect, rest: Rect) {
    let count = min(max(count, 0), rows)
    return (inset(bottom: rows - count), inset(top: count))
  }

  /// The lower `count` rows (all if there are fewer), and the rest.
  public func split(bottom count: Int) -> (bottom: Rect, rest: Rect) {
    let count = min(max(count, 0), rows)
    return (inset(top: rows - count), inset(bottom: count))
  }

  /// The `count` columns at the left (all if there are fewer), and the rest.
  public func split(left count: Int) -> (left: Rect, rest: Rect) {
    let count = min(max(count, 0), columns)
    return (inset(right: columns - count), inset(left: count))
  }

  /// The `count` columns at the right (all if there are fewer), and the rest.
  public func split(right count: Int) -> (right: Rect, rest: Rect) {
    let count = min(max(count, 0), columns)
    return (inset(left: columns - count), inset(right: count))
  }

  /// This many parts above each other, as equal as cells allow, with `gap` rows between.
  public func splitIntoRows(_ count: Int, gap: Int = 0) -> [Rect] {
    Rect.partition(of: rows, into: count, gap: gap).map { start, length in
      Rect(row: row + start, column: column, rows: length, columns: columns)
    }
  }

  /// This many parts beside each other, as equal as cells allow, with `gap` columns between.
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
