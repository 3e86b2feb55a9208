extension Canvas {
  /// Sets every cell of a rectangle.
  public mutating func fill(_ rect: Rect, with cell: Cell = Cell()) {
    let inside = rect.intersection(Rect(size))
    for row in inside.row..<inside.endRow {
      for column in inside.column..<inside.endColumn { setCell(cell, row, column) }
    }
  }

  /// Draws a box along the border of a rectangle, with a title in its upper edge, a footer below.
  ///
  /// The inside is left as it is. One row or one column becomes a line; texts that do not fit
  /// between the corners are cut.
  public mutating func drawBox(
    _ rect: Rect, title: String? = nil, footer: String? = nil, ink: Ink = Ink(.frame),
    textInk: Ink? = nil, glyphs: Display.Glyphs = .unicode
  ) {
    guard !rect.isEmpty else { return }
    let box = BoxGlyphs(glyphs)
    let bottom = rect.endRow - 1
    let right = rect.endColumn - 1
    // Only what can be seen is walked, since a rectangle may be far larger than the canvas.
    let seen = rect.intersection(Rect(size))
    for column in seen.column..<seen.endColumn where rect.columns > 1 {
      setCell(Cell(box.horizontal, ink), rect.row, column)
      setCell(Cell(box.horizontal, ink), bottom, column)
    }
    for row in seen.row..<seen.endRow where rect.rows > 1 || rect.columns == 1 {
      setCell(Cell(box.vertical, ink), row, rect.column)
      setCell(Cell(box.vertical, ink), row, right)
    }
    guard rect.rows > 1 && rect.columns > 1 else { return }
    setCell(Cell(box.topLeft, ink), rect.row, rect.column)
    setCell(Cell(box.topRight, ink), rect.row, right)
    setCell(Cell(box.bottomLeft, ink), bottom, rect.column)
    setCell(Cell(box.bottomRight, ink), bottom, right)
    for (text, row) in [(title, rect.row), (footer, bottom)] {
      guard let text, !text.isEmpty, rect.columns > 5 else { continue }
      let shown = truncated(text, to: rect.columns - 4, glyphs: glyphs)
      write(" \(shown) ", row: row, column: rect.column + 1, ink: textInk ?? ink)
    }
  }

  /// Copies another canvas onto this one; its cursor, if it has one, comes along.
  public mutating func draw(_ other: Canvas, row: Int, column: Int) {
    let target = Rect(
      row: row, column: column, rows: other.size.rows, columns: other.size.columns)
    let inside = target.intersection(Rect(size))
    for line in inside.row..<inside.endRow {
      for place in inside.column..<inside.endColumn {
        var cell = other[line - row, place - column]
        let isCutLeft = place == inside.column && cell.glyph == Cell.continuation
        let isCutRight =
          place == inside.endColumn - 1
          && other[line - row, place - column + 1].glyph == Cell.continuation
        if isCutLeft || isCutRight { cell.glyph = " " }
        self.setCell(cell, line, place)
      }
    }
    if let cursor = other.cursor {
      self.cursor = Position(row: cursor.row + row, column: cursor.column + column)
    }
  }
}

private struct BoxGlyphs {
  let horizontal, vertical, topLeft, topRight, bottomLeft, bottomRight: Unicode.Scalar

  init(_ glyphs: Display.Glyphs) {
    switch glyphs {
    case .unicode:
      (horizontal, vertical) = ("─", "│")
      (topLeft, topRight, bottomLeft, bottomRight) = ("┌", "┐", "└", "┘")
    case .ascii:
      (horizontal, vertical) = ("-", "|")
      (topLeft, topRight, bottomLeft, bottomRight) = ("+", "+", "+", "+")
    }
  }
}
