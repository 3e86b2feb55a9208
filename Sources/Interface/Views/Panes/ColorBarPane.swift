import Drawing
import Engine
import Integers
import Scenes

/// The legend for the colours of the map.
struct ColorBarPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    if state.layers.field == .basins {
      drawBasinLegend(state, in: rect.split(bottom: 1).bottom, on: &canvas)
      return
    }
    guard state.showsField else {
      canvas.write(
        state.displayable("curve: loss along x"), row: rect.row, column: rect.column,
        ink: Ink(.faint), width: rect.columns)
      return
    }
    let field = state.caches.field
    let title = state.displayable(field.scaleTitle ?? state.layers.field.rawValue)
    let used = canvas.write(
      truncated(title, to: rect.columns), row: rect.row, column: rect.column, ink: Ink(.faint))
    let (bar, numbers) = barRects(in: rect, besideTitle: used)
    for cell in 0..<bar.columns {
      canvas[bar.row, bar.column + cell] = heatCell(
        UInt8(cell * 31 / max(bar.columns - 1, 1)), display: state.display)
    }
    guard numbers.rows > 0 else { return }
    var row = numbers
    if field.map?.isUndefinedSomewhere == true {
      canvas[row.row, row.column] = heatCell(HeatMap.undefinedLevel, display: state.display)
      let word = canvas.write(
        state.surface.undefinedWord, row: row.row, column: row.column + 2, ink: Ink(.faint))
      row = row.inset(left: word + 3)
    }
    drawNumbers(field.colorTicks, of: bar, in: row, state, on: &canvas)
  }

  /// Returns the bar, beside the title or below, and the row of its numbers.
  private func barRects(in rect: Rect, besideTitle used: Int) -> (bar: Rect, numbers: Rect) {
    let (first, rest) = rect.split(top: 1)
    return (first.inset(left: min(used + 1, rect.columns)).split(left: 40).left, rest)
  }

  /// Writes round values under their colours, the most important first, as many as fit.
  private func drawNumbers(
    _ ticks: [(value: Double, shade: Double)], of bar: Rect, in row: Rect, _ state: AppState,
    on canvas: inout Canvas
  ) {
    var taken: Set<Int> = []
    let tick: Unicode.Scalar = state.display.glyphs == .ascii ? "'" : "╵"
    for (value, shade) in ticks where bar.columns > 0 {
      let column = bar.column + Int(clamping: (shade * Double(bar.columns - 1)).rounded())
      let text = state.displayable(formatTick(value))
      let width = displayWidth(of: text)
      // The number stands to the right of its tick, or else to the left.
      for first in [column, column - width] {
        let cells = first..<first + width + 1
        guard first >= row.column, cells.upperBound <= row.endColumn,
          !(first - 1...cells.upperBound).contains(where: taken.contains)
        else { continue }
        taken.formUnion(cells)
        canvas[row.row, column] = Cell(tick, Ink(.frame))
        canvas.write(
          text, row: row.row, column: first == column ? column + 1 : first, ink: Ink(.faint))
        break
      }
    }
  }

  /// Formats a round number without trailing zeros.
  private func formatTick(_ value: Double) -> String {
    let text = tickLabels(of: [value]).first ?? ""
    guard text.contains("."), !text.contains("e") else { return text }
    let digits = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(digits.reversed())
  }

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
