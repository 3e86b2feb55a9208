import Drawing
import Engine

/// The line of parameters, with the selected parameter highlighted and with key hints.
struct KnobPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let hints = hints(state).map(state.displayable)
    var column = drawParameters(
      state, in: rect.inset(left: 1, right: essentialHintWidth(state, in: rect)), on: &canvas)
    if column > rect.column + 1 { column += 2 }
    for hint in hints {
      let start = rect.endColumn - displayWidth(of: hint) - 1
      guard start >= column else { continue }
      canvas.write(hint, row: rect.row, column: start, ink: Ink(.faint))
      break
    }
  }

  /// Returns the columns of the hint that the parameters leave free: what is next in the lesson, or
  /// the keys that end a mode.
  private func essentialHintWidth(_ state: AppState, in rect: Rect) -> Int {
    guard state.pendingSaves.text == nil else { return 0 }
    let hint: String? =
      switch state.input.mode {
      case .normal: state.essentialLessonHint(columns: rect.columns)
      case .editingValue, .placingStart, .probing: hints(state).last
      default: nil
      }
    return hint.map { displayWidth(of: state.displayable($0)) + 3 } ?? 0
  }

  /// Draws the parameters that fit, among them the selected one, and returns the column behind.
  private func drawParameters(_ state: AppState, in rect: Rect, on canvas: inout Canvas) -> Int {
    let selected = state.selectedParameter
    let items = zip(state.parameters, state.parameterLabels).map { parameter, label in
      let values = state.values(of: parameter).map {
        parameter.knob.isWhole ? $0.shortestText : formatShort($0)
      }
      var text = "\(label) \(values.joined(separator: "/"))"
      if parameter == selected, case .editingValue(let typed) = state.input.mode {
        text = "\(label) \(typed.text)"
      }
      return (isSelected: parameter == selected, text: state.displayable(text))
    }
    guard !items.isEmpty else { return rect.column }
    let shown = visibleRange(
      of: items.map { displayWidth(of: $0.text) },
      around: items.firstIndex(where: \.isSelected) ?? 0, columns: rect.columns)
    let dots = state.displayable("…")
    var column = rect.column
    if shown.lowerBound > 0 {
      column += canvas.write(dots, row: rect.row, column: column, ink: Ink(.faint)) + 2
    }
    for item in items[shown] {
      var text = truncated(item.text, to: max(rect.endColumn - column, 0))
      if item.isSelected, case .editingValue = state.input.mode {
        let end = column + displayWidth(of: text)
        canvas.cursor = Position(row: rect.row, column: min(end, rect.endColumn - 1))
        text += " "
      }
      column +=
        canvas.write(
          text, row: rect.row, column: column,
          ink: item.isSelected ? Ink(.accent, bold: true, reverse: true) : Ink()) + 2
    }
    guard shown.upperBound < items.count else { return column - 2 }
    return column
      + canvas.write(
        dots, row: rect.row, column: column, ink: Ink(.faint),
        width: max(rect.endColumn - column, 0))
  }

  /// Returns the items that fit into some columns, two apart, with dots for those left out.
  ///
  /// The range contains the selected item, even if that item does not fit.
  private func visibleRange(
    of widths: [Int], around selected: Int, columns: Int
  ) -> Range<Int> {
    func fits(_ range: Range<Int>) -> Bool {
      let dots = (range.lowerBound > 0 ? 3 : 0) + (range.upperBound < widths.count ? 3 : 0)
      return widths[range].reduce(0) { $0 + $1 + 2 } - 2 + dots <= columns
    }
    for first in 0...selected {
      let end = (selected + 1...widths.count).last { fits(first..<$0) }
      if let end { return first..<end }
    }
    return selected..<selected + 1
  }

  /// Returns the key hints of the mode, from the longest wording to the shortest.
  private func hints(_ state: AppState) -> [String] {
    if let text = state.pendingSaves.text {
      return ["\(text)  Esc cancels", text, state.pendingSaves.shortText]
    }
    return switch state.input.mode {
    case .editingValue: ["Enter sets  Esc cancels"]
    case .placingStart:
      [
        "arrows or hjkl move  Enter sets the start  Esc cancels",
        "arrows or hjkl move  Enter sets  Esc cancels", "Enter sets  Esc cancels",
      ]
    case .probing:
      [
        "arrows or hjkl move  Enter measures from here  Esc ends", "Enter measures  Esc ends",
      ]
    default: state.lessonHints + normalModeHints(state)
    }
  }

  private func normalModeHints(_ state: AppState) -> [String] {
    let help = "\(state.label(of: .help)) help"
    let more = "\(state.label(of: .undo)) undo  \(help)  \(state.label(of: .quit)) quit"
    let parameterCommands: [Command] = [
      .previousParameter, .nextParameter, .decreaseValue, .increaseValue, .typeValue,
    ]
    let hasStandardKeys = parameterCommands.allSatisfy {
      state.preferences.keys.keys(of: $0.id) == $0.keys
    }
    let parameterHints = ["Enter type  ", ""].map { "↑↓ choose  ←→ change  \($0)\(more)" }
    return (hasStandardKeys ? parameterHints : []) + [more, help]
  }
}
