import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `Digits` {
  @Test func `before a key with a count neither switch views nor recompute a map`() throws {
    var session = try Session()
    try session.type("4")
    try session.play(.idled)
    let sweep = try #require(session.sweepGrids.stability?.sweep)
    try session.type("h")
    let cursor = try #require(session.sweepGrids.cursor)
    try session.press(.character("5"))
    #expect(session.view == .stability && session.effects.isEmpty)
    try session.press(.character("k"))
    #expect(session.view == .stability && session.effects.isEmpty)
    #expect(session.sweepGrids.stability?.sweep == sweep)
    #expect(session.sweepGrids.cursor == Position(row: cursor.row - 5, column: cursor.column))
  }

  @Test(arguments: 1...6)
  func `alone show a view after a moment`(_ digit: Int) throws {
    var session = try Session()
    try session.type(digit == 1 ? "2" : "1")
    let before = session.view
    try session.press(.character(Character("\(digit)")))
    #expect(session.view == before && session.state.idleDelay == 400)
    #expect(session.screen[0].contains(" \(digit)  "))
    try session.play(.idled)
    #expect(session.view.rawValue == digit && session.state.idleDelay == nil)
  }

  @Test func `before a key without a count show a view first`() throws {
    var session = try Session()
    try session.type("300G")
    try session.press(.character("3"), .tab)
    #expect(session.view == .plots && session.selection.focusedRun == 0)
  }

  @Test func `of one view never join those of the next`() throws {
    var session = try Session()
    for (digit, step) in [("4", 1), ("2", 2), ("1", 3)] {
      try session.press(.character(Character(digit)))
      try session.play(.idled)
      try session.press(.character("."))
      #expect(session.playback.playhead == step)
    }
    #expect(session.view == .map)
  }

  @Test func `of a number never show a view`() throws {
    var session = try Session()
    for digit in "12" { try session.press(.character(digit)) }
    #expect(session.state.idleDelay == 2000 && session.view == .map)
    try session.press(.tab)
    #expect(session.view == .map && session.selection.focusedRun == 0)
    for digit in "25" { try session.press(.character(digit)) }
    try session.play(.idled)
    #expect(session.view == .map)
    try session.press(.character("."))
    #expect(session.playback.playhead == 1)
  }
}
