import Engine
import Lessons

extension AppState {
  /// The lesson's settings at the current card.
  var lessonExperiment: Experiment {
    narration.setups.indices.contains(narration.act)
      ? narration.setups[narration.act].experiment : Experiment(scenario)
  }

  /// Whether the settings differ from the lesson's settings at the current card.
  var isChanged: Bool { experiment != lessonExperiment }

  /// Whether the cards may not describe the runs: the settings differ from the lesson's at the current
  /// card, and not only by runs that the user has added.
  ///
  /// A lesson that changes its settings itself has its cards for its own runs only.
  var differsFromLesson: Bool {
    isChanged && (narration.setups.count > 1 || !experiment.hasRuns(of: lessonExperiment))
  }

  /// Applies the lesson's settings at the current card.
  ///
  /// The change is one undo step, and is undone when the playhead moves back. Settings that the
  /// user has changed stay until they equal the lesson's settings again.
  ///
  /// - Parameter former: The settings before the current event.
  /// - Returns: The effects that record the runs of an act whose recordings were not kept.
  mutating func applyLessonAct(since former: Experiment) -> [Effect] {
    let next = narration.entryIndex.map { narration.schedule.entries[$0].act } ?? 0
    guard narration.setups.indices.contains(next) else { return [] }
    // The act whose settings are current; nil if the user has changed the settings.
    let mayHaveReturned = experiment != former && former != lessonExperiment
    let current =
      former == lessonExperiment && experiment == former
      ? narration.act
      : mayHaveReturned ? narration.setups.firstIndex { $0.experiment == experiment } : nil
    let isForward = next > narration.act
    narration.act = next
    guard let current, current != next else { return [] }

    let (step, narrationBefore) = (lessonStep(at: playback.playhead), narration)
    let acts = current < next ? Array(current + 1...next) : (next..<current).reversed()
    var effects: [Effect] = []
    for act in acts {
      let setup = narration.setups[act]
      effects += switchExperiment(setup.experiment, act == next ? setup.recordings : nil)
    }
    (playback.playhead, narration) = (min(time(of: step), duration), narrationBefore)
    if isForward, let card = narration.cardIndex.map({ scenario.cards[$0] }),
      let knob = card.changes.compactMap(\.knob).last
    {
      selection.parameterID = knob
    }
    return effects
  }

  /// Applies the lesson's settings at the current card, and records the runs before returning.
  mutating func applyLessonActAndRecord() {
    for case .simulate(let run) in applyLessonAct(since: experiment) {
      if let recording = try? Catalog.record(run, on: surface) { receive(recording) }
    }
  }

  /// Changes the settings; for nil, another change follows at once.
  private mutating func switchExperiment(
    _ next: Experiment, _ recordings: [Recording]?
  ) -> [Effect] {
    if recorded.history.undoStack.last == next { return undo(recordings) }
    if recorded.history.redoStack.last == next { return redo(recordings) }
    return commit(next, recordings)
  }
}
