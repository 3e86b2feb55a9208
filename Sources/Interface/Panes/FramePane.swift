import Drawing
import Engine

/// The frame around the map, with the part of the plane that it shows.
struct FramePane: Pane {
  /// The run that the map is about, if it is about one.
  var run: Int?

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let (x, y) = (state.camera.x, state.camera.y)
    if state.view == .stability, let chart = state.charts.stability {
      drawChart(chart, state, in: rect, on: &canvas)
      return
    }
    let footer =
      "x \(short(x.lowerBound))…\(short(x.upperBound))  y \(short(y.lowerBound))…\(short(y.upperBound))"
    let title = run.map { "\(state.styles[$0].glyph) \(state.title(of: $0))" }
    canvas.frame(
      rect, title: state.fitting(title ?? state.scenario.title), footer: state.fitting(footer),
      textInk: Ink(.faint), glyphs: state.display.glyphs)
  }
}

extension FramePane {
  private func drawChart(
    _ chart: Chart, _ state: AppState, in rect: Rect, on canvas: inout Canvas
  ) {
    let (x, y) = (chart.sweep.x, chart.sweep.y)
    let other = y.quantity == .knob(Knob.rho.id) ? "ρ" : "start y"
    let footer =
      "→ η \(short(x.low))…\(short(x.high))  ↑ \(other) \(short(y.low))…\(short(y.high))"
    canvas.frame(
      rect,
      title: state.fitting("\(state.title(of: chart.run)) after \(chart.sweep.base.steps) steps"),
      footer: state.fitting(footer), textInk: Ink(.faint), glyphs: state.display.glyphs)
  }
}

/// A line between the cards and the plots.
struct SeparatorPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let line = String(repeating: state.fitting("─"), count: rect.columns)
    canvas.write(line, row: rect.row, column: rect.column, ink: Ink(.frame), width: rect.columns)
  }
}
