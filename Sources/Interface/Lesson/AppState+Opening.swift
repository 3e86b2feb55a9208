import Engine
public import Lessons

extension AppState {
  /// The lesson as written.
  public var scenario: Scenario { lessons.current }

  /// Opens a lesson at its first step, and keeps the options, the view, the speed and the guesses.
  ///
  /// `course` replaces the present course.
  mutating func open(_ next: Scenario, in course: Scenario.Course? = nil) {
    if let violation = preferences.memory.violation(
      steps: next.steps, runs: next.runs.count, acts: next.acts.count)
    {
      message = violation
      return
    }
    do throws(EngineError) {
      var list = lessons
      list.open(next, in: course)
      var fresh = try AppState(list, options, size)
      fresh.layers.keepLayers(of: layers)
      fresh.camera.orbit = camera.orbit
      fresh.playback.keepSpeed(of: playback)
      fresh.input.commandHistory = input.commandHistory
      fresh.pendingSaves = pendingSaves
      fresh.viewport.keepView(of: viewport)
      fresh.problemView.requestID = problemView.requestID
      fresh.problemView.isWorking = problemView.isWorking
      self = fresh
    } catch {
      message = error.description
    }
  }
}
