import Drawing
import Engine
import Scenes

/// The legend for the colours of the map.
struct ColorBarPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    if state.layers.field == .basins {
      drawBasinLegend(state, in: rect, on: &canvas)
      return
    }
    let label =
      switch state.layers.scale {
      case .log: "log10 \(state.layers.field.rawValue)"
      case .linear: state.layers.field.rawValue
      case .rank: "rank of \(state.layers.field.rawValue)"
      }
    let used = canvas.write(
      state.displayable(label), row: rect.row, column: rect.column, ink: Ink(.faint))
    let barWidth = min(rect.columns - used - 4, 32)
    guard barWidth >= 4 else { return }
    let column = rect.column + used + 1
    for cell in 0..<barWidth {
      canvas[rect.row, column + cell] = heatCell(
        UInt8(cell * 31 / max(barWidth - 1, 1)), display: state.display)
    }
    canvas.write(
      state.displayable(" ↑"), row: rect.row, column: column + barWidth, ink: Ink(.faint))
  }

  /// Draws the colours of the basins of attraction, as many as fit.
  private func drawBasinLegend(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let progress = state.sweepGrids.basins.lazy.compactMap(\.progressText).first ?? ""
    let entries = state.basinColoring.legend.map {
      (level: $0.level, word: state.displayable($0.word))
    }
    let available = rect.columns - displayWidth(of: progress)
    let needed = entries.reduce(1) { $0 + displayWidth(of: $1.word) + 2 }
    var column = rect.column
    // The label gives way to a long legend.
    if displayWidth(of: "basins ") + needed <= available {
      column +=
        canvas.write(
          "basins", row: rect.row, column: column, ink: Ink(.faint), width: rect.columns) + 1
    }
    for entry in entries {
      guard column + 3 + displayWidth(of: entry.word) <= rect.column + available else { break }
      canvas[rect.row, column] = heatCell(entry.level, display: state.display)
      column +=
        1 + canvas.write(entry.word, row: rect.row, column: column + 1, ink: Ink(.faint)) + 1
    }
    canvas.write(
      progress, row: rect.row, column: rect.endColumn - displayWidth(of: progress),
      ink: Ink(.faint))
  }
}
