import Drawing
import Engine

/// The update of the focused run at the current step, with all its numbers.
///
/// For an optimizer that is written as a rule, each statement has its value.
struct InspectorPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let run = state.focusedRuns.first else { return }
    let (recording, step) = (state.recordings[run], state.step(of: run))
    if let lines = state.problemInspectorLines {
      return draw(lines.map(state.displayable), run, state, in: rect, on: &canvas)
    }
    if let trace = recording.ruleTrace(at: step) {
      let lines = RuleTraceLines(
        trace, gradient: recording.surface.gradient(trace.w),
        ascentPoint: recording.row(at: step).ascentPoint)
      let inside = drawBox(
        run, state, in: rect, rows: lines.lines.count, columns: lines.width, on: &canvas)
      if let inside { lines.draw(state, in: inside, on: &canvas) }
      return
    }
    draw(
      lines(of: recording, at: step).map(state.displayable), run, state, in: rect, on: &canvas)
  }

  /// Draws a box with lines, the first in another colour.
  private func draw(
    _ lines: [String], _ run: Int, _ state: AppState, in rect: Rect, on canvas: inout Canvas
  ) {
    let width = lines.map { displayWidth(of: $0) }.max() ?? 0
    guard
      let inside = drawBox(run, state, in: rect, rows: lines.count, columns: width, on: &canvas)
    else { return }
    for (line, text) in lines.prefix(inside.rows).enumerated() {
      canvas.write(
        truncated(text, to: inside.columns), row: inside.row + line, column: inside.column,
        ink: line == 0 ? Ink(.accent) : Ink())
    }
  }

  /// Draws a box at the lower right of the map and returns its inside; nil on a small map.
  private func drawBox(
    _ run: Int, _ state: AppState, in rect: Rect, rows: Int, columns: Int,
    on canvas: inout Canvas
  ) -> Rect? {
    let width = min(columns + 4, rect.columns)
    let height = min(rows + 2, rect.rows)
    guard width >= 20, height >= 4 else { return nil }
    let box = Rect(
      row: rect.endRow - height, column: rect.endColumn - width, rows: height, columns: width)
    canvas.fill(box)
    canvas.drawBox(
      box, title: state.displayable("\(state.title(of: run)) at step \(state.step(of: run))"),
      glyphs: state.display.glyphs)
    return box.inset(top: 1, left: 2, bottom: 1, right: 2)
  }

  /// Returns the update rule, the iterate, the gradients, and the update as recorded.
  private func lines(of recording: Recording, at playhead: Int) -> [String] {
    let step = min(playhead, recording.lastStep)
    let row = recording.row(at: step)
    let gradient = recording.surface.gradient(row.point)
    let ascentGradient = recording.surface.gradient(row.ascentPoint)
    var lines = [
      recording.optimizer.info.updateRule,
      "w       = \(pair(row.point))",
      "∇f(w)   = \(pair(gradient))  norm \(formatShort(gradient.norm))",
    ]
    if row.ascentPoint != row.point {
      lines += [
        "w+ε     = \(pair(row.ascentPoint))  |ε| \(formatShort((row.ascentPoint - row.point).norm))",
        "∇f(w+ε) = \(pair(ascentGradient))  norm \(formatShort(ascentGradient.norm))",
      ]
    }
    if step < recording.lastStep {
      let next = recording.trajectory.points[step + 1]
      lines += ["Δw      = \(pair(next - row.point))", "next w  = \(pair(next))"]
    }
    return lines
  }

  private func pair(_ p: Point<Double>) -> String {
    "(\(formatShort(p.x, digits: 5)), \(formatShort(p.y, digits: 5)))"
  }
}
