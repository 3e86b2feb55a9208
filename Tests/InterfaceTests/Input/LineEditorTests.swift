import Engine
import Testing

@testable import Interface

@Suite struct `A command line beyond a limit` {
  private func execute(_ line: String) throws -> Session {
    var session = try Session()
    try session.type(":" + line)
    let before = session.state.experiment
    // Without changed settings, no run is recorded.
    #expect(update(&session.state, .key(.enter)) == [.appendHistory(line)])
    #expect(session.state.experiment == before)
    return session
  }

  @Test(arguments: [
    ("steps 0", "steps must be from 1 to 10000000"),
    ("steps -5", "steps must be from 1 to 10000000"),
    ("steps 10000001", "steps must be from 1 to 10000000"),
    ("steps 1000000000000", "steps must be from 1 to 10000000"),
    ("steps 99999999999999999999", "steps must be from 1 to 10000000"),
    ("steps 1e3", "steps must be from 1 to 10000000"),
    (
      "steps 9000000",
      "3 runs of 9000000 steps exceed the limit of 20000000 steps in total: use at most 6666666 per run"
    ),
    ("optimizer gd,gd,gd,gd,gd,gd,gd,gd,gd,gd", "at most 9 runs, not 10"),
    ("eta 1e999", "eta takes a number"), ("eta nan", "eta takes a number"),
  ])
  func `shows an error and changes nothing`(_ line: String, _ message: String) throws {
    #expect(try execute(line).message == message)
  }

  @Test func `ignores further characters`() throws {
    var session = try Session()
    try session.type(":")
    try session.type(String(repeating: "x", count: Limits.commandCharacters + 5))
    guard case .commandLine(let line) = session.state.input.mode else {
      Issue.record("the mode is not the command line")
      return
    }
    #expect(line.text.count == Limits.commandCharacters)
    #expect(session.state.message == "a command has at most 10000 characters")
  }

  @Test func `drops the oldest line of the history`() throws {
    var session = try Session()
    for step in 0...Limits.commandHistory {
      try session.type(":step \(step)")
      try session.press(.enter)
    }
    #expect(session.state.input.commandHistory.count == Limits.commandHistory)
    #expect(session.state.input.commandHistory.first == "step 1")
  }
}

@Suite struct `An executed command line` {
  @Test(arguments: ["eta 0.07", "nonsense", "eta", "eta x"])
  func `is saved in the history even after an error`(_ line: String) throws {
    var session = try Session()
    try session.type(":" + line)
    try session.press(.enter)
    #expect(session.effects == [.appendHistory(line)])
  }
}
