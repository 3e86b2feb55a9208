import Drawing
import Engine
import Integers
import Scenes

/// The stability map: the final state of a run for each η and ρ, with the predicted boundary.
struct StabilityPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let parts = state.layout.stability else { return }
    guard let grid = state.sweepGrids.stability else {
      guard state.isOnProblem else { return }
      let text = "a map over η and ρ needs a problem of fewer parameters and samples"
      canvas.write(
        state.displayable(text), row: parts.map.row, column: parts.map.column, ink: Ink(.faint),
        width: parts.map.columns)
      return
    }
    let categories = grid.pixels.map { $0?.category }
    canvas.draw(categories: categories, in: parts.map, display: state.display)
    if state.display.showsPictures, categories.count == 2 * parts.map.rows * parts.map.columns {
      let image = PixelImage(categories: categories, columns: parts.map.columns)
      canvas.add(Picture(parts.map, .enlarged(image)))
    }
    drawBoundary(of: grid, state, in: parts.map, on: &canvas)
    drawRuns(state, in: parts.map, on: &canvas)
    drawAxes(of: grid, parts, state, on: &canvas)
    OutcomeLegend(classes: grid.classes, hasBoundary: !grid.boundary.isEmpty).draw(
      in: parts.legend, display: state.display, on: &canvas)
    if let line = parts.readout {
      canvas.write(
        state.displayable(state.stabilityReadout(of: grid, fitting: line.columns)), row: line.row,
        column: line.column, ink: Ink(.faint), width: line.columns)
    }
    if state.view == .stability { canvas.cursor = state.sweepGrids.cursor }
  }

  private func drawBoundary(
    of grid: SweepGrid, _ state: AppState, in rect: Rect, on canvas: inout Canvas
  ) {
    var strokes = BrailleGrid(
      rows: rect.rows, columns: rect.columns, recordsStrokes: state.display.showsPictures)
    let dots = grid.boundary.map { cell in
      (2 * cell.x + 1, 2 * (Double(grid.sweep.y.count) - cell.y) - 1)
    }
    for (from, to) in zip(dots, dots.dropFirst()) {
      strokes.drawLine(from: from, to: to, paint: .onCategory)
    }
    canvas.draw(strokes, in: rect, display: state.display)
    canvas.add(strokes.strokes ?? [], over: rect)
  }

  /// Marks the settings of every run, of a split at each value; marks of equal settings stand side by
  /// side.
  private func drawRuns(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    var taken: Set<Position> = []
    let runs = state.visibleRuns
    let focus = state.sweepGrids.stability?.run
    for run in runs.filter({ $0 == focus }) + runs.filter({ $0 != focus }) {
      let style = state.runStyles[run]
      for cell in state.stabilityPositions(of: run) {
        var position = cell
        while taken.contains(position) { position.column += 1 }
        guard rect.contains(position.row, position.column) else { continue }
        taken.insert(position)
        // On the terminal's own background, because a category may have the run's colour.
        canvas[position.row, position.column] = Cell(style.glyph, Ink(style.paint, bold: true))
      }
    }
  }

  private func drawAxes(
    of grid: SweepGrid, _ parts: OutcomeMapLayout, _ state: AppState, on canvas: inout Canvas
  ) {
    let axes = parts.axes(of: grid.sweep)
    if let left = parts.left {
      let title = grid.isOverRho ? "ρ log" : grid.isOverStartX ? "x₀" : "y₀"
      canvas.drawTicks(of: axes.y, title: title, in: left, display: state.display)
    }
    if let below = parts.below {
      canvas.drawTicks(
        of: axes.x, title: "η log", row: below.row, columns: below.column..<below.endColumn,
        display: state.display)
    }
  }
}

extension AppState {
  /// The title of the stability map: the run and the number of steps.
  func stabilityTitle(of grid: SweepGrid) -> String {
    let (steps, all) = (grid.sweep.base.steps, experiment.steps)
    return "\(title(of: grid.run)) after \(steps)\(steps < all ? " of \(all)" : "") steps"
  }

  /// Returns η, ρ, outcome and step at the cursor, or at the settings of the run.
  ///
  /// Of several wordings, the longest that fits; with the progress of the computation.
  func stabilityReadout(of grid: SweepGrid, fitting columns: Int) -> String {
    let progress = grid.progressText.map { "  \($0)" } ?? ""
    guard let position = sweepGrids.cursor ?? stabilityPosition,
      let index = layout.stability?.index(at: position, of: grid.sweep)
    else { return "→ η  ↑ \(stabilityVerticalSymbol(of: grid))\(progress)" }
    let sweep = grid.sweep
    let settings =
      "η \(formatShort(sweep.x.value(index % sweep.x.count)))  "
      + "\(stabilityVerticalSymbol(of: grid)) \(formatShort(sweep.y.value(index / sweep.x.count)))"
    let wordings = grid.cells[index].map { cell in
      let (name, steps) = (cell.state.label, cell.steps)
      return [
        "\(settings)  \(name) at step \(steps)", "\(settings)  \(name) @\(steps)",
        "\(settings)  \(name)",
      ]
    }
    return displayable((wordings ?? [settings]).map { $0 + progress }, fitting: columns)
  }

  private func stabilityVerticalSymbol(of grid: SweepGrid) -> String {
    grid.isOverRho ? "ρ" : grid.isOverStartX ? "start x" : "start y"
  }
}
