import Drawing
import Engine
import Integers
import Scenes

/// Paints the shapes of a map as cells: first lines of braille dots, then glyphs over the lines.
struct CellPainter {
  private let projection: Projection
  private let display: Display
  /// The lines.
  private(set) var strokes: BrailleGrid

  /// The priorities of lines that share a cell.
  private enum Priority {
    static let contour: UInt8 = 0
    static let oldTrail: UInt8 = 0
    static let prediction: UInt8 = 1
    static let valley: UInt8 = 2
    static let youngTrail: ClosedRange<UInt8> = 2...4
    static let ascentStep: UInt8 = 9
  }

  /// The ages in steps at which a trail fades.
  private static let fadeAges = [30, 150, 750]
  /// The number of latest steps that a trail draws one by one; older steps are sampled.
  private static let maxDenseSteps = 2000

  /// Creates a painter for a rectangle of the screen.
  init(_ projection: Projection, _ display: Display) {
    self.projection = projection
    self.display = display
    strokes = BrailleGrid(rows: projection.rect.rows, columns: projection.rect.columns)
  }

  /// Adds the lines of a shape.
  mutating func addStrokes(of shape: MapShape) {
    switch shape {
    case .contours(let segments, _):
      for segment in segments {
        strokes.drawLine(
          from: (2 * segment.x0, 2 * segment.y0), to: (2 * segment.x1, 2 * segment.y1),
          paint: .faint, priority: Priority.contour)
      }
    case .curve(let points, .valley): addCurve(points, .landmark, Priority.valley)
    case .curve(let points, .prediction): addCurve(points, .prediction, Priority.prediction)
    case .trail(let run, let steps): addTrail(of: run, steps)
    case .ascentStep(let from, let to): addCurve([from, to], .accent, Priority.ascentStep)
    case .field, .crossbar, .mark, .iterate: break
    }
  }

  private mutating func addCurve(_ points: [Point<Double>], _ paint: Paint, _ priority: UInt8) {
    for (a, b) in zip(points, points.dropFirst()) {
      strokes.drawLine(
        from: dotCoordinates(a), to: dotCoordinates(b), paint: paint, priority: priority)
    }
  }

  private mutating func addTrail(of run: MapScene.Run, _ steps: ClosedRange<Int>) {
    let points = run.points
    let (first, now) = (steps.lowerBound, steps.upperBound)
    guard first < now else { return }
    // An odd stride shows both points of a 2-cycle. A power of 3 and a whole number of strides
    // select the same iterates in every frame, so the old trail does not flicker.
    let sampled = max(0, now - Self.maxDenseSteps - first)
    var stride = 1
    while sampled / stride > Self.maxDenseSteps { stride *= 3 }
    let denseFrom = first + sampled / stride * stride

    var step = first
    var from = dotCoordinates(points[step])
    while step < now {
      step += step < denseFrom ? stride : 1
      let to = dotCoordinates(points[step])
      defer { from = to }
      // A diverging run that jumps from side to side outside would fill the map with lines.
      guard isVisible(from) || isVisible(to) else { continue }
      let fade = Self.fadeAges.firstIndex { now - step < $0 }.map { UInt8($0) }
      strokes.drawLine(
        from: from, to: to,
        paint: .trail(run.plotted.color, fade: fade ?? UInt8(Self.fadeAges.count)),
        priority: fade.map { Priority.youngTrail.upperBound - $0 } ?? Priority.oldTrail)
    }
  }

  private func isVisible(_ dot: (Double, Double)) -> Bool {
    dot.0 >= 0 && dot.0 < Double(strokes.width) && dot.1 >= 0 && dot.1 < Double(strokes.height)
  }

  private func dotCoordinates(_ point: Point<Double>) -> (Double, Double) {
    let cell = projection.coordinates(of: point)
    return (2 * cell.column, 4 * cell.row)
  }

  /// Draws the glyph of a shape, if the shape has a glyph.
  func drawMark(of shape: MapShape, on canvas: inout Canvas) {
    let isASCII = display.glyphs == .ascii
    switch shape {
    case .crossbar(let point, let run, _):
      put(isASCII ? "I" : "╫", .run(run.plotted.color), at: point, on: &canvas)
    case .mark(let point, let mark):
      switch mark {
      case .minimum: put("+", .landmark, at: point, on: &canvas)
      case .saddle: put(isASCII ? "x" : "×", .landmark, at: point, on: &canvas)
      case .start: put(isASCII ? "o" : "○", .landmark, at: point, on: &canvas)
      }
    case .iterate(let run): drawIterate(of: run, on: &canvas)
    case .field, .contours, .curve, .trail, .ascentStep: break
    }
  }

  private func put(
    _ glyph: Unicode.Scalar, _ paint: Paint, at point: Point<Double>, on canvas: inout Canvas
  ) {
    if let cell = projection.cell(of: point) { canvas.put(glyph, paint, at: cell) }
  }

  /// Marks a run at its iterate, or with an arrow at the border if the iterate is outside the map.
  private func drawIterate(of run: MapScene.Run, on canvas: inout Canvas) {
    if let cell = projection.cell(of: run.iterate) {
      canvas.put(run.plotted.glyph, .run(run.plotted.color), at: cell)
      return
    }
    let rect = projection.rect
    let outside = projection.coordinates(of: run.iterate)
    guard !outside.row.isNaN, !outside.column.isNaN else { return }
    let down = outside.row < 0 ? -1 : outside.row >= Double(rect.rows) ? 1 : 0
    let right = outside.column < 0 ? -1 : outside.column >= Double(rect.columns) ? 1 : 0
    let arrows: [[Unicode.Scalar]] =
      display.glyphs == .ascii
      ? [["\\", "^", "/"], ["<", "?", ">"], ["/", "v", "\\"]]
      : [["↖", "↑", "↗"], ["←", "?", "→"], ["↙", "↓", "↘"]]
    let border = Position(
      row: rect.row + Int(clamping: min(max(outside.row, 0), Double(rect.rows - 1))),
      column: rect.column + Int(clamping: min(max(outside.column, 0), Double(rect.columns - 1))))
    canvas.put(arrows[down + 1][right + 1], .run(run.plotted.color), at: border)
  }
}

extension Canvas {
  /// Draws a glyph over the background of a cell.
  mutating func put(_ glyph: Unicode.Scalar, _ paint: Paint, at cell: Position) {
    let background = backgroundPaint(of: self[cell.row, cell.column])
    self[cell.row, cell.column] = Cell(glyph, Ink(paint, on: background))
  }
}
