import Drawing
import Engine
import Integers
import Scenes

/// Paints the shapes of a map as cells: first lines of braille dots, then glyphs over the lines.
struct CellPainter {
  let projection: Projection
  let display: Display
  /// Whether runs are named beside their iterates.
  let showsNames: Bool
  /// The field of the plane of a problem, in whose colours an iterate stands on its true loss.
  var lossField: SampledField?
  /// The trails and ascent steps.
  private(set) var strokes: BrailleGrid
  /// The contours, valleys and predictions, which are drawn beside the trails.
  private var curves: BrailleGrid

  /// The priorities of lines that share a cell.
  private enum Priority {
    static let contour: UInt8 = 0
    static let oldTrail: UInt8 = 0
    static let valley: UInt8 = 1
    static let prediction: UInt8 = 2
    static let training: UInt8 = 3
    static let youngTrail: ClosedRange<UInt8> = 2...4
    static let ascentStep: UInt8 = 9
  }

  /// The ages in steps at which a trail fades.
  private static let fadeAges = [30, 150, 750]
  /// The number of latest steps that a trail draws one by one; older steps are sampled.
  private static let maxDenseSteps = 2000

  /// Creates a painter for a rectangle of the screen.
  init(_ projection: Projection, _ display: Display, showsNames: Bool = false) {
    self.projection = projection
    self.display = display
    self.showsNames = showsNames
    strokes = BrailleGrid(
      rows: projection.rect.rows, columns: projection.rect.columns,
      recordsStrokes: display.showsPictures)
    curves = strokes
  }

  /// Draws the lines, trails over the others.
  func drawStrokes(on canvas: inout Canvas) {
    var others = curves
    others.removeCells(of: strokes)
    canvas.draw(others, in: projection.rect, display: display)
    canvas.draw(strokes, in: projection.rect, display: display)
    canvas.add((curves.strokes ?? []) + (strokes.strokes ?? []), over: projection.rect)
  }

  /// Adds the lines of a shape.
  mutating func addStrokes(of shape: MapShape) {
    switch shape {
    case .contours(let segments, _):
      for segment in segments {
        curves.drawLine(
          from: (2 * segment.x0, 2 * segment.y0), to: (2 * segment.x1, 2 * segment.y1),
          paint: .faint, priority: Priority.contour)
      }
    case .curve(let points, .valley):
      addCurve(points.map(dotCoordinates), .landmark, Priority.valley)
    case .curve(let points, .prediction):
      addCurve(besideTrails(points.map(dotCoordinates)), .prediction, Priority.prediction)
    case .curve(let points, .profile):
      addCurve(points.map(dotCoordinates), .terminalDefault, Priority.valley)
    case .curve(let points, .training):
      addCurve(points.map(dotCoordinates), .landmark, Priority.training)
    case .trail(let run, let steps): addTrail(of: run, steps)
    case .ascentStep(let from, let to):
      strokes.drawLine(
        from: dotCoordinates(from), to: dotCoordinates(to), paint: .accent,
        priority: Priority.ascentStep)
    case .field, .crossbar, .mark, .waypoint, .iterates: break
    }
  }

  private mutating func addCurve(
    _ dots: [(Double, Double)], _ paint: Paint, _ priority: UInt8
  ) {
    for (a, b) in zip(dots, dots.dropFirst()) {
      curves.drawLine(from: a, to: b, paint: paint, priority: priority)
    }
  }

  /// Returns a curve moved to its left wherever a trail covers the curve, by at most five cells.
  private func besideTrails(_ dots: [(Double, Double)]) -> [(Double, Double)] {
    dots.indices.map { index in
      let (before, after) = (dots[max(index - 1, 0)], dots[min(index + 1, dots.count - 1)])
      let (dx, dy) = (after.0 - before.0, after.1 - before.1)
      let norm = (dx * dx + dy * dy).squareRoot()
      guard norm > 0, norm.isFinite, isVisible(dots[index]) else { return dots[index] }
      let moved = (0...10).lazy.map { step -> (Double, Double) in
        let distance = 2 * Double(step)
        return (dots[index].0 + distance * dy / norm, dots[index].1 - distance * dx / norm)
      }
      return moved.first {
        !strokes.hasDots(row: Int(clamping: $0.1 / 4), column: Int(clamping: $0.0 / 2))
      } ?? dots[index]
    }
  }

  private mutating func addTrail(of run: MapScene.Run, _ steps: ClosedRange<Int>) {
    let (first, now) = (steps.lowerBound, steps.upperBound)
    guard first < now else { return }
    // An odd stride shows both points of a 2-cycle. A power of 3 and a whole number of strides
    // select the same iterates in every frame, so the old trail does not flicker.
    let sampled = max(0, now - Self.maxDenseSteps - first)
    var stride = 1
    while sampled / stride > Self.maxDenseSteps { stride *= 3 }
    let denseFrom = first + sampled / stride * stride

    var step = first
    var from = dotCoordinates(run.place(at: step))
    while step < now {
      step += step < denseFrom ? stride : 1
      let to = dotCoordinates(run.place(at: step))
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
    case .waypoint(let point, let labels): drawWaypoint(at: point, labels, on: &canvas)
    case .iterates(let runs): drawIterates(of: runs, on: &canvas)
    case .field, .contours, .curve, .trail, .ascentStep: break
    }
  }

  private func put(
    _ glyph: Unicode.Scalar, _ paint: Paint, at point: Point<Double>, on canvas: inout Canvas
  ) {
    if let cell = projection.cell(of: point) { canvas.put(glyph, paint, at: cell) }
  }
}

extension Canvas {
  /// Draws a glyph over the background of a cell.
  mutating func put(_ glyph: Unicode.Scalar, _ paint: Paint, at cell: Position) {
    let background = outlinePaint(of: self[cell.row, cell.column])
    self[cell.row, cell.column] = Cell(glyph, Ink(paint, on: background))
  }
}
