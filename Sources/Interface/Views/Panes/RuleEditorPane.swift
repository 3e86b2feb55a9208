import Drawing
import Engine

/// The typed rule, with a caret under its error and the message below, or with a summary.
struct RuleEditorPane: Pane {
  let editor: RuleEditor

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    canvas.fill(rect)
    let characters = editor.field.characters.map { state.displayable(String($0)) }
    let width = max(rect.columns - 4, 1)
    let first = Self.firstVisible(characters, cursor: editor.field.cursor, width: width)
    canvas.write("> ", row: rect.row, column: rect.column + 1, ink: Ink(.accent), width: 2)
    canvas.write(
      characters[first...].joined(), row: rect.row, column: rect.column + 3, width: width)
    func column(_ offset: Int) -> Int {
      let text = characters[min(first, offset)..<min(offset, characters.count)].joined()
      return rect.column + 3 + (offset < first ? -1 : min(displayWidth(of: text), width))
    }
    canvas.cursor = Position(row: rect.row, column: column(editor.field.cursor))
    var row = rect.row + 1
    if let error = editor.error, !editor.field.isEmpty, rect.rows > 2 {
      canvas.write("^", row: row, column: column(error.offset), ink: Ink(.warning, bold: true))
      row += 1
    }
    let lines = wrapped(state.displayable(note(state)), to: max(rect.columns - 2, 1))
    for (line, text) in lines.prefix(max(rect.endRow - row, 0)).enumerated() {
      canvas.write(
        text, row: row + line, column: rect.column + 1, ink: Ink(.faint), width: rect.columns - 1)
    }
  }

  /// Returns the index of the first visible character, such that the cursor is visible.
  private static func firstVisible(_ characters: [String], cursor: Int, width: Int) -> Int {
    var (first, columns) = (cursor, 0)
    while first > 0 {
      columns += displayWidth(of: characters[first - 1])
      guard columns < width else { break }
      first -= 1
    }
    return first
  }

  /// The text below the rule: the possible names, the error, or what Enter does.
  private func note(_ state: AppState) -> String {
    if !editor.candidates.isEmpty { return editor.candidates.joined(separator: "  ") }
    if editor.field.isEmpty {
      return "type an update rule, such as w - eta*grad(w + rho*unit(grad(w)));"
        + " Tab completes names, Esc cancels"
    }
    if let error = editor.error { return error.message }
    guard let info = try? Catalog.optimizer(.rule(editor.text)).info else { return "" }
    let (count, inherited) = (info.evaluationsPerStep, state.inheritedKnobs(of: info))
    let knobs = info.knobs.map {
      "\($0.symbol) \(formatShort(inherited[$0.id] ?? $0.defaultValue))"
    }
    return (["\(count) gradient\(count == 1 ? "" : "s") per step"] + knobs)
      .joined(separator: "  ") + "  Enter adds the run, Esc cancels"
  }
}
