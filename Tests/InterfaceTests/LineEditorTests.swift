import Engine
import Testing

@testable import Interface

@Suite struct `Beyond a limit a line` {
  private func obey(_ line: String) throws -> Session {
    var session = try Session()
    try session.type(":" + line)
    let before = session.state.experiment
    // Whatever the answer asks for is not recorded here: it must ask for nothing.
    #expect(update(&session.state, .key(.enter)) == [.appendHistory(line)])
    #expect(session.state.experiment == before)
    return session
  }

  @Test(arguments: [
    ("steps 0", "steps takes 1 to 10000000"), ("steps -5", "steps takes 1 to 10000000"),
    ("steps 10000001", "steps takes 1 to 10000000"),
    ("steps 1000000000000", "steps takes 1 to 10000000"),
    ("steps 99999999999999999999", "steps takes 1 to 10000000"),
    ("steps 1e3", "steps takes 1 to 10000000"),
    (
      "steps 9000000",
      "9000000 steps of 3 runs are too many to keep: together they may take 20000000, so 6666666 each"
    ),
    ("optimizer gd,gd,gd,gd,gd,gd,gd,gd,gd,gd", "there can be 9 runs"),
    ("eta 1e999", "eta takes a number"), ("eta nan", "eta takes a number"),
  ])
  func `is answered and changes nothing`(_ line: String, _ answer: String) throws {
    #expect(try obey(line).message == answer)
  }

  @Test func `does not grow`() throws {
    var session = try Session()
    try session.type(":")
    try session.type(String(repeating: "x", count: Limits.commandCharacters + 5))
    guard case .commandLine(let line) = session.state.mode else {
      Issue.record("no line is being typed")
      return
    }
    #expect(line.text.count == Limits.commandCharacters)
    #expect(session.state.message == "a line takes 10000 characters")
  }

  @Test func `cannot be undone when a thousand others have been obeyed`() throws {
    var session = try Session()
    for seed in 0...Limits.undoLevels {
      var next = session.state.experiment
      next.namedRuns[0].seed = UInt64(100 + seed)
      _ = session.state.commit(next)
    }
    for _ in 0..<Limits.undoLevels { _ = session.state.undo() }
    #expect(session.state.experiment.namedRuns[0].seed == 100)
    #expect(session.state.undo() == [])
    #expect(session.state.message == "nothing to undo")
  }

  @Test func `is forgotten when a thousand others have been typed`() throws {
    var session = try Session()
    for step in 0...Limits.commandHistory {
      try session.type(":step \(step)")
      try session.press(.enter)
    }
    #expect(session.state.history.count == Limits.commandHistory)
    #expect(session.state.history.first == "step 1")
  }
}
