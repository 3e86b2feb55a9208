import Drawing
import Engine

/// How a part of the plane lies on a part of the screen.
struct Projection: Sendable {
  let frame: Region
  let rect: Rect

  init(_ frame: Region, onto rect: Rect) {
    self.frame = frame
    self.rect = rect
  }

  /// Where a point lies, in cells from the rectangle's upper left corner; may be far outside.
  func coordinates(of point: Point<Double>) -> (row: Double, column: Double) {
    (
      (frame.y.upperBound - point.y) / frame.y.length * Double(rect.rows),
      (point.x - frame.x.lowerBound) / frame.x.length * Double(rect.columns)
    )
  }

  /// The cell that shows a point, or nil if it is outside.
  func cell(of point: Point<Double>) -> Position? {
    let place = coordinates(of: point)
    guard place.row >= 0, place.row < Double(rect.rows), place.column >= 0,
      place.column < Double(rect.columns)
    else { return nil }
    return Position(row: rect.row + Int(place.row), column: rect.column + Int(place.column))
  }

  /// The point in the middle of a cell, or nil if the cell is outside.
  func point(at position: Position) -> Point<Double>? {
    guard rect.contains(position.row, position.column) else { return nil }
    return Point(
      x(at: Double(position.column - rect.column) + 0.5),
      y(at: Double(position.row - rect.row) + 0.5))
  }

  func x(at column: Double) -> Double {
    frame.x.lowerBound + column / Double(rect.columns) * frame.x.length
  }

  func y(at row: Double) -> Double {
    frame.y.upperBound - row / Double(rect.rows) * frame.y.length
  }
}
