import Drawing
import Engine
import Integers
import Scenes

/// The 3-D relief of the surface with the trajectories of the visible runs.
struct ReliefPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let scene = state.caches.field.relief, scene.relief.columns == rect.columns else {
      return
    }
    canvas.draw(scene.relief, in: rect, display: state.display)
    let styles = state.runStyles
    var strokes = BrailleGrid(rows: rect.rows, columns: rect.columns)
    for run in state.visibleRuns {
      drawTrail(of: run, state, styles[run], scene, on: &strokes)
    }
    canvas.draw(strokes, in: rect, display: state.display)
    for run in state.visibleRuns {
      guard let projected = scene.project(state.point(of: run)),
        projected.isVisible
      else { continue }
      let (row, column) = (
        rect.row + Int(clamping: projected.y / 2), rect.column + Int(clamping: projected.x)
      )
      guard rect.contains(row, column) else { continue }
      canvas[row, column] = Cell(
        styles[run].glyph,
        Ink(styles[run].paint, on: Drawing.backgroundPaint(of: canvas[row, column]), bold: true))
    }
  }

  private func drawTrail(
    of run: Int, _ state: AppState, _ style: RunStyle, _ scene: SurfaceRelief,
    on strokes: inout BrailleGrid
  ) {
    let trajectory = state.recordings[run].trajectory
    let now = state.step(of: run)
    let first = max(0, now - min(state.layers.trailLength.rawValue, 4000))
    var before: Relief.ProjectedPoint?
    for step in first...now {
      guard let point = scene.project(trajectory.points[step]),
        point.isVisible
      else {
        before = nil
        continue
      }
      if let before {
        strokes.drawLine(
          from: (2 * before.x, 2 * before.y), to: (2 * point.x, 2 * point.y),
          paint: .trail(style.color, fade: now - step < 100 ? 0 : 1))
      }
      before = point
    }
  }
}
