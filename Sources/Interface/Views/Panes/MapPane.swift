import Drawing
import Engine
import Integers
import Scenes

/// The map of the surface with the trajectories of some runs.
struct MapPane: Pane {
  let runs: [Int]

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let scene = state.mapScene(of: runs)
    let shapes = scene.shapes(of: state.layers.visible)
    for case .field(let field) in shapes { drawField(field, state, in: rect, on: &canvas) }
    let projection = Projection(scene.region, onto: rect)
    let isLarge = state.size.columns >= 120 && state.size.rows >= 40 && runs.count > 1
    var painter = CellPainter(projection, state.display, showsNames: isLarge)
    painter.lossField = state.isOnProblem ? scene.field : nil
    for shape in shapes { painter.addStrokes(of: shape) }
    painter.drawStrokes(on: &canvas)
    for label in state.showsField ? state.caches.field.contourLabels : [] {
      canvas.write(
        state.displayable(label.text), row: rect.row + label.position.row,
        column: rect.column + label.position.column, ink: Ink(.faint), width: rect.columns)
    }
    drawMinima(state, projection, on: &canvas)
    for shape in shapes { painter.drawMark(of: shape, on: &canvas) }
    switch state.input.mode {
    case .placingStart(let point): drawCrosshair(at: point, projection, on: &canvas)
    case .probing(let probe):
      if let cell = probe.mark.flatMap(projection.cell) { canvas.put("+", .accent, at: cell) }
      drawCrosshair(at: probe.point, projection, on: &canvas)
    default: break
    }
  }

  /// Draws the colours of the field, or the basins of attraction over the field.
  private func drawField(
    _ field: SampledField, _ state: AppState, in rect: Rect, on canvas: inout Canvas
  ) {
    guard field.heatMap.columns == rect.columns, field.heatMap.rows == 2 * rect.rows else { return }
    // A map of several runs shows the basins of the swept run.
    let candidates = (runs.count == 1 ? runs : []) + state.sweepGrids.basins.map(\.run)
    let basinLevels = candidates.lazy.compactMap { state.basinColoring.levels[$0] }.first
    let levels = basinLevels ?? state.caches.field.levels
    canvas.draw(heat: levels, in: rect, display: state.display)
    addPicture(basinLevels, state, in: rect, on: &canvas)
    if basinLevels != nil { drawBasinMarks(candidates, state, in: rect, on: &canvas) }
  }

  /// Adds the map in pixels: the field, or the basins with the pixels of the cells.
  private func addPicture(
    _ basinLevels: [UInt8]?, _ state: AppState, in rect: Rect, on canvas: inout Canvas
  ) {
    guard state.display.showsPictures else { return }
    if let basinLevels {
      guard basinLevels.count == 2 * rect.rows * rect.columns else { return }
      let image = PixelImage(
        columns: rect.columns, rows: 2 * rect.rows, pixels: basinLevels,
        paints: PixelImage.heatPaints)
      canvas.add(Picture(rect, .enlarged(image)))
    } else if let source = state.caches.field.mapSource {
      canvas.add(Picture(rect, .drawn(source)))
    }
  }

  /// Draws the marks of the outcomes over the map where colours do not tell all apart.
  ///
  /// Without colours every cell shows its mark, otherwise one cell in six of every second row.
  private func drawBasinMarks(
    _ candidates: [Int], _ state: AppState, in rect: Rect, on canvas: inout Canvas
  ) {
    guard state.basinColoring.needsMarks(state.display),
      let marks = candidates.lazy.compactMap({ state.basinColoring.marks[$0] }).first,
      let levels = candidates.lazy.compactMap({ state.basinColoring.levels[$0] }).first
    else { return }
    for row in 0..<rect.rows {
      for column in 0..<rect.columns
      where state.display.depth == .mono || row % 2 == 0 && (column + row) % 6 == 3 {
        let pixel = 2 * row * rect.columns + column
        guard marks.indices.contains(pixel), marks[pixel] != " " else { continue }
        canvas[rect.row + row, rect.column + column] = state.basinCell(levels[pixel], marks[pixel])
      }
    }
  }

  /// Draws the marks of the attractors whose basins of attraction are coloured.
  private func drawMinima(
    _ state: AppState, _ projection: Projection, on canvas: inout Canvas
  ) {
    for (number, point) in state.basinColoring.numberedMinima {
      guard let cell = projection.cell(of: point) else { continue }
      let mark = BasinOutcome.mark(ofAttractor: number - 1)
      canvas.put(mark.unicodeScalars.first ?? " ", .landmark, at: cell)
    }
  }

  private func drawCrosshair(
    at point: Point<Double>, _ projection: Projection, on canvas: inout Canvas
  ) {
    guard let cell = projection.cell(of: point) else { return }
    for (row, column, glyph) in [(0, -1, "-"), (0, 1, "-"), (-1, 0, "|"), (1, 0, "|"), (0, 0, "+")]
      as [(Int, Int, Unicode.Scalar)]
    {
      let position = Position(row: cell.row + row, column: cell.column + column)
      guard projection.rect.contains(position.row, position.column) else { continue }
      canvas.put(glyph, .accent, at: position)
    }
    canvas.cursor = cell
  }
}
