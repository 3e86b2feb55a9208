import Drawing
import Engine
import Integers
import Scenes

/// The 3-D relief of the surface with the trajectories of the visible runs.
struct ReliefPane: Pane {
  /// The number of latest steps that a trail shows at most.
  private static let maxTrailLength = 4000

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let relief = state.caches.field.relief, relief.relief.columns == rect.columns else {
      return
    }
    canvas.draw(relief.relief, in: rect, display: state.display)
    var scene = state.mapScene(of: state.visibleRuns)
    scene.trailLength = min(scene.trailLength, Self.maxTrailLength)
    scene.focusedRun = nil
    let shapes = scene.shapes(of: .relief)
    var strokes = BrailleGrid(rows: rect.rows, columns: rect.columns)
    for case .trail(let run, let steps) in shapes {
      drawTrail(of: run, steps, relief, on: &strokes)
    }
    canvas.draw(strokes, in: rect, display: state.display)
    for case .iterate(let run) in shapes {
      guard let projected = relief.project(run.iterate), projected.isVisible else { continue }
      let (row, column) = (
        rect.row + Int(clamping: projected.y / 2), rect.column + Int(clamping: projected.x)
      )
      guard rect.contains(row, column) else { continue }
      let background = backgroundPaint(of: canvas[row, column])
      canvas[row, column] = Cell(
        run.plotted.glyph, Ink(.run(run.plotted.color), on: background, bold: true))
    }
  }

  private func drawTrail(
    of run: MapScene.Run, _ steps: ClosedRange<Int>, _ relief: SurfaceRelief,
    on strokes: inout BrailleGrid
  ) {
    let points = run.points
    var before: Relief.ProjectedPoint?
    for step in steps {
      guard let point = relief.project(points[step]), point.isVisible else {
        before = nil
        continue
      }
      if let before {
        strokes.drawLine(
          from: (2 * before.x, 2 * before.y), to: (2 * point.x, 2 * point.y),
          paint: .trail(run.plotted.color, fade: run.step - step < 100 ? 0 : 1))
      }
      before = point
    }
  }
}
