import Drawing
import Engine
import Integers

/// The mapping of a region of the plane to a rectangle of the screen.
struct Projection: Sendable {
  let frame: Region
  let rect: Rect

  init(_ frame: Region, onto rect: Rect) {
    self.frame = frame
    self.rect = rect
  }

  /// Returns a point in cells from the upper left corner of the rectangle, inside or outside.
  func coordinates(of point: Point<Double>) -> (row: Double, column: Double) {
    (
      (frame.y.upperBound - point.y) / frame.y.length * Double(rect.rows),
      (point.x - frame.x.lowerBound) / frame.x.length * Double(rect.columns)
    )
  }

  /// Returns the cell that contains a point, or nil outside the rectangle.
  func cell(of point: Point<Double>) -> Position? {
    let cell = coordinates(of: point)
    guard cell.row >= 0, cell.row < Double(rect.rows), cell.column >= 0,
      cell.column < Double(rect.columns)
    else { return nil }
    return Position(
      row: rect.row + Int(clamping: cell.row), column: rect.column + Int(clamping: cell.column))
  }

  /// Returns the point in the middle of a cell, or nil outside the rectangle.
  func point(at position: Position) -> Point<Double>? {
    guard rect.contains(position.row, position.column) else { return nil }
    return Point(
      x(at: Double(position.column - rect.column) + 0.5),
      y(at: Double(position.row - rect.row) + 0.5))
  }

  /// Returns x at a column, in cells from the left side of the rectangle.
  func x(at column: Double) -> Double {
    frame.x.lowerBound + column / Double(rect.columns) * frame.x.length
  }

  /// Returns y at a row, in cells from the top of the rectangle.
  func y(at row: Double) -> Double {
    frame.y.upperBound - row / Double(rect.rows) * frame.y.length
  }
}
