import Engine
import Lessons

extension AppState {
  /// The lesson's settings at the current card.
  var lessonExperiment: Experiment {
    narration.setups.indices.contains(narration.act)
      ? narration.setups[narration.act].experiment : Experiment(scenario)
  }

  /// Whether the settings differ from the lesson's settings at the current card.
  var differsFromLesson: Bool { experiment != lessonExperiment }

  /// Applies the lesson's settings at the current card.
  ///
  /// The change is one undo step, and is undone when the playhead moves back. Settings that the
  /// user has changed stay until they equal the lesson's settings again.
  ///
  /// - Parameter former: The settings before the current event.
  mutating func applyLessonAct(since former: Experiment) {
    let next = narration.entryIndex.map { narration.schedule.entries[$0].act } ?? 0
    guard narration.setups.indices.contains(next) else { return }
    // The act whose settings are current; nil if the user has changed the settings.
    let mayHaveReturned = experiment != former && former != lessonExperiment
    let current =
      former == lessonExperiment && experiment == former
      ? narration.act
      : mayHaveReturned ? narration.setups.firstIndex { $0.experiment == experiment } : nil
    let isForward = next > narration.act
    narration.act = next
    guard let current, current != next else { return }

    let (step, narrationBefore) = (lessonStep(at: playback.playhead), narration)
    let acts = current < next ? Array(current + 1...next) : (next..<current).reversed()
    guard let recordings = recordings(ofAct: next) else { return }
    for act in acts {
      switchExperiment(narration.setups[act].experiment, act == next ? recordings : nil)
    }
    (playback.playhead, narration) = (min(time(of: step), duration), narrationBefore)
    if isForward, let changed = narration.cardIndex.flatMap({ scenario.cards[$0].changes.last }) {
      selection.parameterID = changed.knob
    }
  }

  /// Returns the recordings of an act, which are made again if they were not kept.
  private func recordings(ofAct act: Int) -> [Recording]? {
    let setup = narration.setups[act]
    if setup.experiment.runs == self.recordings.map(\.run) { return self.recordings }
    return setup.recordings.isEmpty ? setup.experiment.recordings() : setup.recordings
  }

  /// Changes the settings; without recordings, another change follows at once.
  private mutating func switchExperiment(_ next: Experiment, _ recordings: [Recording]?) {
    // The effects are empty, because no recording is missing.
    if recorded.history.undoStack.last == next {
      _ = undo(recordings)
    } else if recorded.history.redoStack.last == next {
      _ = redo(recordings)
    } else {
      _ = commit(next, recordings)
    }
  }
}
