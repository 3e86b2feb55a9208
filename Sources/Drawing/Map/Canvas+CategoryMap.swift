extension Canvas {
  /// Draws a map of categories with the rectangle's columns and twice its rows.
  ///
  /// A cell shows its two pixels as a half block with Unicode glyphs and 16 colours or more, and the
  /// lower pixel otherwise. With up to 8 colours, cells show marks; with 16, one cell in six of every
  /// second row. Cells without a category are unchanged.
  public mutating func draw(categories: [MapCategory?], in rect: Rect, display: Display) {
    let visible = rect.intersection(Rect(size))
    for row in visible.row..<visible.endRow {
      for column in visible.column..<visible.endColumn {
        let (y, x) = (row - rect.row, column - rect.column)
        let upper = 2 * y * rect.columns + x
        guard categories.indices.contains(upper + rect.columns),
          let lower = categories[upper + rect.columns] ?? categories[upper]
        else { continue }
        let isMarked = display.depth == .sixteen && y % 2 == 0 && (x + y) % 6 == 3
        setCell(
          categoryCell(categories[upper] ?? lower, lower, isMarked: isMarked, display: display),
          row, column)
      }
    }
  }
}

/// Returns a cell of a map of categories whose two pixels are equal, as in a legend.
///
/// With up to 16 colours, the cell shows the mark.
public func categoryCell(_ category: MapCategory, display: Display) -> Cell {
  categoryCell(category, category, isMarked: display.depth == .sixteen, display: display)
}

private func categoryCell(
  _ upper: MapCategory, _ lower: MapCategory, isMarked: Bool, display: Display
) -> Cell {
  if display.depth == .mono { return Cell(lower.mark) }
  if isMarked || display.depth == .eight || lower.paint == .undefined && upper == lower {
    return Cell(lower.mark, Ink(.onCategory, on: lower.paint))
  }
  return upper == lower || display.glyphs == .ascii
    ? Cell(" ", Ink(on: lower.paint)) : Cell("▀", Ink(upper.paint, on: lower.paint))
}
