import Drawing
import Engine

/// What the lesson says, and where in it the viewer is.
///
/// Cards that come at one step are told one after the other: the play waits at each but the last,
/// and at the last too if it asks for it.
struct Narration: Sendable {
  let schedule: CardSchedule
  /// The settings of each act of the lesson.
  let setups: [ActSetup]
  /// The act whose settings are the lesson's now.
  var act = 0
  /// The cards of the schedule that wait for the viewer even if nothing follows at their step.
  private let pausingEntries: Set<Int>
  /// The place in the schedule of the card that is shown.
  private(set) var entryIndex: Int?
  /// What was guessed, by the card's index in the scenario.
  private(set) var answers: [Int: Int] = [:]

  /// That of no lesson.
  init() { (schedule, setups, pausingEntries) = (.empty, [], []) }

  /// That of a lesson whose runs are recorded with the settings of its first act.
  init(_ scenario: Scenario, _ recordings: [Recording]) {
    let settings = scenario.setups(recordings)
    let schedule = scenario.schedule { act in
      settings.indices.contains(act) ? settings[act].recordingsByName : [:]
    }
    self.setups = settings
    self.schedule = schedule
    pausingEntries = Set(
      schedule.entries.indices.filter { index in
        let follows = index + 1 < schedule.entries.count
        return scenario.cards[schedule.entries[index].card].pauses
          || follows && schedule.entries[index + 1].step == schedule.entries[index].step
      })
  }

  /// Keeps the card that is shown if it comes at this step; else the one in force there.
  mutating func resume(at step: Int) {
    if let entryIndex, schedule.entries[entryIndex].step == step { return }
    jump(to: step)
  }

  /// The index in the scenario of the card that is shown.
  var cardIndex: Int? { entryIndex.map { schedule.entries[$0].card } }

  /// Shows the cards that come after one step up to another; the step to wait at, if there is one.
  mutating func playToPause(after from: Int, upTo step: Int) -> Int? {
    for (index, entry) in schedule.entries.enumerated() where entry.step > from {
      guard entry.step <= step else { break }
      entryIndex = index
      if pausingEntries.contains(index) { return entry.step }
    }
    return nil
  }

  /// Shows the next card of the same step; false if there is none.
  mutating func showNextCardOfStep() -> Bool {
    guard let entryIndex, entryIndex + 1 < schedule.entries.count,
      schedule.entries[entryIndex + 1].step == schedule.entries[entryIndex].step
    else { return false }
    self.entryIndex = entryIndex + 1
    return true
  }

  /// Shows the card that follows if it comes by a step; the step at which it comes.
  mutating func showNextCard(upTo step: Int) -> Int? {
    let next = (entryIndex ?? -1) + 1
    guard next < schedule.entries.count, schedule.entries[next].step <= step else { return nil }
    entryIndex = next
    return schedule.entries[next].step
  }

  /// Shows the card in force at a step that was jumped to.
  mutating func jump(to step: Int) { entryIndex = schedule.index(at: step) }

  /// Before the first card, with nothing guessed.
  mutating func restart() {
    entryIndex = nil
    answers = [:]
  }

  /// Shows the card some places away; the step at which it comes, or nil if there is none.
  mutating func move(by offset: Int) -> Int? {
    let next = (entryIndex ?? -1) + offset
    guard schedule.entries.indices.contains(next) else { return nil }
    entryIndex = next
    return schedule.entries[next].step
  }

  mutating func recordAnswer(_ choice: Int) {
    guard let cardIndex else { return }
    answers[cardIndex] = choice
  }
}

extension AppState {
  private var recordingsByName: [String: Recording] {
    ActSetup(experiment: experiment, recordings: recordings).recordingsByName
  }

  /// What is to be read now: the message of the last key, or the card in force.
  var narrationText: String {
    if let message { return message }
    if differsFromLesson {
      return redoStack.last == lessonExperiment
        ? "The lesson's change is undone: \(label(of: .redo)) puts it in force again."
        : "The settings are no longer the lesson's: \(label(of: .undo)) undoes the last change."
    }
    guard let index = narration.cardIndex else { return scenario.lesson }
    let card = scenario.cards[index]
    let recordings = recordingsByName
    let step =
      narration.entryIndex.map { narration.schedule.entries[$0].step } ?? lessonStep(at: playhead)
    let text =
      card.text.filled { expression in
        let value = recordings.value(of: expression, at: step)
        return expression.isCount ? formatFixed(value, places: 0) : formatShort(value)
      }
      + (card.text.hasValues && step != lessonStep(at: playhead) ? " (step \(step))" : "")
    switch card.content {
    case .statement:
      return answerFeedback + text
    case .question(_, let choices, _):
      if let answer = narration.answers[index] {
        return "You say \(choices[answer]). \(label(of: .playOrPause)) plays on, and we shall see."
      }
      let list = choices.enumerated().map { "[\($0.offset + 1)] \($0.element)" }
      return answerFeedback + text + "\n" + list.joined(separator: "   ")
    }
  }
}
