import Drawing
import Engine
import Integers
import Scenes

/// The map of the surface with the trajectories of some runs.
struct MapPane: Pane {
  let runs: [Int]

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    if let map = state.caches.field.map?.heatMap, map.columns == rect.columns,
      map.rows == 2 * rect.rows
    {
      // A map of several runs shows the basins of the swept run.
      let candidates = (runs.count == 1 ? runs : []) + state.sweepGrids.basins.map(\.run)
      let basinLevels = candidates.lazy.compactMap { state.basinColoring.levels[$0] }.first
      let levels = basinLevels ?? state.caches.field.levels
      canvas.draw(heat: levels, in: rect, display: state.display)
      if basinLevels != nil { drawBasinMarks(candidates, state, in: rect, on: &canvas) }
    }
    let projection = Projection(state.camera.region, onto: rect)
    let styles = state.runStyles
    var strokes = BrailleGrid(rows: rect.rows, columns: rect.columns)
    drawSurfaceOverlays(state, projection, on: &strokes)
    for run in runs { drawTrail(of: run, state, styles[run], projection, on: &strokes) }
    if state.layers.shows(.ascentStep) {
      for run in runs { drawAscentStep(of: run, state, styles[run], projection, on: &strokes) }
    }
    canvas.draw(strokes, in: rect, display: state.display)
    for label in state.caches.field.contourLabels {
      canvas.write(
        state.displayable(label.text), row: rect.row + label.position.row,
        column: rect.column + label.position.column, ink: Ink(.faint), width: rect.columns)
    }
    drawMinima(state, projection, on: &canvas)
    drawStopPoints(state, styles, projection, on: &canvas)
    // The focused run is marked last, on top of the others.
    for run in runs.filter({ $0 != state.selection.focusedRun })
      + runs.filter({ $0 == state.selection.focusedRun })
    {
      mark(state.point(of: run), styles[run], state, projection, on: &canvas)
    }
    if case .placingStart(let point) = state.input.mode {
      drawCrosshair(at: point, projection, on: &canvas)
    }
  }

  /// Draws the contours, the predicted drift paths and the valley of minima.
  private func drawSurfaceOverlays(
    _ state: AppState, _ projection: Projection, on strokes: inout BrailleGrid
  ) {
    for segment in state.caches.field.contours {
      strokes.drawLine(
        from: (2 * segment.x0, 2 * segment.y0), to: (2 * segment.x1, 2 * segment.y1),
        paint: .faint)
    }
    drawDriftPaths(state, projection, on: &strokes)
    guard state.layers.shows(.valley) else { return }
    for valley in state.caches.predictions.map.valleys(of: state.surface) {
      drawCurve(valley, .landmark, projection, on: &strokes)
    }
  }

  /// Draws the predicted drift paths of SAM.
  private func drawDriftPaths(
    _ state: AppState, _ projection: Projection, on strokes: inout BrailleGrid
  ) {
    for path in state.caches.predictions.map.driftPaths where runs.contains(path.run) {
      drawCurve(path.points, .prediction, projection, on: &strokes)
    }
  }

  private func drawCurve(
    _ points: [Point<Double>], _ paint: Paint, _ projection: Projection,
    on strokes: inout BrailleGrid
  ) {
    for (a, b) in zip(points, points.dropFirst()) {
      strokes.drawLine(
        from: dotCoordinates(a, projection), to: dotCoordinates(b, projection), paint: paint,
        priority: 1)
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
      put(mark.unicodeScalars.first ?? " ", .landmark, at: cell, on: &canvas)
    }
  }

  /// Marks the points of the valley where the sharpness equals a run's stability threshold.
  private func drawStopPoints(
    _ state: AppState, _ styles: [RunStyle], _ projection: Projection, on canvas: inout Canvas
  ) {
    for stop in state.caches.predictions.map.stopPoints where runs.contains(stop.run) {
      guard let cell = projection.cell(of: stop.point) else { continue }
      put(
        state.display.glyphs == .ascii ? "I" : "╫", styles[stop.run].paint, at: cell, on: &canvas)
    }
  }

  /// The ages in steps at which a trail fades.
  private static let fadeAges = [30, 150, 750]
  /// The number of latest steps that a trail draws one by one; older steps are sampled.
  private static let maxDenseSteps = 2000

  private func drawTrail(
    of run: Int, _ state: AppState, _ style: RunStyle, _ projection: Projection,
    on strokes: inout BrailleGrid
  ) {
    let trajectory = state.recordings[run].trajectory
    let now = state.step(of: run)
    let first = max(0, now - state.layers.trailLength.rawValue)
    guard first < now else { return }
    // An odd stride shows both points of a 2-cycle. A power of 3 and a whole number of strides
    // select the same iterates in every frame, so the old trail does not flicker.
    let sampled = max(0, now - Self.maxDenseSteps - first)
    var stride = 1
    while sampled / stride > Self.maxDenseSteps { stride *= 3 }
    let denseFrom = first + sampled / stride * stride

    var step = first
    var from = dotCoordinates(trajectory.points[step], projection)
    while step < now {
      step += step < denseFrom ? stride : 1
      let to = dotCoordinates(trajectory.points[step], projection)
      defer { from = to }
      // A diverging run that jumps from side to side outside would fill the map with lines.
      guard isVisible(from, strokes) || isVisible(to, strokes) else { continue }
      let fade = Self.fadeAges.firstIndex { now - step < $0 } ?? Self.fadeAges.count
      strokes.drawLine(
        from: from, to: to, paint: .trail(style.color, fade: UInt8(fade)),
        priority: UInt8(Self.fadeAges.count - fade))
    }
  }

  private func isVisible(_ dot: (Double, Double), _ strokes: BrailleGrid) -> Bool {
    dot.0 >= 0 && dot.0 < Double(strokes.width) && dot.1 >= 0 && dot.1 < Double(strokes.height)
  }

  private func drawAscentStep(
    of run: Int, _ state: AppState, _ style: RunStyle, _ projection: Projection,
    on strokes: inout BrailleGrid
  ) {
    guard let (from, to) = state.recordings[run].ascentStep(at: state.step(of: run)) else { return }
    strokes.drawLine(
      from: dotCoordinates(from, projection), to: dotCoordinates(to, projection), paint: .accent,
      priority: 9)
  }

  private func dotCoordinates(_ point: Point<Double>, _ projection: Projection) -> (Double, Double)
  {
    let cell = projection.coordinates(of: point)
    return (2 * cell.column, 4 * cell.row)
  }

  /// Marks a run at its iterate, or with an arrow at the border if the iterate is outside the map.
  private func mark(
    _ point: Point<Double>, _ style: RunStyle, _ state: AppState, _ projection: Projection,
    on canvas: inout Canvas
  ) {
    if let cell = projection.cell(of: point) {
      put(style.glyph, style.paint, at: cell, on: &canvas)
      return
    }
    let rect = projection.rect
    let outside = projection.coordinates(of: point)
    guard !outside.row.isNaN, !outside.column.isNaN else { return }
    let down = outside.row < 0 ? -1 : outside.row >= Double(rect.rows) ? 1 : 0
    let right = outside.column < 0 ? -1 : outside.column >= Double(rect.columns) ? 1 : 0
    let arrows: [[Unicode.Scalar]] =
      state.display.glyphs == .ascii
      ? [["\\", "^", "/"], ["<", "?", ">"], ["/", "v", "\\"]]
      : [["↖", "↑", "↗"], ["←", "?", "→"], ["↙", "↓", "↘"]]
    let border = Position(
      row: rect.row + Int(clamping: min(max(outside.row, 0), Double(rect.rows - 1))),
      column: rect.column + Int(clamping: min(max(outside.column, 0), Double(rect.columns - 1))))
    put(arrows[down + 1][right + 1], style.paint, at: border, on: &canvas)
  }

  private func put(
    _ glyph: Unicode.Scalar, _ paint: Paint, at cell: Position, on canvas: inout Canvas
  ) {
    let background = backgroundPaint(of: canvas[cell.row, cell.column])
    canvas[cell.row, cell.column] = Cell(glyph, Ink(paint, on: background))
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
      put(glyph, .accent, at: position, on: &canvas)
    }
    canvas.cursor = cell
  }
}
