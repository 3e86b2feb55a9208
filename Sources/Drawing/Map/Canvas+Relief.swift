extension Canvas {
  /// Draws a relief with twice the rectangle's columns and four times its rows.
  ///
  /// A cell inside the surface shows the means of its upper and of its lower half; a cell at the
  /// outline shows the quarters on the surface, in their mean.
  public mutating func draw(_ relief: Relief, in rect: Rect, display: Display) {
    let visible = rect.intersection(Rect(size))
    for row in visible.row..<visible.endRow {
      for column in visible.column..<visible.endColumn {
        let (x, y) = (2 * (column - rect.column), 4 * (row - rect.row))
        guard x + 1 < relief.columns, y + 3 < relief.rows else { continue }
        let quarters = [(0, 0), (1, 0), (0, 2), (1, 2)].map { right, down in
          mean([0, 1].map { relief.levels[(y + down + $0) * relief.columns + x + right] })
        }
        if let cell = reliefCell(quarters, display) { setCell(cell, row, column) }
      }
    }
  }
}

/// Returns the cell of four quarters, row by row; nil quarters are outside the surface.
private func reliefCell(_ quarters: [UInt8?], _ display: Display) -> Cell? {
  guard let level = mean(quarters) else { return nil }
  if let upper = mean(Array(quarters.prefix(2))), let lower = mean(Array(quarters.suffix(2))),
    !quarters.contains(nil)
  {
    return heatCell(upper, lower, display: display)
  }
  if display.glyphs == .ascii || display.depth == .mono { return heatCell(level, display: display) }
  let covered = quarters.enumerated().reduce(0) { $0 | ($1.element == nil ? 0 : 1 << $1.offset) }
  return Cell(quadrants[covered], Ink(.level(level)))
}

/// Returns the mean of the levels on the surface; nil if none is.
private func mean(_ levels: [UInt8?]) -> UInt8? {
  let known = levels.compactMap(\.self)
  guard !known.isEmpty else { return nil }
  return UInt8(known.reduce(0) { $0 + Int($1) } / known.count)
}

/// The blocks by covered quarters: bits 0 to 3 for upper left, upper right, lower left, lower right.
let quadrants: [Unicode.Scalar] = [
  " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
]
