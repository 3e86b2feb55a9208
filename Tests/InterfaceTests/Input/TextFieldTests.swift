import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

/// Texts whose characters have several scalars or several columns.
private let hardTexts = [
  "e\u{301}x", "\u{301}x", "🇩🇪🇫🇷", "👩🏽‍🚀", "x\u{200D}y", "각", "\u{1100}\u{1161}\u{11A8}", "ａｂ",
  "a\u{308}\u{301}\u{323}",
]

@Suite struct `A text field` {
  /// The scalars of a text as keys, the way a terminal sends them.
  static func keys(_ text: String) -> [Key] {
    text.unicodeScalars.map { .character(Character($0)) }
  }

  @Test(arguments: hardTexts)
  func `counts the characters of the text, however it is typed`(_ text: String) {
    var typed = TextField()
    for scalar in text.unicodeScalars { typed.insert(String(scalar)) }
    #expect(typed.text == text)
    #expect(typed.characters == Array(text))
    #expect(typed.cursor == text.count)
    var pasted = TextField()
    pasted.insert(text)
    #expect(pasted == typed)
  }

  @Test(arguments: hardTexts)
  func `keeps its cursor inside the text after any edit`(_ text: String) {
    let edits: [(inout TextField) -> Void] = [
      { $0.deleteBackward() }, { $0.deleteForward() }, { $0.move(to: $0.cursor - 1) },
      { $0.move(to: $0.cursor + 1) }, { $0.insert("\u{301}") }, { $0.insert("🇩") },
      { $0.insert("a") }, { $0.deleteWord() }, { $0.insert(text) }, { $0.move(to: 0) },
    ]
    var field = TextField(text)
    var generator = SplitMix64(seed: 5)
    for _ in 0..<2000 {
      edits[Int(generator.next() % UInt64(edits.count))](&field)
      if field.length > 60 { field.replace(with: text) }
      #expect(field.characters == Array(field.text))
      #expect((0...field.characters.count).contains(field.cursor))
    }
  }

  @Test func `deletes a letter together with its accent`() {
    var field = TextField("ae\u{301}b")
    field.move(to: 2)
    field.deleteBackward()
    #expect(
      field
        == {
          var rest = TextField("ab"); rest.move(to: 1); return rest
        }())
  }
}

@Suite struct `Text of several scalars per character` {
  @Test(arguments: hardTexts, [":", "o", "?/", "\r"])
  func `can be typed and edited wherever text is typed`(_ text: String, _ opening: String) throws {
    var session = try Session()
    if opening == "\r" { try session.press(.enter) } else { try session.type(opening) }
    for key in `A text field`.keys(text + "q" + text) { try session.press(key) }
    for key: Key in [.left, .left, .backspace, .delete, .tab, .up, .down, .end] {
      try session.press(key)
    }
    _ = render(session.state)
    for _ in 0..<40 { try session.press(.backspace) }
    _ = render(session.state)
  }

  @Test func `scrolls the command line by columns`() throws {
    var session = try Session(rows: 24, columns: 40)
    try session.type(":" + String(repeating: "😀", count: 50))
    let cursor = try #require(render(session.state).cursor)
    #expect(cursor.column < 40)
    #expect(cursor.column >= 36)
  }
}

@Suite struct `A paste` {
  @Test func `is never a command`() throws {
    var session = try Session()
    let before = session.state.experiment
    try session.play(.pasted(PastedText("qEEEeta 1\r:quit\r")))
    #expect(session.effects == [])
    #expect(session.state.experiment == before)
    #expect(session.message == "text can be pasted after : and into filters and values")
  }

  @Test func `is inserted at the cursor of the command line as one line`() throws {
    var session = try Session()
    try session.type(":eta ")
    try session.play(.pasted(PastedText("0.1\rrho\t0.2\u{1B}[A\r\n")))
    guard case .commandLine(let line) = session.input.mode else {
      Issue.record("the mode is not the command line")
      return
    }
    #expect(line.text == "eta 0.1 rho 0.2 [A")
    #expect(session.effects == [])
  }

  @Test func `that is too long is refused as a whole`() throws {
    var session = try Session()
    try session.type(":x")
    let long = String(repeating: "y", count: Limits.commandCharacters)
    for paste in [PastedText(long), PastedText("y", isCut: true)] {
      try session.play(.pasted(paste))
      guard case .commandLine(let line) = session.input.mode else {
        Issue.record("the mode is not the command line")
        return
      }
      #expect(line.text == "x")
      #expect(session.message == "the pasted text is too long: at most 10000 characters fit")
    }
  }

  @Test func `filters a list, searches the help and gives a value`() throws {
    var session = try Session()
    try session.type("o")
    try session.play(.pasted(PastedText("tail")))
    guard case .picker(let picker) = session.input.mode else {
      Issue.record("the mode is not the picker")
      return
    }
    #expect(picker.filter == "tail")
    try session.press(.escape)
    try session.type("?/")
    try session.play(.pasted(PastedText("undo")))
    #expect(session.screen.contains { $0.contains("undo a change") })
    try session.press(.escape, .escape, .enter)
    try session.play(.pasted(PastedText("0.125\r")))
    #expect(session.input.mode == .editingValue(TextField("0.125")))
    try session.play(.pasted(PastedText("quit")))
    #expect(session.input.mode == .editingValue(TextField("0.125")))
  }
}

@Suite struct `A command line with commands` {
  private func execute(_ line: String) throws -> Session {
    var session = try Session()
    try session.type(":" + line)
    try session.press(.enter)
    return session
  }

  @Test func `keeps the changes of its commands`() throws {
    let eta = try Session().experiment.namedRuns[0].optimizer.knobs["eta"]
    #expect(try execute("rho 0.2 eta-up").experiment.namedRuns[0].optimizer.knobs["eta"] != eta)
    #expect(try execute("eta 0.07 undo").experiment == Session().experiment)
    #expect(
      try execute("eta 0.07 undo redo").experiment.namedRuns[0].optimizer.knobs["eta"] == 0.07)
    let next = try execute("eta 0.07 next-lesson")
    #expect(try next.state.scenario.id != Session().state.scenario.id)
    #expect(next.experiment == Experiment(next.state.scenario))
  }

  @Test func `has no effect at all after an error`() throws {
    let session = try execute("eta 0.07 view-2 eta-up nonsense")
    #expect(try session.experiment == Session().experiment)
    #expect(try session.state.view == Session().state.view)
    #expect(session.message?.hasPrefix("there is no setting or command “nonsense”") == true)
  }
}
