import Engine
import Lessons

extension AppState {
  /// The definition of the state of the focused run, or of the first visible run.
  var stateExplanation: String {
    guard let run = selection.focusedRun ?? visibleRuns.first else { return "no run is visible" }
    let state = recordings[run].state(at: step(of: run))
    // The description of a diverged run has the step too.
    guard let term = Glossary.term(named: state.name) else { return "\(title(of: run)): \(state)" }
    return "\(title(of: run)): \(state). \(term.definition) Lesson: \(term.lesson)."
  }
}
