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
    #expect(try bottom.contains { try $0.contains(#require(Glossary.terms.last).name) })
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
    #expect(help.lines(.standard, columns: 80).prefix(4).last == .blank)
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

  @Test func `defines a term, and names the closest for a word without a match`() throws {
    var session = try Session()
    try session.type("?/drifting")
    let drifting = try #require(Glossary.term(named: "drifting"))
    let text = session.screen.joined()
    #expect(text.contains(drifting.definition.prefix(30)))
    #expect(text.contains("Lesson: \(drifting.lesson)"))
    try session.press(.escape)
    try session.type("/driftin")
    #expect(session.screen.contains { $0.contains("drifting") })
    try session.press(.escape)
    try session.type("/overshoots")
    #expect(session.screen.contains { $0.contains("2/η") })
    try session.press(.escape)
    try session.type("/stable")
    #expect(session.screen.contains { $0.contains("largest stable η") })
    try session.press(.escape)
    try session.type("/xylophone")
    #expect(session.screen[1].contains("no key, command or term matches “xylophone”"))
  }

  @Test(arguments: [("drift", "drifting"), ("s", "settled"), ("edge", "edge of stability")])
  func `finds every term that begins with the filter`(_ filter: String, _ name: String) {
    let lines = Help(filter: filter).lines(.standard, columns: 80)
    let exact = Glossary.term(named: filter)
    #expect(exact?.name != name && lines.contains(.heading(name)))
    for term in Glossary.terms where term.name.lowercased().hasPrefix(filter) {
      #expect(lines.contains(.heading(term.name)), "\(term.name)")
    }
    if let exact { #expect(Glossary.terms(matching: filter).first == exact) }
  }

  @Test func `begins with the meaning of digits`() throws {
    var session = try Session()
    try session.type("?")
    #expect(session.screen[1].contains("Digits typed before a key are its count"))
    try session.press(.escape)
    try session.type("5G")
    #expect(session.playback.playhead == 5 && session.view == .map)
  }

  @Test func `opens at a term that follows the command`() throws {
    var session = try Session()
    try session.type(":help edge of stability")
    try session.press(.enter)
    #expect(session.screen[1].contains("edge of stability"))
    #expect(session.input.commandHistory == ["help edge of stability"])
  }

  @Test func `lists every term on a line of its own`() {
    let lines = Help().lines(.standard, columns: 80)
    for term in Glossary.terms { #expect(lines.contains(.term(term.name, term.definition))) }
  }

  @Test func `shows every term whole at 80 columns`() throws {
    var session = try Session(rows: 300, columns: 80)
    try session.type("?")
    for term in Glossary.terms {
      #expect(session.screen.contains { $0.contains("  \(term.name) ") }, "\(term.name)")
    }
  }

  @Test(arguments: [("L", "loss"), ("λ", "sharpness"), ("β", "momentum"), ("w+ε", "ascent step")])
  func `begins with the term of a symbol`(_ symbol: String, _ name: String) {
    let lines = Help(filter: symbol).lines(.standard, columns: 80)
    let headings = lines.filter { line in
      if case .heading(let title) = line { Glossary.term(named: title) != nil } else { false }
    }
    #expect(headings.first == .heading(name))
    if symbol == "L" { #expect(lines.first == .heading(name)) }
  }

  @Test func `lists the settings of the command line with their values`() throws {
    let lines = Help().lines(.standard, columns: 80)
    for setting in LineSetting.withoutKnobs {
      #expect(lines.contains { if case .command(":\(setting.id)", _) = $0 { true } else { false } })
    }
    var session = try Session()
    try session.type("?/formula")
    let surface = "a formula such as x^4 + 3*y^2"
    #expect(session.screen.contains { $0.contains(":surface") && $0.contains(surface) })
    try session.press(.escape)
    try session.type("/rho")
    #expect(session.screen.contains { $0.contains(":rho ") && $0.contains("a number") })
  }

  @Test func `explains the state of the focused run`() throws {
    var session = try Session()
    try session.type("G")
    for run in session.recordings.indices {
      try session.press(.tab)
      try session.type("K")
      let state = session.recordings[run].state(at: session.duration).description
      let term = try #require(Glossary.term(named: state))
      let text =
        "\(session.state.title(of: run)): \(state). \(term.definition) Lesson: \(term.lesson)."
      #expect(session.message == text || session.input.mode == .reading(TextPage(text: text)))
    }
  }

  @Test(arguments: [("quad-split", 2, "diverged"), ("doublewell-saddle", 3, "at a saddle")])
  func `explains a state that is shown with a step or a period`(
    _ lesson: String, _ tabs: Int, _ name: String
  ) throws {
    var session = try Session(lesson, rows: 40, columns: 120)
    try session.type("G")
    for _ in 0..<tabs { try session.press(.tab) }
    let state = session.recordings[tabs - 1].state(at: session.duration)
    #expect(state.name == name && state.description != name)
    try session.type("K")
    let term = try #require(Glossary.term(named: name))
    #expect(try #require(session.message).contains("\(state). \(term.definition)"))
    for name in State.names { #expect(Glossary.term(named: name) != nil, "\(name)") }
  }

  @Test func `shows every command with its keys`() throws {
    var session = try Session(rows: 300, columns: 120)
    try session.type("?")
    for command in commands {
      let keys = command.keys.map(\.label).joined(separator: " ")
      #expect(session.screen.contains { $0.contains(command.title) && $0.contains(keys) })
    }
  }
}
