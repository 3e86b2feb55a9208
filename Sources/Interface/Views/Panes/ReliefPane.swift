import Drawing
import Engine
import Integers
import Scenes

/// The 3-D relief of the surface with the trajectories of the visible runs.
struct ReliefPane: Pane {
  /// The number of latest steps that a trail shows at most.
  private static let maxTrailLength = 4000

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let relief = state.caches.field.relief, relief.relief.columns == 2 * rect.columns else {
      return
    }
    drawBase(relief.base, state, in: rect, on: &canvas)
    canvas.draw(relief.relief, in: rect, display: state.display)
    if state.display.showsPictures, let source = state.caches.field.reliefSource {
      canvas.add(Picture(rect, .drawn(source)))
    }
    var scene = state.mapScene(of: state.visibleRuns)
    scene.trailLength = min(scene.trailLength, Self.maxTrailLength)
    let shapes = scene.shapes(of: .relief)
    var strokes = BrailleGrid(
      rows: rect.rows, columns: rect.columns, recordsStrokes: state.display.showsPictures)
    for case .trail(let run, let steps) in shapes {
      drawTrail(of: run, steps, relief, on: &strokes)
    }
    canvas.draw(strokes, in: rect, display: state.display)
    canvas.add(strokes.strokes ?? [], over: rect)
    for case .iterates(let runs) in shapes {
      for run in runs where run.divergedAt == nil {
        guard let projected = relief.project(run.iterate), projected.isVisible else { continue }
        let cell = Position(
          row: rect.row + Int(clamping: projected.y / 4),
          column: rect.column + Int(clamping: projected.x / 2))
        guard rect.contains(cell.row, cell.column) else { continue }
        canvas.put(run.plotted.glyph, .run(run.plotted.color), at: cell)
        canvas[cell.row, cell.column].ink.bold = true
      }
    }
  }

  private func drawTrail(
    of run: MapScene.Run, _ steps: ClosedRange<Int>, _ relief: SurfaceRelief,
    on strokes: inout BrailleGrid
  ) {
    for step in steps.dropLast() {
      let paint = Paint.trail(run.plotted.color, fade: run.step - step < 100 ? 0 : 1)
      for piece in relief.line(from: run.points[step], to: run.points[step + 1])
      where piece.from.isVisible && piece.to.isVisible {
        strokes.drawLine(
          from: (piece.from.x, piece.from.y), to: (piece.to.x, piece.to.y), paint: paint)
      }
    }
  }

  /// Draws the sides of the base, with ticks and labels along the sides nearest to the viewer.
  private func drawBase(
    _ base: ReliefBase, _ state: AppState, in rect: Rect, on canvas: inout Canvas
  ) {
    let hasTicks = rect.columns >= 24 && rect.rows >= 10
    var strokes = BrailleGrid(rows: rect.rows, columns: rect.columns)
    let lines = base.sides + (hasTicks ? base.ticks.map { ($0.from, $0.to) } : [])
    for (from, to) in lines {
      strokes.drawLine(from: (from.x, from.y), to: (to.x, to.y), paint: .faint)
    }
    canvas.draw(strokes, in: rect, display: state.display)
    for tick in base.ticks where hasTicks {
      let text = state.displayable(tick.label)
      let isLeft = tick.to.x < tick.from.x
      let row = rect.row + Int(clamping: tick.to.y / 4) + (tick.to.y > tick.from.y + 1 ? 1 : 0)
      let column =
        rect.column + Int(clamping: tick.to.x / 2) + (isLeft ? -displayWidth(of: text) : 1)
      guard rect.contains(row, column), column + displayWidth(of: text) <= rect.endColumn else {
        continue
      }
      canvas.write(text, row: row, column: column, ink: Ink(.faint))
    }
  }
}
