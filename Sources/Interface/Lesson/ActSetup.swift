import Engine
import Lessons

/// The settings of one act of a lesson, with the recordings of its runs.
struct ActSetup: Sendable {
  let experiment: Experiment
  let recordings: [Recording]

  /// The recordings by the names of their runs.
  var recordingsByName: [String: Recording] {
    Dictionary(
      zip(experiment.namedRuns.map(\.name), recordings), uniquingKeysWith: { first, _ in first })
  }
}

extension Scenario {
  /// Returns the settings of the acts, up to the first act whose runs cannot be recorded.
  ///
  /// `recordings` are those of the first act.
  func setups(_ recordings: [Recording]) -> [ActSetup] {
    var setups = [ActSetup(experiment: Experiment(self), recordings: recordings)]
    for act in acts.dropFirst() {
      let experiment = Experiment(act.scenario)
      guard let surface = try? Catalog.surface(experiment.surface) else { break }
      let recordings = experiment.runs.compactMap { try? Catalog.record($0, on: surface) }
      guard recordings.count == experiment.runs.count else { break }
      setups.append(ActSetup(experiment: experiment, recordings: recordings))
    }
    return setups
  }
}

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

    let (step, narrationBefore) = (lessonStep(at: playhead), narration)
    let acts = current < next ? Array(current + 1...next) : (next..<current).reversed()
    for act in acts { switchExperiment(narration.setups[act].experiment) }
    (playhead, narration) = (min(time(of: step), duration), narrationBefore)
    if isForward, let changed = narration.cardIndex.flatMap({ scenario.cards[$0].changes.last }) {
      selectedParameterID = changed.knob
    }
  }

  private mutating func switchExperiment(_ next: Experiment) {
    // The effects are empty, because the recordings of all acts exist.
    if undoStack.last == next {
      _ = undo()
    } else if redoStack.last == next {
      _ = redo()
    } else {
      _ = commit(next)
    }
  }
}
