import Drawing
import Engine
import Lessons
import Scenes
import Testing

@testable import Interface

/// In `overparam` μ is 0, then 0.1 from step 1500, and 1 at the last step.
@Suite struct `A card that sets a knob` {
  private func session() throws -> Session { try Session("overparam") }

  private func mu(_ session: Session) -> Double? { session.experiment.surface.knobs["mu"] }

  /// Returns the bits of the trajectories that `check` computes for an act.
  private func checkedBits(ofAct act: Int) throws -> [[UInt64]] {
    let lesson = try session().scenario.acts[act].scenario
    let recordings = try lesson.recordings()
    return lesson.runs.map { recordings[$0.name]?.trajectory.points.bits ?? [] }
  }

  private func bits(_ session: Session) -> [[UInt64]] {
    session.recordings.map(\.trajectory.points.bits)
  }

  @Test func `sets the knob at its step, as check does`() throws {
    var session = try session()
    try session.type("1499G")
    #expect(mu(session) == 0)
    #expect(try bits(session) == checkedBits(ofAct: 0))
    try session.playThrough(to: 1501)
    #expect(mu(session) == 0.1)
    #expect(try bits(session) == checkedBits(ofAct: 1))
    #expect(session.effects.isEmpty)
    try session.playThrough(to: 2000)
    #expect(mu(session) == 1)
    #expect(try bits(session) == checkedBits(ofAct: 2))
  }

  @Test func `selects the parameter and remains part of the lesson`() throws {
    var session = try session()
    try session.type("1500G")
    #expect(session.screen[20].contains("μ 0.1"))
    #expect(session.selectedParameter?.knob.id == "mu")
    #expect(session.narrationText.hasPrefix("Now μ = 0.1"))
  }

  @Test func `restores the former value when the playhead moves back`() throws {
    var session = try session()
    try session.type("1500G,")
    #expect(session.playback.playhead == 1499)
    #expect(mu(session) == 0)
    #expect(session.narrationText.hasPrefix("Along the valley SAM has drifted"))
    #expect(session.recorded.history.undoStack.isEmpty)
    try session.type(".")
    #expect(mu(session) == 0.1)
    try session.type("nN")
    #expect(mu(session) == 0.1)
    try session.type("G")
    #expect(mu(session) == 1)
    try session.type("g")
    #expect(mu(session) == 0)
    #expect(session.recorded.history.undoStack.isEmpty)
    #expect(try bits(session) == checkedBits(ofAct: 0))
  }

  @Test func `can be undone and redone like any change`() throws {
    var session = try session()
    try session.type("1600Gu")
    #expect(mu(session) == 0)
    #expect(session.playback.playhead == 1600)
    #expect(
      session.narrationText == "You have undone the lesson's change: U restores the change.")
    try session.type("10.")
    #expect(mu(session) == 0)
    try session.type("U")
    #expect(mu(session) == 0.1)
    #expect(session.narrationText.hasPrefix("Now μ = 0.1"))
  }

  @Test func `keeps settings that the user has changed until the user undoes the change`() throws {
    var session = try session()
    try session.type("E1600G")
    #expect(mu(session) == 0)
    #expect(session.narrationText.contains("differ from the lesson's"))
    try session.type("u")
    #expect(mu(session) == 0.1)
    #expect(session.narrationText.hasPrefix("Now μ = 0.1"))
  }

  @Test func `starts from the lesson's values when the lesson is played again`() throws {
    var session = try session()
    try session.type("1600Gux")
    #expect(session.playback.playhead == 0)
    #expect(!session.playback.isPlaying)
    #expect(session.narrationText.hasPrefix("One equation for two weights"))
    try session.playThrough(to: 2000)
    #expect(mu(session) == 1)
  }

  @Test func `appears at its step for either unit of time`() throws {
    var session = try session()
    try session.type("annn")
    #expect(mu(session) == 0.1)
    #expect(session.state.lessonStep(at: session.playback.playhead) == 1500)
  }

  @Test func `applies to pictures and recordings of its step`() throws {
    var state = try session().state
    state.show(step: 1500, view: .map)
    #expect(state.experiment.surface.knobs["mu"] == 0.1)
    state.seek(before: 0)
    #expect(state.experiment.surface.knobs["mu"] == 0)
    while state.advance(to: 1500) {}
    #expect(state.experiment.surface.knobs["mu"] == 0.1)
    #expect(
      state.plottedRuns.map(\.recording.trajectory.points.bits) == (try checkedBits(ofAct: 1)))
  }
}
