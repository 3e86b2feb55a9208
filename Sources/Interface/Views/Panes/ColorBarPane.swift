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
    let showsUndefined = state.caches.field.map?.isUndefinedSomewhere == true
    let reserved = showsUndefined ? 4 + displayWidth(of: Self.undefinedWord) : 0
    let barWidth = min(rect.columns - used - 4 - reserved, 32)
    guard barWidth >= 4 else { return }
    let column = rect.column + used + 1
    for cell in 0..<barWidth {
      canvas[rect.row, column + cell] = heatCell(
        UInt8(cell * 31 / max(barWidth - 1, 1)), display: state.display)
    }
    canvas.write(
      state.displayable(" ↑"), row: rect.row, column: column + barWidth, ink: Ink(.faint))
    guard showsUndefined else { return }
    let swatch = column + barWidth + 4
    canvas[rect.row, swatch] = heatCell(HeatMap.undefinedLevel, display: state.display)
    canvas.write(Self.undefinedWord, row: rect.row, column: swatch + 2, ink: Ink(.faint))
  }

  private static let undefinedWord = "undefined"

  /// Draws the colours and marks of the basins of attraction, and the number of those omitted.
  private func drawBasinLegend(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let progress = state.sweepGrids.basins.lazy.compactMap(\.progressText).first ?? ""
    var entries = state.basinColoring.legend
    let available = rect.columns - displayWidth(of: progress)
    var omitted = 0
    // The gap between a mark and its word gives way before entries do.
    var gap = 1
    var more: String { omitted > 0 ? "+\(omitted) more" : "" }
    func width(_ entry: BasinColoring.LegendEntry) -> Int {
      2 + (entry.word.isEmpty ? 0 : gap + displayWidth(of: state.displayable(entry.word)))
    }
    func needed() -> Int {
      entries.reduce(omitted > 0 ? displayWidth(of: more) : -1) { $0 + width($1) }
    }
    if needed() > available { gap = 0 }
    while needed() > available,
      let least = entries.indices.reversed().min(by: { entries[$0].count < entries[$1].count })
    {
      entries.remove(at: least)
      omitted += 1
    }
    var column = rect.column
    // The label gives way to a long legend.
    let title = state.basinColoring.title
    if displayWidth(of: title) + 1 + needed() <= available {
      column +=
        canvas.write(
          title, row: rect.row, column: column, ink: Ink(.faint), width: rect.columns) + 1
    }
    for entry in entries {
      canvas[rect.row, column] = state.basinCell(entry.level, entry.mark)
      canvas.write(
        state.displayable(entry.word), row: rect.row, column: column + 1 + gap, ink: Ink(.faint))
      column += width(entry)
    }
    canvas.write(more, row: rect.row, column: column, ink: Ink(.faint))
    canvas.write(
      progress, row: rect.row, column: rect.endColumn - displayWidth(of: progress),
      ink: Ink(.faint))
  }
}

extension AppState {
  /// Returns a cell of the map of basins: a level with a mark, or the mark alone without colours.
  func basinCell(_ level: UInt8, _ mark: Unicode.Scalar) -> Cell {
    let cell = heatCell(level, display: display)
    guard mark != " " else { return cell }
    return display.depth == .mono
      ? Cell(mark) : Cell(mark, Ink(.landmark, on: backgroundPaint(of: cell)))
  }
}
