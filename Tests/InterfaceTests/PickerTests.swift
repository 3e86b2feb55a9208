import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `The picker` {
  @Test func `opens a lesson that is typed in part`() throws {
    var session = try Session()
    try session.type("oquadsp")
    #expect(session.screen.contains { $0.contains("> quadsp") })
    try session.press(.enter)
    #expect(session.scenario.id == "quad-split")
    #expect(session.mode == .normal)
    #expect(session.playhead == 0)
    #expect(session.undoStack.isEmpty)
    #expect(try session.state.isRecorded())
  }

  @Test func `opens every lesson of the gallery by its id`() throws {
    var session = try Session()
    for lesson in session.gallery {
      try session.type("o" + lesson.id)
      try session.press(.enter)
      #expect(session.scenario.id == lesson.id)
    }
  }

  @Test func `opens the lesson that the arrows chose`() throws {
    var session = try Session()
    try session.type("o")
    try session.press(.home, .down, .enter)
    #expect(session.scenario.id == session.gallery[1].id)
    try session.type("o")
    try session.press(.end, .pageDown, .down, .enter)
    #expect(session.scenario.id == session.gallery.last?.id)
    try session.type("o")
    for _ in 0..<100 { try session.press(.pageUp) }
    try session.press(.up, .enter)
    #expect(session.scenario.id == session.gallery[0].id)
  }

  @Test func `finds by what is shown of an entry, after those that have the name`() throws {
    var session = try Session()
    try session.type("Aheavy")
    guard case .picker(var picker) = session.mode else {
      Issue.record("there is no picker")
      return
    }
    #expect(picker.filteredItems.map(\.id) == ["momentum", "sam-momentum"])
    picker.setFilter(by: "sam")
    #expect(picker.selectedItem?.id == "sam")
    picker.setFilter(by: "2305.15659")
    #expect(picker.filteredItems.map(\.id) == ["rs"])
  }

  @Test func `is left by Esc, and opens nothing when nothing fits`() throws {
    var session = try Session()
    try session.type("oquad")
    try session.press(.escape)
    #expect(session.scenario.id == "xy1-three-stops")
    try session.type("oqqqqqqq")
    #expect(session.screen.contains { $0.contains("nothing fits") })
    try session.press(.down, .enter)
    #expect(session.scenario.id == "xy1-three-stops")
    #expect(session.mode == .normal)
  }

  @Test func `widens again as letters are taken back`() throws {
    var session = try Session()
    try session.type("oqqqq")
    try session.press(.backspace, .backspace, .backspace, .backspace)
    guard case .picker(let picker) = session.mode else {
      Issue.record("the picker is gone")
      return
    }
    #expect(picker.filteredItems.count == session.gallery.count)
  }

  @Test func `bears a very long filter`() throws {
    var session = try Session()
    try session.type("o" + String(repeating: "長é\u{202E}x", count: 200))
    _ = render(session.state)
    try session.press(.enter)
    #expect(session.scenario.id == "xy1-three-stops")
  }

  @Test func `keeps speed, trails and colours for the next lesson`() throws {
    var session = try Session()
    try session.type("]tCo")
    let (speed, trail, display) = (session.speed, session.trailLength, session.display)
    try session.type("lxy")
    try session.press(.enter)
    #expect(session.scenario.id == "lxy-race")
    #expect(session.speed == speed && session.trailLength == trail && session.display == display)
  }
}

@Suite struct `The help` {
  @Test func `scrolls to both ends and no further`() throws {
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

  @Test func `finds a command by its words and by its key`() throws {
    var session = try Session()
    try session.type("?/undo")
    #expect(session.screen.contains { $0.contains("undo a change") })
    #expect(!session.screen.contains { $0.contains("zoom in") })
    try session.press(.escape)
    try session.type("/=")
    #expect(session.screen.contains { $0.contains("zoom in") })
  }

  @Test func `finds only what has the words as they are typed`() throws {
    var session = try Session()
    try session.type("?/TRAIL")
    guard case .help(let help) = session.mode else {
      Issue.record("the help is gone")
      return
    }
    #expect(help.lines(.standard).count == 4)
  }

  @Test func `is left by q, Esc, ? and F1, and by Esc only after the search`() throws {
    for key: Key in [.escape, .character("q"), .character("?"), .function(1)] {
      var session = try Session()
      try session.press(.function(1), key)
      #expect(session.mode == .normal)
      #expect(session.effects.isEmpty)
    }
    var session = try Session()
    try session.type("?/q")
    try session.press(.escape)
    #expect(session.mode != .normal)
    try session.press(.escape)
    #expect(session.mode == .normal)
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

@Suite struct `In every mode` {
  static let ways: [(String, String)] = [
    ("watching", "7"), ("typing", "\r1.5"), ("placing", "i"), ("picking", "oq"), ("reading", "?"),
    ("searching", "?/un"), ("asked", " "), ("playing", "E "),
  ]

  @Test(arguments: ways)
  func `^C quits, ^Z suspends and ^L repaints`(_ way: (name: String, keys: String)) throws {
    var session = try Session()
    for character in way.keys {
      try session.press(character == "\r" ? .enter : .character(character))
    }
    let before = render(session.state)
    for (key, effect): (Character, Effect) in [("l", .repaint), ("z", .suspend), ("c", .quit)] {
      try session.press(.control(key))
      #expect(session.effects == [effect])
      #expect(render(session.state) == before)
    }
  }

  @Test(arguments: ways)
  func `any size is drawn as it is`(_ way: (name: String, keys: String)) throws {
    var session = try Session()
    for character in way.keys {
      try session.press(character == "\r" ? .enter : .character(character))
    }
    let before = session.screen
    for (rows, columns) in [
      (0, 0), (0, 80), (24, 0), (1, 1), (1, 500), (200, 1), (2, 2), (5, 19), (6, 20), (7, 79),
      (23, 80), (24, 79), (25, 119), (40, 120), (59, 200), (60, 199), (60, 200), (200, 500),
      (24, 500), (200, 80),
    ] {
      try session.play(.resized(Size(rows: rows, columns: columns)))
      #expect(render(session.state).size == Size(rows: rows, columns: columns))
    }
    try session.play(.resized(Size(rows: 24, columns: 80)))
    #expect(session.screen == before)
  }
}
