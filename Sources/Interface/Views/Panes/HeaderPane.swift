import Drawing
import Engine
import Lessons

/// The top line: surface and lesson at the left, time at the right.
struct HeaderPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let time = state.displayable(self.timeText(state, wide: rect.columns >= 60))
    let timeColumn = rect.endColumn - displayWidth(of: time) - 1
    canvas.write(time, row: rect.row, column: timeColumn, width: rect.endColumn - timeColumn)

    let formula = state.displayable(state.surface.info.formula)
    let available = max(timeColumn - rect.column - 2, 0)
    // A long formula is truncated before the lesson's id, but keeps 12 columns.
    let lesson = state.displayable(lessonTexts(state), fitting: available - 14)
    let formulaWidth = max(available - displayWidth(of: lesson) - 2, min(available, 12))
    let used = canvas.write(
      truncated(formula, to: formulaWidth), row: rect.row, column: rect.column + 1,
      ink: Ink(bold: true))
    canvas.write(
      truncated(lesson, to: max(available - used - 2, 0)), row: rect.row,
      column: rect.column + 3 + used, ink: Ink(.faint))
  }

  /// Returns the lesson, with a note on a hidden split, from the longest wording to the shortest.
  private func lessonTexts(_ state: AppState) -> [String] {
    let lesson = (state.lessons.courseProgress.map { "\($0)  " } ?? "") + state.label
    guard state.hidesSplit else { return [lesson] }
    let key = state.label(of: .sideBySideView)
    return ["\(lesson)  \(key) shows the split", "\(key) shows the split", "split: \(key)"]
  }

  private func timeText(_ state: AppState, wide: Bool) -> String {
    let sign = state.playback.isPlaying ? "▶" : "‖"
    let end = String(state.duration)
    let step = String(state.playback.playhead)
    let padded = String(repeating: " ", count: max(end.count - step.count, 0)) + step
    guard wide else { return "\(sign) \(step)/\(end)" }
    let evaluations = state.focusedRuns.map { run in
      let recording = state.recordings[run]
      return recording.optimizer.evaluations(
        after: state.step(of: run), recording.knobs)
    }
    let count = state.input.countPrefix.map { "  \($0.count)" } ?? ""
    let unit = state.playback.unit == .steps ? "step" : "eval"
    return "\(count)  \(sign) \(unit) \(padded)/\(end)  evals \(evaluations.max() ?? 0)"
      + "  ×\(formatShort(state.playback.speed, digits: 2))"
  }
}
