import Drawing
import Engine

/// The frame around the map, with the part of the plane that it shows.
struct BorderPane: Pane {
  /// The run that the map is about, if it is about one.
  var run: Int?
  /// What else it is about than the lesson.
  var title: String?

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let (x, y) = (state.camera.x, state.camera.y)
    let footer =
      "x \(formatShort(x.lowerBound))…\(formatShort(x.upperBound))  y \(formatShort(y.lowerBound))…\(formatShort(y.upperBound))"
    let name = run.map { "\(state.runStyles[$0].glyph) \(state.title(of: $0))" }
    canvas.drawBox(
      rect, title: state.displayable(name ?? title ?? state.scenario.title),
      footer: state.displayable(footer),
      textInk: Ink(.faint), glyphs: state.display.glyphs)
  }
}

/// The frame around the map of η and ρ.
struct StabilityBorderPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let chart = state.sweepGrids.stability else { return }
    let (x, y) = (chart.sweep.x, chart.sweep.y)
    let other = y.parameter == .knob(Knob.rho.id) ? "ρ" : "start y"
    let footer =
      "→ η \(formatShort(x.low))…\(formatShort(x.high))  ↑ \(other) \(formatShort(y.low))…\(formatShort(y.high))"
    canvas.drawBox(
      rect,
      title: state.displayable(
        "\(state.title(of: chart.run)) after \(chart.sweep.base.steps) steps"),
      footer: state.displayable(footer), textInk: Ink(.faint), glyphs: state.display.glyphs)
  }
}

/// A line between the cards and the plots.
struct SeparatorPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let line = String(repeating: state.displayable("─"), count: rect.columns)
    canvas.write(line, row: rect.row, column: rect.column, ink: Ink(.frame), width: rect.columns)
  }
}
