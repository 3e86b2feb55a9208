import Drawing
import Engine
import Lessons

/// The lesson page: title, summary, current card, runs, predictions and source.
struct LessonPane: Pane {
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    var row = rect.row
    func write(_ text: String, _ ink: Ink, on canvas: inout Canvas) {
      for line in wrapped(state.displayable(text), to: rect.columns) where row < rect.endRow {
        canvas.write(line, row: row, column: rect.column, ink: ink, width: rect.columns)
        row += 1
      }
    }
    write(state.title, Ink(.accent, bold: true), on: &canvas)
    // A small page belongs to the card.
    if rect.rows >= 12 {
      write(state.summary, Ink(.faint), on: &canvas)
      row += 1
    }
    row += canvas.write(
      wrapped(state.displayable(state.narrationText), to: rect.columns), state,
      in: rect.inset(top: row - rect.row), ink: Ink(bold: true))
    if let score = state.lessons.guesses.score {
      write("Guesses: \(score)", Ink(.accent), on: &canvas)
    }
    row += 1
    let height = rect.endRow - row >= 4 * state.recordings.count + 3 ? 4 : 1
    for run in state.recordings.indices where row < rect.endRow - 2 {
      RunPane(run: run).draw(
        state,
        in: Rect(
          row: row, column: rect.column, rows: min(height, rect.endRow - row),
          columns: rect.columns),
        on: &canvas)
      row += height
    }
    if let run = state.focusedRuns.first, state.caches.predictions.theories.indices.contains(run) {
      row += 1
      write("Predictions for \(state.title(of: run))", Ink(.accent), on: &canvas)
      let results = state.caches.predictions.theories[run].results(at: state.step(of: run))
      for result in results.filter(\.applies) where row < rect.endRow - 2 {
        write(result.wordings[0], Ink(), on: &canvas)
      }
    }
    guard row < rect.endRow - 1 else { return }
    row = rect.endRow - 1
    write(truncated(state.scenario.source, to: rect.columns), Ink(.faint), on: &canvas)
  }
}
