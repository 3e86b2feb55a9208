import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `The memory for recorded steps` {
  private func preferences(steps: Int) -> Preferences {
    var preferences = Preferences()
    preferences.memory = MemoryBudget(bytes: 32 * steps)
    return preferences
  }

  @Test func `decides whether an experiment fits`() {
    let budget = MemoryBudget.standard
    #expect(budget.violation(steps: 10_000_000, runs: 2, acts: 1) == nil)
    #expect(
      budget.violation(steps: 6_000_000, runs: 3, acts: 2) == """
        3 runs of 6000000 steps, recorded before and after a change at a card, do not fit into \
        1.0 GB of memory: use at most 5208332 steps per run, or raise --memory
        """)
    #expect(budget.violation(steps: .max - 1, runs: 9, acts: 1) != nil)
  }

  @Test func `does not change a lesson with acts`() throws {
    let lessons = try lessons().filter { $0.acts.count > 2 }
    #expect(!lessons.isEmpty)
    for lesson in lessons {
      let perAct = lesson.runs.count * (lesson.steps + 1)
      var ample = try Session(lesson)
      var scarce = try Session(lesson, preferences: preferences(steps: 2 * perAct))
      #expect(ample.state.narration.schedule == scarce.state.narration.schedule)
      #expect(scarce.state.narration.setups.allSatisfy { $0.recordings.isEmpty })
      let last = ample.state.narration.schedule.entries.count
      for key in Array(repeating: "n", count: last + 1) + Array(repeating: "N", count: last + 1) + [
        "G"
      ] {
        try ample.type(key)
        try scarce.type(key)
        #expect(ample.screen == scarce.screen)
        #expect(ample.state.experiment == scarce.state.experiment)
      }
    }
  }

  @Test func `leaves the runs of an act that were not kept to the background`() throws {
    let lesson = try #require(try lessons().first { $0.id == "overparam" })
    let scarce = preferences(steps: 2 * lesson.runs.count * (lesson.steps + 1))
    var state = try Session(lesson, preferences: scarce).state
    var effects: [Effect] = []
    for key in "1500G" { effects += update(&state, .key(.character(key))) }
    #expect(effects == state.experiment.runs.map(Effect.simulate))
    #expect(!state.recorded.isRecorded)
    effects = "x".flatMap { update(&state, .key(.character($0))) }
    #expect(effects.isEmpty)
    #expect(state.recorded.isRecorded)
  }

  @Test func `bounds a typed number of steps`() throws {
    var session = try Session(preferences: preferences(steps: 100_000))
    try session.type(":steps 50000")
    try session.press(.enter)
    #expect(session.message?.contains("do not fit into") == true)
  }
}
