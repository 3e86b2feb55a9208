import Drawing
import Engine
import Scenes

extension CellPainter {
  /// Draws a dot, and to its right or left the longest label that fits and covers no other label.
  func drawWaypoint(at point: Point<Double>, _ labels: [String], on canvas: inout Canvas) {
    guard let cell = projection.cell(of: point) else { return }
    let rect = projection.rect
    canvas.put(display.glyphs == .ascii ? "o" : "•", .landmark, at: cell)
    for label in labels {
      let width = displayWidth(of: label)
      for column in [cell.column + 2, cell.column - width - 1]
      where column >= rect.column && column + width <= rect.endColumn && width <= rect.columns / 3 {
        let columns = column - 1...min(column + width, rect.endColumn - 1)
        guard columns.allSatisfy({ isFree(canvas[cell.row, $0]) || $0 == cell.column }) else {
          continue
        }
        for (offset, scalar) in label.unicodeScalars.enumerated() {
          canvas.put(scalar, .landmark, at: Position(row: cell.row, column: column + offset))
        }
        return
      }
    }
  }

  /// Whether a cell shows no letter, digit or mark of another label.
  private func isFree(_ cell: Cell) -> Bool { cell.ink.foreground != .landmark }
}
