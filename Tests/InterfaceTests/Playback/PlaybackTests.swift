import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `Playback` {
  @Test func `starts and pauses with Space`() throws {
    var session = try Session("hyperbola-drift")
    try session.playThrough(to: 1)
    let reached = session.playhead
    try session.play(.ticked(frames: 30))
    #expect(session.playhead == reached)
    try session.type(" ")
    #expect(session.isPlaying)
    #expect(session.framesPerSecond == 30)
    try session.play(.ticked(frames: 1))
    #expect(session.playhead > reached)
    try session.type(" ")
    #expect(!session.isPlaying)
    #expect(session.framesPerSecond == nil)
  }

  @Test func `ends at the last step, and Space restarts the lesson`() throws {
    var session = try Session()
    try session.playThrough(to: session.duration)
    #expect(session.playhead == 1000)
    #expect(!session.isPlaying)
    try session.type(" ")
    #expect(session.playhead == 0)
    try session.playThrough(to: 1000)
    #expect(session.playhead == 1000)
  }

  @Test func `steps forward and back with counts`() throws {
    var session = try Session()
    try session.type(".")
    #expect(session.playhead == 1)
    try session.type("50.")
    #expect(session.playhead == 51)
    try session.type(",")
    #expect(session.playhead == 50)
    try session.type("20,")
    #expect(session.playhead == 30)
    try session.type("999999999999999999999,")
    #expect(session.playhead == 0)
    try session.type("99999999999.")
    #expect(session.playhead == 1000)
    #expect(session.countPrefix == nil)
  }

  @Test func `seeks by 50 steps, to both ends, and to a given step`() throws {
    var session = try Session()
    try session.type(">")
    #expect(session.playhead == 50)
    try session.type("12>")
    #expect(session.playhead == 650)
    try session.type("7<")
    #expect(session.playhead == 300)
    try session.type("G")
    #expect(session.playhead == 1000)
    try session.type("g")
    #expect(session.playhead == 0)
    try session.type("412G")
    #expect(session.playhead == 412)
    try session.press(.end, .pageUp)
    #expect(session.playhead == 950)
    try session.press(.home, .pageDown)
    #expect(session.playhead == 50)
  }

  @Test func `pauses on a single step`() throws {
    var session = try Session()
    try session.playThrough(to: 20)
    try session.type(" ")
    #expect(session.isPlaying)
    try session.type(".")
    #expect(!session.isPlaying)
  }

  @Test func `changes its speed by factors of 1.5`() throws {
    func stepsPerSecond(_ keys: String) throws -> Int {
      var session = try Session(try lessonWithoutCards())
      try session.type("100G" + keys + " ")
      let start = session.playhead
      try session.play(.ticked(frames: 30))
      return session.playhead - start
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
    #expect(session.speed == 1024)
    try session.type(String(repeating: "[", count: 1000))
    #expect(session.speed == 1.0 / 64)
  }

  @Test func `accepts any number of frames at once`() throws {
    var session = try Session(try lessonWithoutCards())
    try session.type("20G ")
    try session.play(.ticked(frames: .max))
    #expect(session.playhead == session.duration)
    try session.play(.ticked(frames: 0), .ticked(frames: -5))
    #expect(session.playhead == session.duration)
  }

  @Test func `restarts with x at any step`() throws {
    var session = try Session()
    try session.type("700Gx")
    #expect(session.playhead == 0)
    #expect(session.narration.entryIndex == 0)
  }
}

/// Returns a lesson without cards, at which playback would pause.
private func lessonWithoutCards() throws -> Scenario {
  var scenario = try #require(try lessons().first)
  scenario.cards = []
  return scenario
}
