import Drawing
import Engine
import Integers

/// The 3-D relief of the surface with the trajectories of the visible runs.
struct ReliefPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let relief = state.caches.field.relief, relief.columns == rect.columns else { return }
    let side = FieldCache.nodesPerSide
    canvas.draw(relief, in: rect, display: state.display)

    let heights = HeightField(
      heights: state.caches.field.heights, side: side, frame: state.camera.region)
    let styles = state.runStyles
    var strokes = BrailleGrid(rows: rect.rows, columns: rect.columns)
    for run in state.visibleRuns {
      drawTrail(of: run, state, styles[run], heights, relief, on: &strokes)
    }
    canvas.draw(strokes, in: rect, display: state.display)
    for run in state.visibleRuns {
      guard let point = heights.reliefPoint(of: state.point(of: run)), relief.isVisible(point)
      else { continue }
      let projected = relief.project(x: point.x, y: point.y, height: point.height)
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
    of run: Int, _ state: AppState, _ style: RunStyle, _ heights: HeightField, _ relief: Relief,
    on strokes: inout BrailleGrid
  ) {
    let trajectory = state.recordings[run].trajectory
    let now = state.step(of: run)
    let first = max(0, now - min(state.layers.trailLength.rawValue, 4000))
    var before: ReliefPoint?
    for step in first...now {
      guard let point = heights.reliefPoint(of: trajectory.points[step]), relief.isVisible(point)
      else {
        before = nil
        continue
      }
      if let before {
        let (a, b) = (
          relief.project(x: before.x, y: before.y, height: before.height),
          relief.project(x: point.x, y: point.y, height: point.height)
        )
        strokes.drawLine(
          from: (2 * a.x, 2 * a.y), to: (2 * b.x, 2 * b.y),
          paint: .trail(style.color, fade: now - step < 100 ? 0 : 1))
      }
      before = point
    }
  }
}

/// A point at a height above the unit square of the relief.
private struct ReliefPoint {
  let x, y, height: Double
}

extension Relief {
  fileprivate func isVisible(_ point: ReliefPoint) -> Bool {
    isVisible(x: point.x, y: point.y, height: point.height)
  }
}

/// The heights of the relief at the nodes of a square grid over a region of the plane.
private struct HeightField {
  let heights: [Double]
  let side: Int
  let frame: Region

  /// Returns a point of the plane with its height, interpolated bilinearly; nil outside the frame.
  func reliefPoint(of point: Point<Double>) -> ReliefPoint? {
    guard frame.x.contains(point.x), frame.y.contains(point.y), heights.count >= side * side else {
      return nil
    }
    let x = (point.x - frame.x.lowerBound) / frame.x.length
    let y = (point.y - frame.y.lowerBound) / frame.y.length
    let (column, row) = (x * Double(side - 1), (1 - y) * Double(side - 1))
    let (c, r) = (min(Int(clamping: column), side - 2), min(Int(clamping: row), side - 2))
    let (u, v) = (column - Double(c), row - Double(r))
    let at = r * side + c
    let upper = heights[at] * (1 - u) + heights[at + 1] * u
    let lower = heights[at + side] * (1 - u) + heights[at + side + 1] * u
    return ReliefPoint(x: x, y: y, height: upper * (1 - v) + lower * v)
  }
}
