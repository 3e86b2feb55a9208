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
    canvas.write(
      lines(state.displayable(state.narrationText), rect), state, in: rect.inset(left: 1, right: 1),
      ink: ink)
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
    let lines = wrapped(state.displayable(message), to: width)
    for (row, text) in lines.prefix(rect.rows - 1).enumerated() {
      let isCut = row == rect.rows - 2 && lines.count > rect.rows - 1
      let dots = state.displayable(" …")
      canvas.write(
        isCut ? endingAtWord(text, within: width - displayWidth(of: dots)) + dots : text,
        row: rect.row + 1 + row, column: rect.column + 1, ink: Ink(.faint), width: width + 1)
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

extension Canvas {
  /// Writes lines of a card or message; if too many, the last states the key that shows all.
  ///
  /// - Returns: The number of written lines.
  @discardableResult
  mutating func write(_ lines: [String], _ state: AppState, in rect: Rect, ink: Ink) -> Int {
    for (line, text) in lines.prefix(rect.rows).enumerated() {
      let isCut = line == rect.rows - 1 && lines.count > rect.rows
      let more = isCut ? state.displayable(" … \(state.label(of: .showWhole)) more") : ""
      let room = max(rect.columns - displayWidth(of: more), 0)
      let used = write(
        isCut ? endingAtWord(text, within: room) : text, row: rect.row + line,
        column: rect.column, ink: ink, width: rect.columns)
      write(
        more, row: rect.row + line, column: rect.column + used, ink: Ink(.accent),
        width: max(rect.columns - used, 0))
    }
    return min(lines.count, rect.rows)
  }
}

/// Returns as many words of a line as fit.
private func endingAtWord(_ text: String, within columns: Int) -> String {
  var text = text
  while displayWidth(of: text) > columns, let blank = text.lastIndex(of: " ") {
    text = String(text[..<blank])
  }
  return truncated(text, to: columns)
}
