import Drawing
import Engine

/// The update of the focused run at the current step, with all its numbers.
struct InspectorPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let run = state.focusedRuns.first else { return }
    let lines = lines(of: state.recordings[run], at: state.step(of: run)).map(state.displayable)
    let width = min((lines.map { displayWidth(of: $0) }.max() ?? 0) + 4, rect.columns)
    let height = min(lines.count + 2, rect.rows)
    guard width >= 20, height >= 4 else { return }
    let box = Rect(
      row: rect.endRow - height, column: rect.endColumn - width, rows: height, columns: width)
    canvas.fill(box)
    canvas.drawBox(
      box, title: state.displayable("\(state.title(of: run)) at step \(state.step(of: run))"),
      glyphs: state.display.glyphs)
    for (line, text) in lines.prefix(height - 2).enumerated() {
      canvas.write(
        truncated(text, to: width - 4), row: box.row + 1 + line, column: box.column + 2,
        ink: line == 0 ? Ink(.accent) : Ink())
    }
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
