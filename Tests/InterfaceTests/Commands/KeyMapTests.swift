import Engine
import Lessons
import Testing

@testable import Interface

@Suite struct `A key` {
  @Test(arguments: Set(commands.flatMap(\.keys)))
  func `is parsed from its label`(_ key: Key) {
    #expect(Key(name: key.label) == key)
  }

  @Test(
    arguments: [
      ("SPACE", .character(" ")), (" ", .character(" ")), ("q", .character("q")),
      ("Q", .character("Q")), ("é", .character("é")), ("ctrl-a", .control("a")),
      ("C-A", .control("a")), ("^A", .control("a")), ("Ctrl-I", .tab), ("^M", .enter),
      ("^[", .escape), ("PageUp", .pageUp), ("shift-left", .shiftLeft), ("F12", .function(12)),
      ("^", .character("^")),
    ] as [(String, Key)])
  func `is parsed from its common names`(_ name: String, _ key: Key) {
    #expect(Key(name: name) == key)
  }

  @Test(arguments: ["", "qq", "F13", "F0", "\u{1B}", "\u{7F}", "\u{9B}", "^é", "^12", "e\u{301}"])
  func `is not parsed from other text`(_ name: String) {
    #expect(Key(name: name) == nil)
  }
}

@Suite struct `Bound keys` {
  private func session(_ change: (inout KeyMap) throws -> Void) throws -> Session {
    var preferences = Preferences()
    try change(&preferences.keys)
    return try Session("xy1-three-stops", preferences: preferences)
  }

  @Test func `replace the standard keys`() throws {
    var session = try session { keys in
      keys.unbind("quit")
      try keys.bind(.character("Z"), to: "quit")
    }
    try session.press(.character("q"))
    #expect(session.effects == [])
    #expect(session.state.message?.hasPrefix("q does nothing") == true)
    try session.press(.character("Z"))
    #expect(session.effects == [.quit])
    try session.press(.control("c"))
    #expect(session.effects == [.quit])
  }

  @Test func `appear in the help and in hints`() throws {
    var session = try session { keys in
      keys.unbind("help")
      try keys.bind(.function(9), to: "help")
      keys.unbind("redo")
    }
    #expect(session.screen.contains { $0.contains("F9 help") })
    try session.type("§")
    #expect(session.state.message == "§ does nothing; F9 lists the keys")
    try session.press(.function(9))
    let lines = Help().lines(session.state.preferences.keys, columns: 80)
    #expect(lines.contains(.command("F9", "keys and words (:help drifting)")))
    #expect(lines.contains(.command(":redo", "redo a change")))
  }

  @Test func `persist when another lesson is opened`() throws {
    var session = try session { keys in
      keys.unbind("quit")
      try keys.bind(.character("§"), to: "quit")
    }
    let other = try #require(session.state.lessons.gallery.last)
    session.state.open(other)
    #expect(session.scenario.id == other.id)
    try session.type("§")
    #expect(session.effects == [.quit])
  }
}
