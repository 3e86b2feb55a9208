import Drawing
import Engine
import Lessons

/// The numbers of a run: state, loss, gradient norm, sharpness and stability threshold.
struct RunPane: Pane {
  let run: Int

  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let recording = state.recordings[run]
    let row = recording.row(at: state.throttledStep(of: run))
    let style = state.runStyles[run]
    let isFocused = state.selection.focusedRun == run
    let ink = state.selection.hiddenRuns.contains(run) ? Ink(.faint) : Ink()

    let name = state.title(of: run)
    var column = rect.column
    canvas.write(
      String(style.glyph), row: rect.row, column: column, ink: Ink(style.paint, bold: true),
      width: rect.columns)
    column += 2
    column += canvas.write(
      Drawing.truncated(state.displayable(name), to: min(10, max(rect.endColumn - column, 0))),
      row: rect.row,
      column: column, ink: Ink(style.paint, bold: true, reverse: isFocused))
    let word = state.displayable(row.state.description)
    if rect.rows == 1 {
      let longest = state.recordings.indices.map {
        displayWidth(of: state.displayable(state.title(of: $0)))
      }
      column = max(column + 1, rect.column + 3 + min(longest.max() ?? 0, 10))
      // In wide panes, padding keeps the numbers in place when the state changes.
      let word = rect.columns < 40 ? word : word.padded(to: 11)
      canvas.write(
        clipped(
          "\(word)  λ \(formatShort(row.sharpness))  L \(formatShort(row.loss))", state, rect,
          column),
        row: rect.row, column: column, ink: ink)
      return
    }
    column = max(column + 1, rect.column + 10)
    canvas.write(
      clipped(word, state, rect, column), row: rect.row, column: column,
      ink: Ink(row.state.paint, bold: row.state.paint == .warning))

    var lines = [
      "L \(compact(row.loss).padded(to: 7)) |g| \(compact(row.gradientNorm))",
      state.display.glyphs == .ascii
        ? "lam \(sharpnessText(recording, row).padded(to: 5)) \(thresholdText(recording, row))"
        : "λ \(sharpnessText(recording, row).padded(to: 7)) \(thresholdText(recording, row))",
      "x \(compact(row.point.x).padded(to: 7)) y \(compact(row.point.y))",
    ]
    if let result = state.mainPrediction(of: run) {
      let line = state.displayable(result.wordings, fitting: rect.columns - 2)
      lines[rect.rows >= 4 ? 2 : 0] = line
    }
    for (line, text) in lines.enumerated() where line + 1 < rect.rows {
      canvas.write(
        clipped(text, state, rect, rect.column + 2), row: rect.row + line + 1,
        column: rect.column + 2, ink: ink)
    }
  }

  private func clipped(_ text: String, _ state: AppState, _ rect: Rect, _ column: Int) -> String {
    Drawing.truncated(state.displayable(text), to: max(rect.endColumn - column, 0))
  }

  /// Formats λ with an arrow for its trend: the mean of the latest steps against the mean before.
  private func sharpnessText(_ recording: Recording, _ row: Row) -> String {
    let span = min(row.step / 2, 40)
    guard span >= 4, row.sharpness.isFinite else { return formatShort(row.sharpness) }
    let points = recording.trajectory.points
    func mean(_ steps: Range<Int>) -> Double {
      steps.reduce(0) { $0 + recording.surface.hessian(points[$1]).maxEigenvalue } / Double(span)
    }
    let now = mean(row.step - span + 1..<row.step + 1)
    let change = now - mean(row.step - 2 * span + 1..<row.step - span + 1)
    guard change.magnitude > 1e-3 * now.magnitude else { return formatShort(row.sharpness) }
    return formatShort(row.sharpness) + (change < 0 ? " ↓" : " ↑")
  }

  /// Formats a number in at most seven columns, if possible.
  private func compact(_ value: Double) -> String {
    let text = formatShort(value)
    return text.count <= 7 ? text : formatShort(value, digits: 1)
  }

  private func thresholdText(_ recording: Recording, _ row: Row) -> String {
    guard !row.stabilityThreshold.isNaN else { return "" }
    return
      "\(recording.optimizer.info.stabilityThresholdLabel) \(formatShort(row.stabilityThreshold))"
  }
}

/// The states of all runs in one line, on screens without run panes.
struct SummaryPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    var column = rect.column
    let words = state.recordings.indices.map {
      state.displayable(state.recordings[$0].state(at: state.step(of: $0)).description)
    }
    let needed = words.reduce(0) { $0 + displayWidth(of: $1) + 4 } - 2
    // In a narrow line every run has an equal share of the columns.
    let share = max(rect.columns / max(words.count, 1) - 3, 0)
    for (run, style) in state.runStyles.enumerated() {
      let word = needed <= rect.columns ? words[run] : truncated(words[run], to: share)
      canvas.write(
        String(style.glyph), row: rect.row, column: column, ink: Ink(style.paint, bold: true),
        width: max(rect.endColumn - column, 0))
      let text = truncated(word, to: max(rect.endColumn - column - 2, 0))
      let used = canvas.write(text, row: rect.row, column: column + 2)
      column += needed <= rect.columns ? used + 4 : share + 3
    }
  }
}

extension State {
  /// The colour of the state in a run pane.
  var paint: Paint {
    switch self {
    case .diverged, .climbing, .undefined: .warning
    case .drifting, .hallucinating, .atSaddle, .stalled: .accent
    case .descending, .settled, .cycling, .quasiPeriodic, .chaotic, .aperiodic, .fluctuating:
      .terminalDefault
    }
  }
}

extension String {
  /// Returns the text, padded with spaces to a number of columns.
  func padded(to count: Int) -> String {
    self + String(repeating: " ", count: Swift.max(count - displayWidth(of: self), 0))
  }
}
