import Drawing
import Engine
import Lessons

/// The cards of a lesson, with the current card and the user's answers.
///
/// Each card holds playback for its reading time. At pace 0, playback pauses at each but the last
/// of several cards at one step; at the last card only if the card itself pauses.
struct Narration: Sendable {
  let schedule: CardSchedule
  /// The settings of the acts of the lesson.
  let setups: [ActSetup]
  /// The act of the current card.
  var act = 0
  /// The indices of the schedule entries at which playback pauses.
  private let pausingEntries: Set<Int>
  /// The index of the current card in the schedule.
  private(set) var entryIndex: Int? { didSet { if entryIndex != oldValue { page = 0 } } }
  /// The page of the current card, in the big mode.
  var page = 0
  /// Whether the schedule is that of runs of which some steps are not recorded.
  let isPartial: Bool
  /// Whether the schedule is that of runs whose sharpness is not measured.
  let isProvisional: Bool
  /// The chosen answers by the card's index in the lesson.
  private(set) var answers: [Int: Int] = [:]

  /// Creates a narration without cards.
  init() {
    (schedule, setups, pausingEntries) = (.empty, [], [])
    (isPartial, isProvisional) = (false, false)
  }

  /// Creates the narration of a lesson from the recordings of its first act.
  ///
  /// Records the other acts up to the last that occurs, and keeps the recordings as far as the
  /// memory suffices for two more sets of recordings.
  init(_ scenario: Scenario, _ recordings: [Recording], _ memory: MemoryBudget) {
    let acts = scenario.acts
    let stepsPerAct = recordings.reduce(0) { $0 + $1.lastStep + 1 }
    let keepsRecordings = (acts.count + 2) * stepsPerAct <= memory.steps
    var setups: [ActSetup] = []
    let schedule = scenario.schedule { act in
      guard setups.count == act else { return [:] }
      let experiment = Experiment(acts[act].scenario)
      guard let recordings = act == 0 ? recordings : experiment.recordings() else { return [:] }
      setups.append(
        ActSetup(experiment: experiment, recordings: keepsRecordings ? recordings : []))
      return experiment.byName(recordings, scenario.trainingPath)
    }
    self.setups = setups
    self.schedule = schedule
    isPartial = recordings.contains { !$0.isComplete }
    isProvisional = recordings.contains { !$0.isMeasured }
    pausingEntries = Set(
      schedule.entries.indices.filter { index in
        let follows = index + 1 < schedule.entries.count
        return scenario.cards[schedule.entries[index].card].pauses
          || follows && schedule.entries[index + 1].step == schedule.entries[index].step
      })
  }

  /// Returns the narration with the schedule of longer recordings, at the same card.
  func rescheduled(
    _ scenario: Scenario, _ recordings: [Recording], _ memory: MemoryBudget
  ) -> Narration {
    var next = Narration(scenario, recordings, memory)
    next.act = act
    next.entryIndex = cardIndex.flatMap { card in
      next.schedule.entries.firstIndex { $0.card == card }
    }
    (next.page, next.answers) = (page, answers)
    return next
  }

  /// Keeps the current card if it belongs to a step; otherwise jumps to the step.
  mutating func resume(at step: Int) {
    if let entryIndex, schedule.entries[entryIndex].step == step { return }
    jump(to: step)
  }

  /// The index of the current card in the lesson.
  var cardIndex: Int? { entryIndex.map { schedule.entries[$0].card } }

  /// Moves to the last card up to a step, or to the first pausing card, whose step is returned.
  mutating func playToPause(after from: Int, upTo step: Int) -> Int? {
    for (index, entry) in schedule.entries.enumerated() where entry.step > from {
      guard entry.step <= step else { break }
      entryIndex = index
      if pausingEntries.contains(index) { return entry.step }
    }
    return nil
  }

  /// Moves to the first card after a step, up to another step; returns false without such a card.
  mutating func showFirstCard(after from: Int, upTo step: Int) -> Bool {
    guard
      let next = schedule.entries.firstIndex(where: { $0.step > from }),
      schedule.entries[next].step <= step
    else { return false }
    entryIndex = next
    return true
  }

  /// Moves to the next card of the same step; returns false without such a card.
  mutating func showNextCardOfStep() -> Bool {
    guard let entryIndex, entryIndex + 1 < schedule.entries.count,
      schedule.entries[entryIndex + 1].step == schedule.entries[entryIndex].step
    else { return false }
    self.entryIndex = entryIndex + 1
    return true
  }

  /// Moves to the next card if its step is not after a given step; returns the card's step.
  mutating func showNextCard(upTo step: Int) -> Int? {
    let next = (entryIndex ?? -1) + 1
    guard next < schedule.entries.count, schedule.entries[next].step <= step else { return nil }
    entryIndex = next
    return schedule.entries[next].step
  }

  /// Shows a card by its index in the schedule; another index shows no card.
  mutating func show(_ index: Int) {
    entryIndex = schedule.entries.indices.contains(index) ? index : nil
  }

  /// Moves to the last card up to a step.
  mutating func jump(to step: Int) { entryIndex = schedule.index(at: step) }

  /// Moves before the first card and deletes all answers.
  mutating func restart() {
    entryIndex = nil
    answers = [:]
  }

  /// Moves by a number of cards; returns the step of the new card, or nil without such a card.
  mutating func move(by offset: Int) -> Int? {
    let next = (entryIndex ?? -1) + offset
    guard schedule.entries.indices.contains(next) else { return nil }
    entryIndex = next
    return schedule.entries[next].step
  }

  /// Stores the answer to the current card.
  mutating func recordAnswer(_ choice: Int) {
    guard let cardIndex else { return }
    answers[cardIndex] = choice
  }
}
