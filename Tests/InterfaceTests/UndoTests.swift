import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `Undo` {
  @Test func `takes back every kind of change, and redo repeats it, bit for bit`() throws {
    var session = try Session("quad-split")
    var history = [session.experiment]
    func changes(_ session: inout Session) throws {
      switch history.count {
      case 1: try session.type("E")
      case 2: try session.type("12r")
      case 3: try session.press(.shiftRight)
      case 4:
        try session.press(.enter)
        try session.type("0.031")
        try session.press(.enter)
      case 5: try session.click(Position(row: 9, column: 31))
      case 6:
        try session.type("ijjj")
        try session.press(.enter)
      case 7:
        try session.press(.tab)
        try session.type("E")
      case 8:
        while session.selectedParameter?.owner != .surface { try session.press(.down) }
        try session.press(.right)
      default: try session.press(.backspace)
      }
    }
    while history.count < 10 {
      try changes(&session)
      #expect(session.experiment != history.last)
      history.append(session.experiment)
    }
    for former in history.dropLast().reversed() {
      try session.type("u")
      #expect(session.experiment == former)
      #expect(try session.state.isRecorded())
    }
    try session.type("u")
    #expect(session.narrationText == "nothing to undo")
    for next in history.dropFirst() {
      try session.type("U")
      #expect(session.experiment == next)
      #expect(try session.state.isRecorded())
    }
    try session.type("U")
    #expect(session.narrationText == "nothing to redo")
  }

  @Test func `forgets what was undone after another change`() throws {
    var session = try Session()
    try session.type("EuR")
    try session.type("U")
    #expect(session.narrationText == "nothing to redo")
    try session.type("u")
    #expect(!session.state.differsFromLesson)
  }

  @Test func `goes back a thousand changes`() throws {
    var scenario = try #require(try lessons().first)
    scenario.steps = 1
    scenario.cards = []
    var session = try Session(scenario)
    for _ in 0..<600 { try session.type("Ee") }
    for _ in 0..<1000 { try session.type("u") }
    #expect(session.message == nil)
    try session.type("u")
    #expect(session.narrationText == "nothing to undo")
  }
}

@Suite struct `A recording` {
  @Test func `that is no longer asked for is ignored`() throws {
    var session = try Session()
    let before = session.recordings.map(\.run)
    var asked: [Run] = []
    for effect in update(&session.state, .key(.character("E"))) {
      if case .simulate(let run) = effect { asked.append(run) }
    }
    #expect(asked == session.experiment.runs)
    _ = update(&session.state, .key(.character("u")))
    for run in asked { try session.play(.simulated(try Catalog.record(run))) }
    #expect(session.recordings.map(\.run) == before)
    #expect(try session.state.isRecorded())
  }

  @Test func `may come late, twice and in any order`() throws {
    var session = try Session()
    var asked: [Run] = []
    for key in "EEREuUrrEuuU" {
      for effect in update(&session.state, .key(.character(key))) {
        if case .simulate(let run) = effect { asked.append(run) }
      }
      _ = render(session.state)
    }
    for run in asked.reversed() + asked {
      try session.play(.simulated(try Catalog.record(run)))
      _ = render(session.state)
    }
    #expect(try session.state.isRecorded())
  }

  @Test func `of another lesson is ignored`() throws {
    var session = try Session()
    let foreign = try Session("lxy-race").recordings[0]
    try session.play(.simulated(foreign))
    #expect(try session.state.isRecorded())
  }
}
