import Drawing
import Engine
import Lessons
import Scenes

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

    var column = rect.column
    canvas.write(
      String(style.glyph), row: rect.row, column: column, ink: Ink(style.paint, bold: true),
      width: rect.columns)
    column += 2
    let numbers = rect.rows == 1 ? numbers(of: row, in: rect, state) : ""
    let titles = state.shortTitles(
      width: titleWidth(in: rect, besides: displayWidth(of: numbers), state))
    canvas.write(
      titles[run], row: rect.row, column: column,
      ink: Ink(style.paint, bold: true, reverse: isFocused),
      width: max(rect.endColumn - column, 0))
    let stateInk = Ink(row.state.paint, bold: row.state.paint == .warning)
    if rect.rows == 1 {
      // The titles of all runs set the column, so the numbers of all runs are aligned.
      column += (titles.map(displayWidth).max() ?? 0) + 1
      let numberColumn = rect.endColumn - displayWidth(of: numbers)
      canvas.write(
        row.state.word(fitting: numberColumn - column - 1, state), row: rect.row, column: column,
        ink: stateInk)
      canvas.write(numbers, row: rect.row, column: max(numberColumn, column), ink: ink)
      return
    }
    column = max(column + displayWidth(of: titles[run]) + 1, rect.column + 10)
    canvas.write(
      row.state.word(fitting: rect.endColumn - column, state), row: rect.row, column: column,
      ink: stateInk)
    if let lines = state.problemLines(
      of: run, at: row, height: rect.rows, columns: rect.columns - 2)
    {
      for (line, text) in lines.enumerated() where line + 1 < rect.rows {
        canvas.write(
          clipped(text, state, rect, rect.column + 2), row: rect.row + line + 1,
          column: rect.column + 2, ink: ink)
      }
      return
    }
    if rect.rows == 2 {
      canvas.write(
        clipped(
          "λ \(compact(row.sharpness).padded(to: 7)) L \(compact(row.loss))", state, rect,
          rect.column + 2), row: rect.row + 1, column: rect.column + 2, ink: ink)
      return
    }

    var lines = [
      "L \(compact(row.loss).padded(to: 7)) |g| \(compact(row.gradientNorm))",
      state.displayable(
        state.sharpnessWordings(of: recording, at: row, trend: trend(recording, row)),
        fitting: rect.columns - 2),
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

  /// Returns λ and the loss in a fixed width, so that numbers keep their columns.
  ///
  /// In a narrow pane the letters stand next to the numbers.
  private func numbers(of row: Row, in rect: Rect, _ state: AppState) -> String {
    func fitted(_ value: Double, _ columns: Int) -> String {
      let texts = [3, 2, 1].map { formatShort(value, digits: $0) }
      return (texts.first { $0.count <= columns } ?? texts[2]).padded(to: columns)
    }
    let text =
      rect.columns < 30
      ? "λ\(fitted(row.sharpness, 5)) L\(fitted(row.loss, 5))"
      : "λ \(fitted(row.sharpness, 7)) L \(fitted(row.loss, 7))"
    return truncated(state.displayable(text), to: max(rect.columns - 2, 0))
  }

  /// Returns the columns for the title: what numbers and three letters of the state leave.
  private func titleWidth(in rect: Rect, besides numbers: Int, _ state: AppState) -> Int {
    let available = rect.columns - 2
    return rect.rows == 1
      ? max(min(available - numbers - 5, 16), min(available, 3))
      : min(max(available - 9, 10), available)
  }

  private func clipped(_ text: String, _ state: AppState, _ rect: Rect, _ column: Int) -> String {
    Drawing.truncated(state.displayable(text), to: max(rect.endColumn - column, 0))
  }

  /// Returns an arrow for the trend of λ: the mean of the latest steps against the mean before.
  private func trend(_ recording: Recording, _ row: Row) -> String {
    let span = min(row.step / 2, 40)
    guard span >= 4, row.sharpness.isFinite else { return "" }
    let points = recording.trajectory.points
    func mean(_ steps: Range<Int>) -> Double {
      steps.reduce(0) { $0 + recording.surface.hessian(points[$1]).maxEigenvalue } / Double(span)
    }
    let now = mean(row.step - span + 1..<row.step + 1)
    let change = now - mean(row.step - 2 * span + 1..<row.step - span + 1)
    guard change.magnitude > 1e-3 * now.magnitude else { return "" }
    return change < 0 ? " ↓" : " ↑"
  }

  /// Formats a number in at most seven columns, if possible.
  private func compact(_ value: Double) -> String {
    let text = formatShort(value)
    return text.count <= 7 ? text : formatShort(value, digits: 1)
  }
}

