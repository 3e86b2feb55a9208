import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `Playback` {
  @Test func `starts and pauses with Space`() throws {
    var session = try Session("hyperbola-drift")
    try session.playThrough(to: 1)
    let reached = session.playback.playhead
    try session.play(.ticked(frames: 30))
    #expect(session.playback.playhead == reached)
    try session.type(" ")
    #expect(session.playback.isPlaying)
    #expect(session.framesPerSecond == 30)
    try session.play(.ticked(frames: 1))
    #expect(session.playback.playhead > reached)
    try session.type(" ")
    #expect(!session.playback.isPlaying)
    #expect(session.framesPerSecond == nil)
  }

  @Test func `ends at the last step, and Space restarts the lesson`() throws {
    var session = try Session()
    try session.playThrough(to: session.duration)
    #expect(session.playback.playhead == 1000)
    #expect(!session.playback.isPlaying)
    try session.type(" ")
    #expect(session.playback.playhead == 0)
    try session.playThrough(to: 1000)
    #expect(session.playback.playhead == 1000)
  }

  @Test func `steps forward and back with counts`() throws {
    var session = try Session()
    try session.type(".")
    #expect(session.playback.playhead == 1)
    try session.type("50.")
    #expect(session.playback.playhead == 51)
    try session.type(",")
    #expect(session.playback.playhead == 50)
    try session.type("20,")
    #expect(session.playback.playhead == 30)
    try session.type("999999999999999999999,")
    #expect(session.playback.playhead == 0)
    try session.type("99999999999.")
    #expect(session.playback.playhead == 1000)
    #expect(session.input.countPrefix == nil)
  }

  @Test func `seeks by 50 steps, to both ends, and to a given step`() throws {
    var session = try Session()
    try session.type(">")
    #expect(session.playback.playhead == 50)
    try session.type("12>")
    #expect(session.playback.playhead == 650)
    try session.type("7<")
    #expect(session.playback.playhead == 300)
    try session.type("G")
    #expect(session.playback.playhead == 1000)
    try session.type("g")
    #expect(session.playback.playhead == 0)
    try session.type("412G")
    #expect(session.playback.playhead == 412)
    try session.press(.end, .pageUp)
    #expect(session.playback.playhead == 950)
    try session.press(.home, .pageDown)
    #expect(session.playback.playhead == 50)
  }

  @Test func `pauses on a single step`() throws {
    var session = try Session()
    try session.playThrough(to: 20)
    try session.type(" ")
    #expect(session.playback.isPlaying)
    try session.type(".")
    #expect(!session.playback.isPlaying)
  }

  @Test func `changes its speed by factors of 1.5`() throws {
    func stepsPerSecond(_ keys: String) throws -> Int {
      var session = try Session(try lessonWithoutCards())
      try session.type("100G" + keys + " ")
      let start = session.playback.playhead
      try session.play(.ticked(frames: 30))
      return session.playback.playhead - start
    }
    let normal = try stepsPerSecond("")
    #expect(try stepsPerSecond("]]") > 2 * normal)
    #expect(try stepsPerSecond("[[") < normal / 2)
    #expect(try stepsPerSecond("][") == normal)
    #expect(try stepsPerSecond("]]]]\\") == normal)
  }

  @Test func `has a highest and a lowest speed`() throws {
    var session = try Session()
    try session.type(String(repeating: "]", count: 1000))
    #expect(session.playback.speed == 1024)
    try session.type(String(repeating: "[", count: 1000))
    #expect(session.playback.speed == 1.0 / 64)
  }

  @Test func `accepts any number of frames at once`() throws {
    var session = try Session(try lessonWithoutCards())
    try session.type("20G ")
    try session.play(.ticked(frames: .max))
    #expect(session.playback.playhead == session.duration)
    try session.play(.ticked(frames: 0), .ticked(frames: -5))
    #expect(session.playback.playhead == session.duration)
  }

  @Test func `restarts with x at any step`() throws {
    var session = try Session()
    try session.type("700Gx")
    #expect(session.playback.playhead == 0)
    #expect(session.narration.entryIndex == 0)
  }
}

/// Returns a lesson without cards, at which playback would pause.
private func lessonWithoutCards() throws -> Scenario {
  var scenario = try #require(try lessons().first)
  scenario.cards = []
  return scenario
}
