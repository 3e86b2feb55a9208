import Drawing
import Engine

/// What the colours of the map mean.
struct ColorBarPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    if state.field == .basins {
      drawBasinLegend(state, in: rect, on: &canvas)
      return
    }
    let label =
      switch state.scale {
      case .log: "log10 \(state.field.rawValue)"
      case .linear: state.field.rawValue
      case .rank: "rank of \(state.field.rawValue)"
      }
    let used = canvas.write(
      state.displayable(label), row: rect.row, column: rect.column, ink: Ink(.faint))
    let room = min(rect.columns - used - 4, 32)
    guard room >= 4 else { return }
    let column = rect.column + used + 1
    for cell in 0..<room {
      canvas[rect.row, column + cell] = heatCell(
        UInt8(cell * 31 / max(room - 1, 1)), display: state.display)
    }
    canvas.write(
      state.displayable(" ↑"), row: rect.row, column: column + room, ink: Ink(.faint))
  }

  /// The colours of the ends, as many as there is room for.
  private func drawBasinLegend(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let share = state.sweepGrids.basins.lazy.compactMap(\.progressText).first ?? ""
    var column = rect.column
    column +=
      canvas.write(
        "ends", row: rect.row, column: column, ink: Ink(.faint), width: rect.columns) + 1
    for entry in state.basinColoring.legend {
      let word = state.displayable(entry.word)
      guard column + 3 + displayWidth(of: word) + displayWidth(of: share) <= rect.endColumn else {
        break
      }
      canvas[rect.row, column] = heatCell(entry.level, display: state.display)
      column += 1 + canvas.write(word, row: rect.row, column: column + 1, ink: Ink(.faint)) + 1
    }
    canvas.write(
      share, row: rect.row, column: rect.endColumn - displayWidth(of: share), ink: Ink(.faint))
  }
}
