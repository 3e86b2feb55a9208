import Drawing
import Engine

/// The line of parameters, with the selected parameter highlighted and with key hints.
struct KnobPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    var column = rect.column + 1
    let selected = state.selectedParameter
    for (parameter, label) in zip(state.parameters, state.parameterLabels) {
      let values = state.values(of: parameter).map { formatShort($0) }
      var text = "\(label) \(values.joined(separator: "/"))"
      let isSelected = parameter == selected
      if isSelected, case .editingValue(let typed) = state.input.mode {
        text = "\(label) \(typed.text)"
        let end = column + displayWidth(of: state.displayable(text))
        canvas.cursor = Position(row: rect.row, column: min(end, rect.endColumn - 1))
        text += " "
      }
      let used = canvas.write(
        truncated(state.displayable(text), to: max(rect.endColumn - column, 0)), row: rect.row,
        column: column, ink: isSelected ? Ink(.accent, bold: true, reverse: true) : Ink())
      column += used + 2
    }
    for hint in hints(state).map(state.displayable) {
      let start = rect.endColumn - displayWidth(of: hint) - 1
      guard start > column else { continue }
      canvas.write(hint, row: rect.row, column: start, ink: Ink(.faint))
      break
    }
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
