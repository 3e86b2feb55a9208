import Drawing
import Engine

/// The surface from above with the runs on it.
struct MapPane: Pane {
  let runs: [Int]

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    if state.fieldCache.map.columns == rect.columns, state.fieldCache.map.rows == 2 * rect.rows {
      // A map of several runs tells where starts end for the one of them that is asked about.
      let asked = (runs.count == 1 ? runs : []) + state.sweepGrids.basins.map(\.run)
      let ends = asked.lazy.compactMap { state.basinColoring.levels[$0] }.first
      let levels = ends ?? state.fieldCache.levels
      canvas.draw(heat: levels, in: rect, display: state.display)
    }
    let projection = Projection(state.camera, onto: rect)
    let styles = state.runStyles
    var strokes = BrailleGrid(rows: rect.rows, columns: rect.columns)
    drawSurfaceOverlays(state, projection, on: &strokes)
    for run in runs { drawTrail(of: run, state, styles[run], projection, on: &strokes) }
    if state.overlays.contains(.ascentStep) {
      for run in runs { drawAscentStep(of: run, state, styles[run], projection, on: &strokes) }
    }
    canvas.draw(strokes, in: rect, display: state.display)
    for label in state.fieldCache.contourLabels {
      canvas.write(
        state.displayable(label.text), row: rect.row + label.position.row,
        column: rect.column + label.position.column, ink: Ink(.faint), width: rect.columns)
    }
    drawMinima(state, projection, on: &canvas)
    drawStopPoints(state, styles, projection, on: &canvas)
    // The run in focus is marked last, on top of the others.
    for run in runs.filter({ $0 != state.focusedRun }) + runs.filter({ $0 == state.focusedRun }) {
      mark(state.point(of: run), styles[run], state, projection, on: &canvas)
    }
    if case .placingStart(let point) = state.mode {
      drawCrosshair(at: point, projection, on: &canvas)
    }
  }

  /// What is known of the surface itself: lines of equal loss, and the valley of minima.
  private func drawSurfaceOverlays(
    _ state: AppState, _ projection: Projection, on strokes: inout BrailleGrid
  ) {
    for segment in state.fieldCache.contours {
      strokes.drawLine(
        from: (2 * segment.x0, 2 * segment.y0), to: (2 * segment.x1, 2 * segment.y1),
        paint: .faint)
    }
    drawDriftPaths(state, projection, on: &strokes)
    guard state.overlays.contains(.valley) else { return }
    if state.surface.landmarks.valley.isEmpty, let floor = state.predictionOverlay.valleyFloor {
      drawCurve(floor.samples.map(\.point), .landmark, projection, on: &strokes)
    }
    for curve in state.surface.landmarks.valley {
      let pieces = 800
      var from = dotCoordinates(curve.point(curve.range.lowerBound), projection)
      for piece in 1...pieces {
        let share = Double(piece) / Double(pieces)
        let to = dotCoordinates(
          curve.point(curve.range.lowerBound + share * curve.range.length), projection)
        strokes.drawLine(from: from, to: to, paint: .landmark, priority: 1)
        from = to
      }
    }
  }

  /// SAM's way as theory predicts it, before it is travelled.
  private func drawDriftPaths(
    _ state: AppState, _ projection: Projection, on strokes: inout BrailleGrid
  ) {
    for path in state.predictionOverlay.driftPaths where runs.contains(path.run) {
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

  /// The numbers of the minima, where the colours tell which of them a start leads to.
  private func drawMinima(
    _ state: AppState, _ projection: Projection, on canvas: inout Canvas
  ) {
    for (number, point) in state.basinColoring.numberedMinima {
      guard let cell = projection.cell(of: point) else { continue }
      for (offset, digit) in String(number).unicodeScalars.enumerated() {
        let position = Position(row: cell.row, column: cell.column + offset)
        guard projection.rect.contains(position.row, position.column) else { continue }
        put(digit, .landmark, at: position, on: &canvas)
      }
    }
  }

  /// Where theory stops a run on the valley: a gate in the colour of the run.
  private func drawStopPoints(
    _ state: AppState, _ styles: [RunStyle], _ projection: Projection, on canvas: inout Canvas
  ) {
    for post in state.predictionOverlay.stopPoints where runs.contains(post.run) {
      guard let cell = projection.cell(of: post.point) else { continue }
      put(
        state.display.glyphs == .ascii ? "I" : "╫", styles[post.run].paint, at: cell, on: &canvas)
    }
  }

  /// Trails fade with age: the last 30 steps, then 150, 750, and what lies before.
  private static let fadeAges = [30, 150, 750]
  /// So many steps of a trail are drawn one by one; older ones are sampled.
  private static let maxDenseSteps = 2000

  private func drawTrail(
    of run: Int, _ state: AppState, _ style: RunStyle, _ projection: Projection,
    on strokes: inout BrailleGrid
  ) {
    let trajectory = state.recordings[run].trajectory
    let now = state.step(of: run)
    let first = max(0, now - state.trailLength.rawValue)
    guard first < now else { return }
    // An odd stride shows both sides of a hum of period two. A power, and a whole number of strides,
    // so that the same iterates are drawn from frame to frame and the old trail lies still.
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
      // A run that is being thrown about far outside would fill the map with its crossings.
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
    let trajectory = state.recordings[run].trajectory
    let now = state.step(of: run)
    guard trajectory.divergedAt.map({ now < $0 }) ?? true else { return }
    let (from, to) = (trajectory.points[now], trajectory.ascentPoints[now])
    guard from != to else { return }
    strokes.drawLine(
      from: dotCoordinates(from, projection), to: dotCoordinates(to, projection), paint: .accent,
      priority: 9)
  }

  private func dotCoordinates(_ point: Point<Double>, _ projection: Projection) -> (Double, Double)
  {
    let place = projection.coordinates(of: point)
    return (2 * place.column, 4 * place.row)
  }

  /// Marks a run where it is, or with an arrow at the edge where it has left the map.
  private func mark(
    _ point: Point<Double>, _ style: RunStyle, _ state: AppState, _ projection: Projection,
    on canvas: inout Canvas
  ) {
    if let cell = projection.cell(of: point) {
      put(style.glyph, style.paint, at: cell, on: &canvas)
      return
    }
    let rect = projection.rect
    let place = projection.coordinates(of: point)
    guard !place.row.isNaN, !place.column.isNaN else { return }
    let down = place.row < 0 ? -1 : place.row >= Double(rect.rows) ? 1 : 0
    let right = place.column < 0 ? -1 : place.column >= Double(rect.columns) ? 1 : 0
    let arrows: [[Unicode.Scalar]] =
      state.display.glyphs == .ascii
      ? [["\\", "^", "/"], ["<", "?", ">"], ["/", "v", "\\"]]
      : [["↖", "↑", "↗"], ["←", "?", "→"], ["↙", "↓", "↘"]]
    let edge = Position(
      row: rect.row + Int(min(max(place.row, 0), Double(rect.rows - 1))),
      column: rect.column + Int(min(max(place.column, 0), Double(rect.columns - 1))))
    put(arrows[down + 1][right + 1], style.paint, at: edge, on: &canvas)
  }

  private func put(
    _ glyph: Unicode.Scalar, _ paint: Paint, at cell: Position, on canvas: inout Canvas
  ) {
    let ground = backgroundPaint(of: canvas[cell.row, cell.column])
    canvas[cell.row, cell.column] = Cell(glyph, Ink(paint, on: ground))
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
