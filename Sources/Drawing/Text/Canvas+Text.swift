import SafeText

extension Canvas {
  /// Writes one line of text, clipped to the canvas.
  ///
  /// Untrusted text is safe: controls, escapes and bidirectional overrides become `�`, and
  /// combining marks are dropped. East Asian characters take two cells; a blank replaces a wide
  /// character that is only half visible.
  ///
  /// - Parameters:
  ///   - text: One line; a line break becomes `�`.
  ///   - row: The row of the canvas.
  ///   - column: The first column; may be negative.
  ///   - ink: The ink of every cell written.
  ///   - width: The maximum number of columns.
  /// - Returns: The number of columns used, including columns left of the canvas.
  @discardableResult
  public mutating func write(
    _ text: String, row: Int, column: Int, ink: Ink = Ink(), width: Int? = nil
  ) -> Int {
    let end = min(size.columns, width.map { column + max($0, 0) } ?? size.columns)
    var next = column
    for scalar in text.unicodeScalars {
      let rendered = RenderedScalar(scalar)
      guard next + rendered.cellWidth <= end else { break }
      switch rendered {
      case .zeroWidth: continue
      case .singleWidth(let glyph): setCell(Cell(glyph, ink), row, next)
      case .doubleWidth(let glyph):
        if next >= 0 {
          setCell(Cell(glyph, ink), row, next)
          setCell(Cell(Cell.continuation, ink), row, next + 1)
        } else {
          setCell(Cell(" ", ink), row, next + 1)
        }
      }
      next += rendered.cellWidth
    }
    return next - column
  }

  /// Sets a cell, and blanks the other half of an overwritten wide character.
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

/// Returns the number of columns that `write` uses for a text.
public func displayWidth(of text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + RenderedScalar($1).cellWidth }
}
