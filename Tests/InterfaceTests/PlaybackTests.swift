import Engine
import Testing

@testable import Interface

@Suite struct `Time` {
  @Test func `runs from the first card on, and back to pause`() throws {
    var session = try Session("hyperbola-drift")
    try session.watch(until: 1)
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

  @Test func `ends with the lesson, and Space plays it again`() throws {
    var session = try Session()
    try session.watch(until: session.duration)
    #expect(session.playhead == 1000)
    #expect(!session.isPlaying)
    try session.type(" ")
    #expect(session.playhead == 0)
    try session.watch(until: 1000)
    #expect(session.playhead == 1000)
  }

  @Test func `goes by steps, forward and back, with counts`() throws {
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

  @Test func `is sought by fifties, to the ends, and to a step by its number`() throws {
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

  @Test func `stands still when stepped by hand`() throws {
    var session = try Session()
    try session.watch(until: 20)
    try session.type(" ")
    #expect(session.isPlaying)
    try session.type(".")
    #expect(!session.isPlaying)
  }

  @Test func `runs faster and slower by factors of one and a half`() throws {
    func stepsInASecond(_ keys: String) throws -> Int {
      var session = try Session(try silentLesson())
      try session.type("100G" + keys + " ")
      let start = session.playhead
      try session.play(.ticked(frames: 30))
      return session.playhead - start
    }
    let normal = try stepsInASecond("")
    #expect(try stepsInASecond("]]") > 2 * normal)
    #expect(try stepsInASecond("[[") < normal / 2)
    #expect(try stepsInASecond("][") == normal)
    #expect(try stepsInASecond("]]]]\\") == normal)
  }

  @Test func `bears a thousand presses of the speed keys`() throws {
    var session = try Session()
    try session.type(String(repeating: "]", count: 1000))
    #expect(session.speed == 1024)
    try session.type(String(repeating: "[", count: 1000))
    #expect(session.speed == 1.0 / 64)
  }

  @Test func `bears any number of frames at once`() throws {
    var session = try Session(try silentLesson())
    try session.type("20G ")
    try session.play(.ticked(frames: .max))
    #expect(session.playhead == session.duration)
    try session.play(.ticked(frames: 0), .ticked(frames: -5))
    #expect(session.playhead == session.duration)
  }

  @Test func `restarts with x wherever it is`() throws {
    var session = try Session()
    try session.type("700Gx")
    #expect(session.playhead == 0)
    #expect(session.narration.entryIndex == 0)
  }
}

/// A lesson that nothing interrupts.
private func silentLesson() throws -> Scenario {
  var scenario = try #require(try lessons().first)
  scenario.cards = []
  return scenario
}
