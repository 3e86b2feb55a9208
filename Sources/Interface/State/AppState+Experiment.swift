public import Engine
import Lessons

extension AppState {
  /// The current settings.
  public var experiment: Experiment { recorded.history.present }

  /// The surface of the experiment.
  public var surface: AnySurface { recorded.surface }

  /// The runs whose recordings the screen needs.
  public var requiredRuns: [Run] { experiment.runs + (split?.runs ?? []) }

  /// The recordings in the order of the runs; out of date until a changed run is recorded.
  public var recordings: [Recording] { recorded.recordings }

  /// Applies changed settings as one undo step, and returns the effects that record the runs.
  ///
  /// `recordings` may be those of the new runs.
  mutating func commit(_ next: Experiment, _ recordings: [Recording]? = []) -> [Effect] {
    guard next != experiment else { return [] }
    var history = recorded.history
    history.commit(next)
    return replace(history, recordings)
  }

  /// Restores the settings before the last change.
  mutating func undo(_ recordings: [Recording]? = []) -> [Effect] {
    var history = recorded.history
    guard history.undo() else {
      message = "nothing to undo"
      return []
    }
    return replace(history, recordings)
  }

  /// Restores the settings before the last undo.
  mutating func redo(_ recordings: [Recording]? = []) -> [Effect] {
    var history = recorded.history
    guard history.redo() else {
      message = "nothing to redo"
      return []
    }
    return replace(history, recordings)
  }

  /// Applies valid settings, and returns the effects that record the new runs.
  ///
  /// Invalid settings only set `message`. Known recordings of the new runs are not made again;
  /// nil means that the settings are only an intermediate state, which needs no recordings.
  private mutating func replace(
    _ history: ExperimentHistory, _ recordings: [Recording]?
  ) -> [Effect] {
    let (next, formerSurface) = (history.present, experiment.surface)
    if let violation = Limits.violation(steps: next.steps, runs: next.namedRuns.count)
      ?? preferences.memory.violation(steps: next.steps, runs: next.namedRuns.count, acts: 1)
    {
      message = violation
      return []
    }
    do throws(EngineError) {
      let known = recordings.map { $0 + narration.setups.flatMap(\.recordings) }
      let missing = try recorded.replace(history, known: known)
      if next.surface != formerSurface { basinColoring.knownMinima = nil }
      guard recordings != nil else { return [] }
      selection.limit(to: self.recordings.count)
      recordingsChanged()
      return missing.map(Effect.simulate)
    } catch {
      message = error.description
      return []
    }
  }

  /// Stores a recording, unless no current run matches.
  mutating func receive(_ recording: Recording) {
    if split?.receive(recording) == true { caches.predictions.isStale = true }
    guard recorded.receive(recording) else { return }  // the settings have changed since
    // The predictions of large runs would keep the former recordings in memory.
    if recording.lastStep > 1_000_000 { caches.predictions = PredictionOverlay(isStale: false) }
    recordingsChanged()
  }

  /// Updates playhead, card and predictions once every current run has its recording.
  mutating func recordingsChanged() {
    guard recorded.isRecorded else { return }
    playback.playhead = min(playback.playhead, duration)
    if !differsFromLesson { narration.resume(at: lessonStep(at: playback.playhead)) }
    caches.predictions = PredictionOverlay()
  }
}
