extension Canvas {
  /// Writes one line of text; what lies outside is cut off.
  ///
  /// The text may come from anywhere: controls, escapes and bidirectional overrides are shown as
  /// `�`, combining marks are dropped, East Asian characters take two cells. A wide character of
  /// which only one half is inside leaves a blank there. The result is the number of columns used,
  /// those left of the canvas included.
  ///
  /// - Parameters:
  ///   - text: One line; a line break is shown as `�`.
  ///   - row: The row of the canvas.
  ///   - column: Where the text begins; may be negative.
  ///   - ink: The paint of every cell written.
  ///   - width: At most this many columns are used.
  /// - Returns: The columns used, so that the next text can follow.
  @discardableResult
  public mutating func write(
    _ text: String, row: Int, column: Int, ink: Ink = Ink(), width: Int? = nil
  ) -> Int {
    let end = min(size.columns, width.map { column + max($0, 0) } ?? size.columns)
    var at = column
    for scalar in text.unicodeScalars {
      let shown = RenderedScalar(scalar)
      guard at + shown.cellWidth <= end else { break }
      switch shown {
      case .zeroWidth: continue
      case .singleWidth(let glyph): setCell(Cell(glyph, ink), row, at)
      case .doubleWidth(let glyph):
        if at >= 0 {
          setCell(Cell(glyph, ink), row, at)
          setCell(Cell(Cell.continuation, ink), row, at + 1)
        } else {
          setCell(Cell(" ", ink), row, at + 1)
        }
      }
      at += shown.cellWidth
    }
    return at - column
  }

  /// Sets a cell so that no half of a wide character is left behind.
  mutating func setCell(_ cell: Cell, _ row: Int, _ column: Int) {
    guard contains(row, column) else { return }
    let old = self[row, column]
    if old.glyph == Cell.continuation && cell.glyph != Cell.continuation {
      self[row, column - 1].glyph = " "
    }
    if cell.glyph != Cell.continuation && self[row, column + 1].glyph == Cell.continuation {
      self[row, column + 1].glyph = " "
    }
    self[row, column] = cell
  }
}

/// How many columns a text takes when written.
public func displayWidth(of text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + RenderedScalar($1).cellWidth }
}
