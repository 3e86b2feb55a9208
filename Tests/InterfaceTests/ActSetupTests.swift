import Drawing
import Engine
import Testing

@testable import Interface

/// In `overparam` μ is 0, from step 1500 on .1, and at the last step 1.
@Suite struct `A card that sets a knob` {
  private func session() throws -> Session { try Session("overparam") }

  private func mu(_ session: Session) -> Double? { session.experiment.surface.knobs["mu"] }

  /// The bits of the runs that `check` computes for an act.
  private func checked(_ act: Int) throws -> [[UInt64]] {
    let lesson = try session().scenario.acts[act].scenario
    let recordings = try lesson.recordings()
    return lesson.runs.map { recordings[$0.name]?.trajectory.points.bits ?? [] }
  }

  private func bits(_ session: Session) -> [[UInt64]] {
    session.recordings.map(\.trajectory.points.bits)
  }

  @Test func `sets it at its moment, as check does`() throws {
    var session = try session()
    try session.type("1499G")
    #expect(mu(session) == 0)
    #expect(try bits(session) == checked(0))
    try session.watch(until: 1501)
    #expect(mu(session) == 0.1)
    #expect(try bits(session) == checked(1))
    #expect(session.effects.isEmpty)
    try session.watch(until: 2000)
    #expect(mu(session) == 1)
    #expect(try bits(session) == checked(2))
  }

  @Test func `shows it on the line of knobs, and stays in the lesson`() throws {
    var session = try session()
    try session.type("1500G")
    #expect(session.screen[20].contains("μ 0.1"))
    #expect(session.selectedParameter?.knob.id == "mu")
    #expect(session.narrationText.hasPrefix("Now a light hand"))
  }

  @Test func `takes it back when time goes back over it`() throws {
    var session = try session()
    try session.type("1500G,")
    #expect(session.playhead == 1499)
    #expect(mu(session) == 0)
    #expect(session.narrationText.hasPrefix("With room to move"))
    #expect(session.undoStack.isEmpty)
    try session.type(".")
    #expect(mu(session) == 0.1)
    try session.type("nN")
    #expect(mu(session) == 0.1)
    try session.type("G")
    #expect(mu(session) == 1)
    try session.type("g")
    #expect(mu(session) == 0)
    #expect(session.undoStack.isEmpty)
    #expect(try bits(session) == checked(0))
  }

  @Test func `is undone like any change, and redone`() throws {
    var session = try session()
    try session.type("1600Gu")
    #expect(mu(session) == 0)
    #expect(session.playhead == 1600)
    #expect(session.narrationText == "The lesson's change is undone: U puts it in force again.")
    try session.type("10.")
    #expect(mu(session) == 0)
    try session.type("U")
    #expect(mu(session) == 0.1)
    #expect(session.narrationText.hasPrefix("Now a light hand"))
  }

  @Test func `leaves alone what the viewer has changed, until it is the lesson's again`() throws {
    var session = try session()
    try session.type("E1600G")
    #expect(mu(session) == 0)
    #expect(session.narrationText.contains("no longer the lesson's"))
    try session.type("u")
    #expect(mu(session) == 0.1)
    #expect(session.narrationText.hasPrefix("Now a light hand"))
  }

  @Test func `is set anew when the lesson is played again, and meets every card`() throws {
    var session = try session()
    try session.type("1600Gux")
    #expect(session.playhead == 0)
    #expect(!session.isPlaying)
    #expect(session.narrationText.hasPrefix("One equation for two weights"))
    try session.watch(until: 2000)
    #expect(mu(session) == 1)
  }

  @Test func `comes at its step whatever time counts`() throws {
    var session = try session()
    try session.type("annn")
    #expect(mu(session) == 0.1)
    #expect(session.state.lessonStep(at: session.playhead) == 1500)
  }

  @Test func `is what a picture or a recording of that step shows`() throws {
    var state = try session().state
    state.show(step: 1500, view: .map)
    #expect(state.experiment.surface.knobs["mu"] == 0.1)
    state.seek(before: 0)
    #expect(state.experiment.surface.knobs["mu"] == 0)
    while state.advance(to: 1500) {}
    #expect(state.experiment.surface.knobs["mu"] == 0.1)
    #expect(state.styledRuns.map(\.recording.trajectory.points.bits) == (try checked(1)))
  }
}
