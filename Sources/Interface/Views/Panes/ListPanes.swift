import Drawing

/// The picker over the map: a filtered list with a preview of the selected entry.
struct PickerPane: Pane {
  let picker: Picker

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let entries = picker.filteredItems
    let inside = drawBox(
      picker.subject.rawValue,
      [
        "type to filter  ↑↓ choose  Enter accepts  Esc cancels",
        "Esc cancels  ↑↓ choose  Enter accepts", "Esc cancels  Enter accepts", "Esc cancels",
      ], state, rect, on: &canvas)
    let (top, rest) = inside.split(top: 1)
    let (preview, list) = rest.split(bottom: rest.rows >= 12 ? 5 : 0)
    let lines = (picker.selectedItem?.preview ?? []).flatMap {
      wrapped(state.displayable($0), to: max(preview.columns, 1))
    }
    for (line, text) in lines.prefix(max(preview.rows - 1, 0)).enumerated() {
      canvas.write(
        text, row: preview.row + 1 + line, column: preview.column, ink: Ink(.faint),
        width: preview.columns)
    }
    let typed = canvas.write(
      "> " + startTruncated(picker.filter, to: max(top.columns - 3, 0)), row: top.row,
      column: top.column, width: top.columns)
    if top.rows > 0 { canvas.cursor = Position(row: top.row, column: top.column + typed) }
    let first = max(0, min(picker.selectedIndex - list.rows / 2, entries.count - list.rows))
    for (line, entry) in entries.dropFirst(first).prefix(list.rows).enumerated() {
      let isSelected = first + line == picker.selectedIndex
      let indent = String(repeating: " ", count: 2 * entry.depth)
      let name = (entry.heading ?? indent + entry.id).padded(to: 20)
      let text = state.displayable("\(name) \(entry.title)")
      canvas.write(
        truncated(text, to: list.columns).padded(to: list.columns), row: list.row + line,
        column: list.column,
        ink: isSelected ? Ink(.accent, reverse: true) : Ink(bold: entry.heading != nil),
        width: list.columns)
    }
    if entries.isEmpty {
      canvas.write("no match", row: list.row, column: list.column, width: list.columns)
    }
  }
}

/// The help over the whole screen: keys, commands and terms.
struct HelpPane: Pane {
  let help: Help

  /// The width of a line of text on a screen.
  static func textColumns(of size: Size) -> Int { size.columns - 8 }

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let search = "/\(help.filter)"
    let footers =
      help.isSearching
      ? ["\(search)   Enter shows  Esc clears", search]
      : [
        "/ searches keys and words  ↑↓ scroll  q closes", "q closes  / searches  ↑↓ scroll",
        "q closes  / searches", "q closes",
      ]
    let inside = drawBox("keys", footers, state, rect, on: &canvas)
    let lines = help.lines(state.preferences.keys, columns: Self.textColumns(of: state.size))
      .dropFirst(help.scroll)
    for (line, entry) in lines.prefix(inside.rows).enumerated() {
      let row = inside.row + line
      switch entry {
      case .blank: break
      case .heading(let title):
        canvas.write(
          title, row: row, column: inside.column, ink: Ink(bold: true), width: inside.columns)
      case .command(let keys, let title):
        write(keys, title, columns: 13, row: row, in: inside, state, on: &canvas)
      case .term(let name, let definition):
        write(
          name, definition, columns: Self.termColumns, row: row, in: inside, state, on: &canvas)
      case .text(let text):
        canvas.write(
          truncated(state.displayable(text), to: max(inside.columns - 2, 0)), row: row,
          column: inside.column + 2)
      }
    }
    if help.isSearching {
      let width = displayWidth(of: state.displayable(help.filter))
      canvas.cursor = Position(
        row: rect.endRow - 1, column: min(rect.column + 3 + width, rect.endColumn - 1))
    }
  }

  /// The columns of the longest term.
  private static let termColumns = Glossary.terms.map { displayWidth(of: $0.name) }.max() ?? 0

  /// Writes a name of at most some columns, and a text beside.
  private func write(
    _ name: String, _ text: String, columns: Int, row: Int, in rect: Rect, _ state: AppState,
    on canvas: inout Canvas
  ) {
    canvas.write(
      state.displayable(name), row: row, column: rect.column + 2, ink: Ink(.accent),
      width: min(columns, max(rect.columns - 2, 0)))
    canvas.write(
      truncated(state.displayable(text), to: max(rect.columns - columns - 3, 0)), row: row,
      column: rect.column + columns + 3)
  }
}

