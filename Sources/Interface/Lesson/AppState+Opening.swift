import Engine
public import Lessons

extension AppState {
  /// The lesson as written.
  public var scenario: Scenario { lessons.current }

  /// Opens a lesson at its first step, and keeps the options, the view, the speed and the guesses.
  mutating func open(_ next: Scenario) {
    if let violation = preferences.memory.violation(
      steps: next.steps, runs: next.runs.count, acts: next.acts.count)
    {
      message = violation
      return
    }
    do throws(EngineError) {
      let known = lessons
      var fresh = try AppState(
        scenario: next, gallery: known.gallery, size: size, display: display,
        preferences: preferences, lessonIDs: known.ids, course: known.course)
      fresh.layers.keepOverlays(of: layers)
      fresh.playback.keepSpeed(of: playback)
      fresh.options = options
      (fresh.history, fresh.guesses) = (history, guesses)
      fresh.pendingSaves = pendingSaves
      (fresh.view, fresh.isMaximized) = (view, isMaximized)
      self = fresh
    } catch {
      message = error.description
    }
  }
}
