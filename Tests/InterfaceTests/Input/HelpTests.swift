import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `The help` {
  @Test func `scrolls only to both ends`() throws {
    var session = try Session()
    try session.type("?")
    let top = session.screen
    try session.press(.up, .pageUp)
    #expect(session.screen == top)
    try session.press(.pageDown)
    #expect(session.screen != top)
    try session.press(.end)
    let bottom = session.screen
    for _ in 0..<100 { try session.press(.down) }
    #expect(session.screen == bottom)
    #expect(bottom.contains { $0.contains("quit") })
    try session.press(.home)
    #expect(session.screen == top)
  }

  @Test func `finds a command by its title and by its key`() throws {
    var session = try Session()
    try session.type("?/undo")
    #expect(session.screen.contains { $0.contains("undo a change") })
    #expect(!session.screen.contains { $0.contains("zoom in") })
    try session.press(.escape)
    try session.type("/=")
    #expect(session.screen.contains { $0.contains("zoom in") })
  }

  @Test func `finds only titles with the typed words`() throws {
    var session = try Session()
    try session.type("?/TRAIL")
    guard case .help(let help) = session.input.mode else {
      Issue.record("the mode is not the help")
      return
    }
    #expect(help.lines(.standard).count == 4)
  }

  @Test func `closes on q, Esc, ? and F1; during a search, Esc only ends the search`() throws {
    for key: Key in [.escape, .character("q"), .character("?"), .function(1)] {
      var session = try Session()
      try session.press(.function(1), key)
      #expect(session.input.mode == .normal)
      #expect(session.effects.isEmpty)
    }
    var session = try Session()
    try session.type("?/q")
    try session.press(.escape)
    #expect(session.input.mode != .normal)
    try session.press(.escape)
    #expect(session.input.mode == .normal)
  }

  @Test func `shows every command with its keys`() throws {
    var session = try Session(rows: 200, columns: 120)
    try session.type("?")
    for command in commands {
      let keys = command.keys.map(\.label).joined(separator: " ")
      #expect(session.screen.contains { $0.contains(command.title) && $0.contains(keys) })
    }
  }
}
