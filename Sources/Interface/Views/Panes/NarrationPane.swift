import Drawing

/// The current card of the lesson, the message of the last key, or the command line.
struct NarrationPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    canvas.fill(rect)  // The text may cover another pane.
    if case .commandLine(let line) = state.input.mode {
      drawCommandLine(line, state, in: rect, on: &canvas)
      return
    }
    let ink = state.message == nil ? Ink() : Ink(.accent)
    let lines = lines(state.displayable(state.narrationText), rect)
    for (line, text) in lines.prefix(rect.rows).enumerated() {
      let isCut = line == rect.rows - 1 && lines.count > rect.rows
      let cut = truncated(text, to: max(rect.columns - 4, 0)) + state.displayable("…")
      canvas.write(
        isCut ? cut : text, row: rect.row + line, column: rect.column + 1, ink: ink,
        width: rect.columns - 1)
    }
  }

  /// Draws the command line, scrolled to the cursor, with its message below.
  private func drawCommandLine(
    _ line: LineEditor, _ state: AppState, in rect: Rect, on canvas: inout Canvas
  ) {
    let width = max(rect.columns - 3, 1)
    let characters = line.field.characters
    let cursor = line.field.cursor
    // The text before the cursor, as much as fits beside the cursor.
    var first = cursor
    var before = 0
    while first > 0 {
      let next = before + displayWidth(of: state.displayable(String(characters[first - 1])))
      guard next < width else { break }
      (first, before) = (first - 1, next)
    }
    let shown = String(characters[first...].prefix(width))
    canvas.write(
      ":" + state.displayable(shown), row: rect.row, column: rect.column + 1, width: width + 1)
    canvas.cursor = Position(row: rect.row, column: rect.column + 2 + before)
    guard let message = state.message, rect.rows > 1 else { return }
    for (row, text) in wrapped(state.displayable(message), to: width).prefix(rect.rows - 1)
      .enumerated()
    {
      canvas.write(
        text, row: rect.row + 1 + row, column: rect.column + 1, ink: Ink(.faint), width: width + 1)
    }
  }

  /// Wraps a text; its own line breaks are kept if the lines fit, otherwise without excerpts.
  private func lines(_ text: String, _ rect: Rect) -> [String] {
    let columns = max(rect.columns - 2, 1)
    let paragraphs = wrapped(text.split(separator: "\n").joined(separator: "\n"), to: columns)
    guard paragraphs.count > rect.rows else { return paragraphs }
    return wrapped(
      withoutExcerpts(text).split(separator: "\n").joined(separator: "  "), to: columns)
  }
}