/// The options with their values over the map.
struct OptionPane: Pane {
  let selectedIndex: Int

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let footers = [
      "↑↓ choose  ←→ change  s saves  Esc closes", "Esc closes  ↑↓ ←→ change  s saves",
      "Esc closes  s saves", "Esc closes",
    ]
    let inside = drawBox("options", footers, state, rect, on: &canvas)
    let first = max(0, selectedIndex - max(inside.rows - 1, 0))
    for (line, option) in Option.all.dropFirst(first).prefix(inside.rows).enumerated() {
      let text =
        "\(option.id.padded(to: 15)) \(option.value(state.options).padded(to: 9)) \(option.title)"
      canvas.write(
        truncated(state.displayable(text), to: inside.columns).padded(to: inside.columns),
        row: inside.row + line, column: inside.column,
        ink: first + line == selectedIndex ? Ink(.accent, reverse: true) : Ink(),
        width: inside.columns)
    }
    let notes = [
      state.message
        ?? (state.options.changedIDs.isEmpty ? "" : "Unsaved changes: s saves them."),
      "The configuration file also sets key bindings; \(state.label(of: .help)) lists the keys.",
    ]
    let lines = notes.flatMap { wrapped(state.displayable($0), to: max(inside.columns, 1)) }
    for (line, note) in lines.enumerated() where Option.all.count + 1 + line < inside.rows {
      canvas.write(
        truncated(note, to: inside.columns), row: inside.row + Option.all.count + 1 + line,
        column: inside.column, ink: Ink(.faint))
    }
  }
}

/// A text that its pane cuts, over the lower part of the screen.
struct TextPagePane: Pane {
  let page: TextPage

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let lines = state.lines(of: page)
    let visible = state.visibleLines(of: page)
    let scrolls = lines.count > visible
    let footers = (scrolls ? ["↑↓ scroll  Esc closes"] : []) + ["Esc closes"]
    guard let large = state.largeText else {
      let inside = drawBox("", footers, state, rect, on: &canvas)
      for (row, line) in lines.dropFirst(page.scroll).prefix(inside.rows).enumerated() {
        canvas.write(
          line, row: inside.row + row, column: inside.column, width: inside.columns)
      }
      return
    }
    canvas.fill(rect)
    for (row, line) in lines.dropFirst(page.scroll).prefix(visible).enumerated() {
      large.write(
        line, row: rect.row + row * large.lineRows, column: rect.column + 1, ink: Ink(bold: true),
        on: &canvas)
    }
    let footer = footers.map(state.displayable).first { large.columns(of: $0) < rect.columns }
    large.write(
      footer ?? "Esc", row: rect.row + visible * large.lineRows, column: rect.column + 1,
      ink: Ink(.accent), on: &canvas)
  }
}

/// Clears a rectangle, draws a box around it, and returns its inside.
///
/// The footer is the first of several wordings that fits into the lower edge.
private func drawBox(
  _ title: String, _ footers: [String], _ state: AppState, _ rect: Rect,
  on canvas: inout Canvas
) -> Rect {
  canvas.fill(rect)
  guard rect.rows >= 5, rect.columns >= 24 else { return rect }
  let footer = state.displayable(footers, fitting: rect.columns - 6)
  canvas.drawBox(rect, title: title, footer: footer, glyphs: state.display.glyphs)
  return rect.inset(top: 1, left: 2, bottom: 1, right: 2)
}
