import Drawing
import Engine
import Lessons

/// The frame around a map, with the visible region as its footer.
struct BorderPane: Pane {
  /// The run of the map; nil if the map shows all runs.
  var run: Int?
  /// The title in place of the lesson's title.
  var title: String?

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let (x, y) = (state.camera.region.x, state.camera.region.y)
    let footer =
      "x \(formatShort(x.lowerBound))…\(formatShort(x.upperBound))  y \(formatShort(y.lowerBound))…\(formatShort(y.upperBound))"
    let name = run.map { "\(state.runStyles[$0].glyph) \(state.title(of: $0))" }
    canvas.drawBox(
      rect, title: state.displayable(name ?? title ?? state.scenario.title),
      footer: state.displayable(footer),
      textInk: Ink(.faint), glyphs: state.display.glyphs)
  }
}

/// The frame around the stability map, with the ranges of both axes as its footer.
struct StabilityBorderPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let grid = state.sweepGrids.stability else { return }
    let (x, y) = (grid.sweep.x, grid.sweep.y)
    let yLabel = y.parameter == .knob(Knob.rho.id) ? "ρ" : "start y"
    let footer =
      "→ η \(formatShort(x.low))…\(formatShort(x.high))  ↑ \(yLabel) \(formatShort(y.low))…\(formatShort(y.high))"
    canvas.drawBox(
      rect,
      title: state.displayable(
        "\(state.title(of: grid.run)) after \(grid.sweep.base.steps) steps"),
      footer: state.displayable(footer), textInk: Ink(.faint), glyphs: state.display.glyphs)
  }
}

/// A line between the run panes and the plots.
struct SeparatorPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let line = String(repeating: state.displayable("─"), count: rect.columns)
    canvas.write(line, row: rect.row, column: rect.column, ink: Ink(.frame), width: rect.columns)
  }
}
