import Drawing
import Engine

/// The stability map: the final state of a run for each η and ρ, with the predicted boundary.
struct StabilityPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let grid = state.sweepGrids.stability, rect.rows > 2 else { return }
    let (bottom, map) = rect.split(bottom: 1)
    canvas.draw(
      heat: grid.levels { SweepGrid.level(of: $0.state) }, in: map, display: state.display)
    drawBoundary(of: grid, state, in: map, on: &canvas)
    drawCurrentSettings(state, on: &canvas)
    drawLegend(grid, state, in: bottom, on: &canvas)
  }

  /// Draws the largest stable η at the minimum as a function of ρ.
  private func drawBoundary(
    of grid: SweepGrid, _ state: AppState, in rect: Rect, on canvas: inout Canvas
  ) {
    guard let minimum = state.surface.landmarks.minima.first else { return }
    let sharpness = state.surface.hessian(minimum).maxEigenvalue
    let limit = state.maxStableLearningRate(of: grid.run, sharpness: sharpness)
    var strokes = BrailleGrid(rows: rect.rows, columns: rect.columns)
    let dots = grid.sweep.line(of: limit).map { cell in
      (2 * cell.x + 1, 2 * (Double(grid.sweep.y.count) - cell.y) - 1)
    }
    for (from, to) in zip(dots, dots.dropFirst()) {
      strokes.drawLine(from: from, to: to, paint: .prediction)
    }
    canvas.draw(strokes, in: rect, display: state.display)
  }

  private func drawCurrentSettings(_ state: AppState, on canvas: inout Canvas) {
    guard let position = state.stabilityPosition else { return }
    let background = backgroundPaint(of: canvas[position.row, position.column])
    canvas[position.row, position.column] = Cell("+", Ink(.accent, on: background, bold: true))
    guard state.view == .stability, let cursor = state.sweepGrids.cursor else { return }
    canvas.cursor = cursor
  }

  private func drawLegend(
    _ grid: SweepGrid, _ state: AppState, in rect: Rect, on canvas: inout Canvas
  ) {
    var column = rect.column
    let used = Set(grid.cells.compactMap { $0.map { SweepGrid.level(of: $0.state) } })
    for entry in SweepGrid.legend where used.contains(entry.level) {
      let width = displayWidth(of: entry.word) + 3
      guard column + width <= rect.endColumn else { break }
      canvas[rect.row, column] = heatCell(entry.level, display: state.display)
      canvas.write(entry.word, row: rect.row, column: column + 2, ink: Ink(.faint))
      column += width + 1
    }
    guard let progress = grid.progressText else { return }
    canvas.write(
      progress, row: rect.row, column: rect.endColumn - displayWidth(of: progress),
      ink: Ink(.faint))
  }
}