extension AppState {
  /// Returns λ, with an arrow for its trend, and the stability threshold, from the longest wording to
  /// the shortest.
  ///
  /// A short wording leaves out blanks, then digits and then the arrow, so that no number is cut.
  func sharpnessWordings(of recording: Recording, at row: Row, trend: String = "") -> [String] {
    let (symbol, aligned) = display.glyphs == .ascii ? ("lam", 5) : ("λ", 7)
    return [(3, aligned, trend), (3, 0, trend), (2, 0, trend), (2, 0, ""), (1, 0, "")].map {
      let sharpness = row.sharpness.isNaN ? "…" : formatShort(row.sharpness, digits: $0) + $2
      guard !row.stabilityThreshold.isNaN else { return "\(symbol) \(sharpness)" }
      return "\(symbol) \(sharpness.padded(to: $1)) "
        + "\(recording.optimizer.info.stabilityThresholdLabel) "
        + formatShort(row.stabilityThreshold, digits: $0)
    }
  }
}

/// The names and states of all runs in one line, on screens without run panes.
struct SummaryPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let states = state.recordings.indices.map {
      state.recordings[$0].state(at: state.step(of: $0))
    }
    var column = rect.column
    for ((name, word), style) in zip(Self.texts(of: states, state, rect.columns), state.runStyles) {
      let ink = Ink(style.paint, bold: true)
      for (text, ink) in [(String(style.glyph), ink), (name, ink), (word, Ink())]
      where !text.isEmpty {
        column +=
          canvas.write(
            text, row: rect.row, column: column, ink: ink, width: max(rect.endColumn - column, 0))
          + 1
      }
      column += 1
    }
  }

  /// Returns the name and the state of each run: whole if all fit, otherwise each run in an equal
  /// share of the columns.
  ///
  /// A share below ten columns has no name, because the glyph names the run too.
  private static func texts(
    of states: [State], _ state: AppState, _ columns: Int
  ) -> [(name: String, word: String)] {
    let names = states.indices.map { state.displayable(state.title(of: $0)) }
    let words = states.map { state.displayable($0.description) }
    let whole = zip(names, words).map { (name: $0, word: $1) }
    let needed = whole.reduce(-2) { $0 + displayWidth(of: $1.name + $1.word) + 5 }
    guard needed > columns else { return whole }
    let share = max((columns + 2) / max(states.count, 1) - 4, 0)
    let room = share < 10 ? 0 : min(names.map(displayWidth).max() ?? 0, share - 6)
    let shortNames = room == 0 ? names.map { _ in "" } : state.shortTitles(width: room)
    return zip(states, shortNames).map { runState, name in
      // The same number of columns for all states, so that equal states look equal.
      let word = abbreviation(of: runState, to: room == 0 ? share : share - room - 1, state)
      return (name, word.padded(to: share - (name.isEmpty ? 0 : displayWidth(of: name) + 1)))
    }
  }

  /// Returns a wording of a state that fits, or the beginning of the shortest with a period.
  private static func abbreviation(of state: State, to columns: Int, _ screen: AppState) -> String {
    let word = state.word(fitting: columns, screen)
    let isWhole = state.wordings.map(screen.displayable).contains(word)
    return isWhole || columns < 4 ? word : word.dropLast() + "."
  }
}

extension State {
  /// Returns the longest wording of the state that fits, or the beginning of the shortest.
  func word(fitting columns: Int, _ state: AppState) -> String {
    guard columns >= 2 else { return "" }
    let words = wordings.map { state.displayable($0) }
    return words.first { displayWidth(of: $0) <= columns }
      ?? String((words.last ?? "").prefix(columns))
  }

  /// The names of the state, from the longest to the shortest.
  var wordings: [String] {
    switch self {
    case .diverged(let step):
      [description, "div. @\(step)", "@\(step)", OutcomeClass(self).shortName]
    // On maps, the next four share a class, which has the name of another state.
    case .quasiPeriodic: [description, "quasi-per.", "quasi-p."]
    case .fluctuating: [description, "fluct."]
    case .chaotic, .stalled: [description]
    default: [description, OutcomeClass(self).shortName]
    }
  }

  /// The colour of the state in a run pane.
  var paint: Paint {
    switch self {
    case .diverged, .climbing, .undefined, .leftData, .hole: .warning
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
