extension Canvas {
  /// Fills a rectangle with a cell, and hides the parts of pictures in the rectangle.
  public mutating func fill(_ rect: Rect, with cell: Cell = Cell()) {
    let visible = rect.intersection(Rect(size))
    cover(visible)
    for row in visible.row..<visible.endRow {
      for column in visible.column..<visible.endColumn { setCell(cell, row, column) }
    }
  }

  /// Draws a box along the border of a rectangle, with a title at the top and a footer below.
  ///
  /// The interior is unchanged. A rectangle of one row or column becomes a line; texts wider than
  /// the box are truncated.
  public mutating func drawBox(
    _ rect: Rect, title: String? = nil, footer: String? = nil, ink: Ink = Ink(.frame),
    textInk: Ink? = nil, glyphs: Display.Glyphs = .unicode
  ) {
    guard !rect.isEmpty else { return }
    let box = BoxGlyphs(glyphs)
    let bottom = rect.endRow - 1
    let right = rect.endColumn - 1
    // Only visible cells are visited: the rectangle can be far larger than the canvas.
    let visible = rect.intersection(Rect(size))
    for column in visible.column..<visible.endColumn where rect.columns > 1 {
      setCell(Cell(box.horizontal, ink), rect.row, column)
      setCell(Cell(box.horizontal, ink), bottom, column)
    }
    for row in visible.row..<visible.endRow where rect.rows > 1 || rect.columns == 1 {
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

  /// Copies another canvas onto this one, including its cursor.
  public mutating func draw(_ other: Canvas, row: Int, column: Int) {
    let target = Rect(
      row: row, column: column, rows: other.size.rows, columns: other.size.columns)
    let visible = target.intersection(Rect(size))
    for targetRow in visible.row..<visible.endRow {
      for targetColumn in visible.column..<visible.endColumn {
        var cell = other[targetRow - row, targetColumn - column]
        let isCutLeft = targetColumn == visible.column && cell.glyph == Cell.continuation
        let isCutRight =
          targetColumn == visible.endColumn - 1
          && other[targetRow - row, targetColumn - column + 1].glyph == Cell.continuation
        if isCutLeft || isCutRight { cell.glyph = " " }
        self.setCell(cell, targetRow, targetColumn)
      }
    }
    if let cursor = other.cursor {
      self.cursor = Position(row: cursor.row + row, column: cursor.column + column)
    }
  }
}

/// The glyphs of a box.
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
