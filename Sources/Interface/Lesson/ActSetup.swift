import Engine

/// The settings of one act of a lesson, with its runs recorded.
struct ActSetup: Sendable {
  let experiment: Experiment
  let recordings: [Recording]

  var recordingsByName: [String: Recording] {
    Dictionary(
      zip(experiment.namedRuns.map(\.name), recordings), uniquingKeysWith: { first, _ in first })
  }
}

extension Scenario {
  /// The settings of each act, up to the first that cannot be recorded.
  func setups(_ recordings: [Recording]) -> [ActSetup] {
    var settings = [ActSetup(experiment: Experiment(self), recordings: recordings)]
    for act in acts.dropFirst() {
      let experiment = Experiment(act.scenario)
      guard let surface = try? Catalog.surface(experiment.surface) else { break }
      let recordings = experiment.runs.compactMap { try? Catalog.record($0, on: surface) }
      guard recordings.count == experiment.runs.count else { break }
      settings.append(ActSetup(experiment: experiment, recordings: recordings))
    }
    return settings
  }
}

extension AppState {
  /// The settings that the lesson has in force at the card that is shown.
  var lessonExperiment: Experiment {
    narration.setups.indices.contains(narration.act)
      ? narration.setups[narration.act].experiment : Experiment(scenario)
  }

  /// Whether the settings are no longer those of the lesson.
  var differsFromLesson: Bool { experiment != lessonExperiment }

  /// Puts the settings in force that belong to the card that is shown, if they do not yet.
  ///
  /// They come as one step of undo, and go the same way when time goes back. What the viewer has
  /// changed, or undone, is left alone until it is the lesson's again.
  ///
  /// - Parameter former: The settings before whatever has just happened.
  mutating func applyLessonAct(since former: Experiment) {
    let next = narration.entryIndex.map { narration.schedule.entries[$0].act } ?? 0
    guard narration.setups.indices.contains(next) else { return }
    // Where among the lesson's settings those in force are, unless they are the viewer's own.
    let comesBack = experiment != former && former != lessonExperiment
    let from =
      former == lessonExperiment && experiment == former
      ? narration.act
      : comesBack ? narration.setups.firstIndex { $0.experiment == experiment } : nil
    let isOnward = next > narration.act
    narration.act = next
    guard let from, from != next else { return }

    let (step, told) = (lessonStep(at: playhead), narration)
    let way = from < next ? Array(from + 1...next) : (next..<from).reversed()
    for act in way { switchExperiment(narration.setups[act].experiment) }
    (playhead, narration) = (min(time(of: step), duration), told)
    if isOnward, let changed = narration.cardIndex.flatMap({ scenario.cards[$0].changes.last }) {
      selectedParameterID = changed.knob
    }
  }

  private mutating func switchExperiment(_ next: Experiment) {
    // Nothing is left to be recorded.
    if undoStack.last == next {
      _ = undo()
    } else if redoStack.last == next {
      _ = redo()
    } else {
      _ = commit(next)
    }
  }
}
