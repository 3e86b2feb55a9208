import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `Undo` {
  @Test func `restores every kind of change, and redo repeats the change, bit for bit`() throws {
    var session = try Session("quad-split")
    var history = [session.experiment]
    func change(_ session: inout Session) throws {
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
      try change(&session)
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

  @Test func `deletes the redo steps after another change`() throws {
    var session = try Session()
    try session.type("EuR")
    try session.type("U")
    #expect(session.narrationText == "nothing to redo")
    try session.type("u")
    #expect(!session.state.differsFromLesson)
  }

  @Test func `has a thousand steps`() throws {
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

  @Test func `drops the oldest step`() throws {
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
}

@Suite struct `A recording` {
  @Test func `of former settings is ignored`() throws {
    var session = try Session()
    let before = session.recordings.map(\.run)
    var requested: [Run] = []
    for effect in update(&session.state, .key(.character("E"))) {
      if case .simulate(let run) = effect { requested.append(run) }
    }
    #expect(requested == session.experiment.runs)
    _ = update(&session.state, .key(.character("u")))
    for run in requested { try session.play(.simulated(try Catalog.record(run))) }
    #expect(session.recordings.map(\.run) == before)
    #expect(try session.state.isRecorded())
  }

  @Test func `may arrive late, twice and in any order`() throws {
    var session = try Session()
    var requested: [Run] = []
    for key in "EEREuUrrEuuU" {
      for effect in update(&session.state, .key(.character(key))) {
        if case .simulate(let run) = effect { requested.append(run) }
      }
      _ = render(session.state)
    }
    for run in requested.reversed() + requested {
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
