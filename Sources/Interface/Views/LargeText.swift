import Drawing

/// Text for a screen that is read from far away: letters of blocks, or ordinary letters on a screen
/// of few and large cells.
struct LargeText: Sendable {
  /// The font of blocks; nil for ordinary letters.
  let font: BlockFont?

  /// Chooses the letters for a screen, so that about eight lines of blocks fill it.
  init(_ size: Size, _ glyphs: Display.Glyphs) {
    let isSmall = size.rows < 20 || size.columns < 60 || glyphs == .ascii
    font = isSmall ? nil : BlockFont(scale: min((size.rows + 10) / 30, size.columns / 60))
  }

  /// The number of rows of a line.
  var lineRows: Int { font?.lineRows ?? 1 }

  /// Returns the number of columns of a text.
  func columns(of text: String) -> Int { font?.columns(of: text) ?? displayWidth(of: text) }

  /// Wraps a text into lines.
  func wrapped(_ text: String, columns: Int) -> [String] {
    font?.wrapped(text, columns: columns) ?? Drawing.wrapped(text, to: columns)
  }

  /// Returns as much of a text as fits, marked by `…` if cut.
  func truncated(_ text: String, columns: Int) -> String {
    font?.truncated(text, columns: columns) ?? Drawing.truncated(text, to: columns)
  }

  /// Writes a text, and returns the number of its columns.
  @discardableResult
  func write(
    _ text: String, row: Int, column: Int, ink: Ink = Ink(), on canvas: inout Canvas
  ) -> Int {
    guard let font else {
      return canvas.write(text, row: row, column: column, ink: ink)
    }
    return canvas.write(text, in: font, row: row, column: column, ink: ink)
  }
}
