import Drawing
import Engine
import Integers
import Lessons

/// The current card of the lesson, a page at a time, in large letters.
struct BigCardPane: Pane {
  let text: LargeText

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let pages = state.cardPages
    let index = state.pageIndex(of: pages.count)
    guard pages.indices.contains(index) else { return }
    let ink = Ink(state.message == nil ? .terminalDefault : .accent, bold: true)
    for (line, words) in pages[index].enumerated() {
      text.write(
        words, row: rect.row + line * text.lineRows, column: rect.column + 1, ink: ink, on: &canvas)
    }
  }
}

/// The glyph, name and state of each run in large letters: in two lines if there is room.
struct BigStatePane: Pane {
  let text: LargeText

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let lines = rect.rows / text.lineRows
    let (runs, styles) = (state.visibleRuns, state.runStyles)
    let shown = runs.count <= lines ? runs : Array(runs.prefix(max(lines - 1, 0)))
    let perRun = 2 * runs.count <= lines ? 2 : 1
    let indent = text.columns(of: "● ")
    var row = rect.row
    for run in shown {
      let style = styles[run]
      text.write(
        String(style.glyph), row: row, column: rect.column, ink: Ink(style.paint, bold: true),
        on: &canvas)
      let available = rect.columns - indent
      let runState = state.recordings[run].state(at: state.throttledStep(of: run))
      let words = runState.wordings.map(state.displayable)
      let name = state.displayable(state.title(of: run))
      // A line of its own for the state, or the state after the name: first the state is shortened,
      // then the name, because the glyph names the run too.
      let word =
        words.first { text.columns(of: perRun == 2 ? $0 : "\(name) \($0)") <= available }
        ?? words.last { text.columns(of: $0) <= available } ?? words.last ?? ""
      let rest = perRun == 2 ? available : available - text.columns(of: " " + word)
      let used = text.write(
        text.truncated(name, columns: rest), row: row, column: rect.column + indent,
        ink: Ink(style.paint, bold: true), on: &canvas)
      let column = perRun == 2 ? indent : indent + used + text.columns(of: " ")
      text.write(
        text.truncated(word, columns: available),
        row: row + (perRun == 2 ? text.lineRows : 0), column: rect.column + column,
        ink: Ink(runState.paint, bold: true), on: &canvas)
      row += perRun * text.lineRows
    }
    if shown.count < runs.count {
      text.write(
        "+\(runs.count - shown.count)", row: row, column: rect.column + indent, ink: Ink(.faint),
        on: &canvas)
    }
  }
}

/// What is next, in large letters: a page, a card, a lesson; or the values of the parameters.
///
/// The command line takes the place of the footer.
struct BigFooterPane: Pane {
  let text: LargeText

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    if case .commandLine = state.input.mode { return }
    let columns = rect.columns - 2
    let hints = hints(state).map(state.displayable)
    let hint =
      hints.first { text.columns(of: $0) <= columns }
      ?? text.truncated(hints.last ?? "", columns: columns)
    text.write(hint, row: rect.row, column: rect.column + 1, ink: Ink(.accent), on: &canvas)
  }

  /// The wordings, from the longest to the shortest.
  private func hints(_ state: AppState) -> [String] {
    if let saving = state.pendingSaves.text { return [saving, state.pendingSaves.shortText] }
    if case .editingValue(let typed) = state.input.mode {
      return ["\(state.selectedLabel) \(typed.text)_"]
    }
    let pages = state.cardPages.count
    let page = state.pageIndex(of: pages)
    if page + 1 < pages, state.message == nil {
      return ["\(state.label(of: .nextCard)) more (\(page + 1)/\(pages))"]
    }
    let lesson = state.lessonHints
    return lesson.isEmpty ? state.parameterTexts : lesson
  }
}

/// The marks of the runs on the map, as large as the letters.
///
/// A mark near another is the ordinary mark in its middle.
struct BigMarkPane: Pane {
  let text: LargeText

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let font = text.font, !rect.isEmpty else { return }
    let projection = Projection(state.camera.region, onto: rect)
    let (rows, columns) = ((5 * font.scale + 1) / 2, font.columns(of: "●"))
    guard rect.rows >= rows, rect.columns >= columns else { return }
    let styles = state.runStyles
    var drawn: [(cell: Position, paint: Paint)] = []
    for run in state.visibleRuns {
      guard let point = state.nonDivergedPlace(of: run), let cell = projection.cell(of: point)
      else { continue }
      let style = styles[run]
      let near = drawn.first {
        abs($0.cell.row - cell.row) < rows && abs($0.cell.column - cell.column) < columns
      }
      if let near {
        let ink = Ink(style.paint, on: near.paint, bold: true)
        canvas[cell.row, cell.column] = Cell(style.glyph, ink)
        continue
      }
      drawn.append((cell, style.paint))
      let row = min(max(cell.row - rows / 2, rect.row), rect.endRow - rows)
      let column = min(max(cell.column - columns / 2, rect.column), rect.endColumn - columns)
      canvas.write(
        String(style.glyph), in: font, row: row, column: column, ink: Ink(style.paint, bold: true))
    }
  }
}

extension AppState {
  /// The symbol of the selected parameter.
  fileprivate var selectedLabel: String {
    zip(parameters, parameterLabels).first { $0.0 == selectedParameter }?.1 ?? ""
  }

  /// The values of the parameters, from all of them to the selected one.
  fileprivate var parameterTexts: [String] {
    let texts = zip(parameters, parameterLabels).map { parameter, label in
      let values = values(of: parameter).map { formatShort($0) }.joined(separator: "/")
      return (isSelected: parameter == selectedParameter, text: "\(label) \(values)")
    }
    let sorted = texts.filter(\.isSelected) + texts.filter { !$0.isSelected }
    return (1...max(sorted.count, 1)).reversed().map {
      sorted.prefix($0).map(\.text).joined(separator: " · ")
    }
  }
}
