import Drawing
import Engine

/// The η–ρ map: what becomes of a run for each pair of settings, and where theory draws the line.
struct StabilityPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let chart = state.sweepGrids.stability, rect.rows > 2 else { return }
    let (bottom, map) = rect.split(bottom: 1)
    canvas.draw(
      heat: chart.levels { SweepGrid.level(of: $0.state) }, in: map, display: state.display)
    drawBoundary(of: chart, state, in: map, on: &canvas)
    mark(state, on: &canvas)
    drawLegend(chart, state, in: bottom, on: &canvas)
  }

  /// Where the edge of the optimizer is the sharpness of the minimum, in closed form.
  private func drawBoundary(
    of chart: SweepGrid, _ state: AppState, in rect: Rect, on canvas: inout Canvas
  ) {
    guard let minimum = state.surface.landmarks.minima.first else { return }
    let sharpness = state.surface.hessian(minimum).maxEigenvalue
    let limit = state.maxStableLearningRate(of: chart.run, sharpness: sharpness)
    var strokes = BrailleGrid(rows: rect.rows, columns: rect.columns)
    let dots = chart.sweep.line(of: limit).map { spot in
      (2 * spot.x + 1, 2 * (Double(chart.sweep.y.count) - spot.y) - 1)
    }
    for (from, to) in zip(dots, dots.dropFirst()) {
      strokes.drawLine(from: from, to: to, paint: .prediction)
    }
    canvas.draw(strokes, in: rect, display: state.display)
  }

  private func mark(_ state: AppState, on canvas: inout Canvas) {
    guard let here = state.stabilityPosition else { return }
    let under = backgroundPaint(of: canvas[here.row, here.column])
    canvas[here.row, here.column] = Cell("+", Ink(.accent, on: under, bold: true))
    guard state.view == .stability, let cursor = state.stabilityCursor else { return }
    canvas.cursor = cursor
  }

  private func drawLegend(
    _ chart: SweepGrid, _ state: AppState, in rect: Rect, on canvas: inout Canvas
  ) {
    var column = rect.column
    let found = Set(chart.cells.compactMap { $0.map { SweepGrid.level(of: $0.state) } })
    for entry in SweepGrid.legend where found.contains(entry.level) {
      let width = displayWidth(of: entry.word) + 3
      guard column + width <= rect.endColumn else { break }
      canvas[rect.row, column] = heatCell(entry.level, display: state.display)
      canvas.write(entry.word, row: rect.row, column: column + 2, ink: Ink(.faint))
      column += width + 1
    }
    guard let share = chart.progressText else { return }
    canvas.write(
      share, row: rect.row, column: rect.endColumn - displayWidth(of: share), ink: Ink(.faint))
  }
}
