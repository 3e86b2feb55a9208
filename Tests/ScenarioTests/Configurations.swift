import Drawing
import Interface
import ScenarioFormat
import Testing

@Suite struct `A configuration` {
  private func read(_ yaml: String) throws -> Configuration {
    try parseConfiguration(yaml: Array(yaml.utf8), file: "config.yaml")
  }

  @Test(arguments: ["", "\n", "# nothing yet\n", "---\n", "{}", "keys: {}"])
  func `may settle nothing`(_ yaml: String) throws {
    #expect(try read(yaml) == Configuration())
  }

  @Test func `settles the look and the pace`() throws {
    let settled = try read(
      """
      map: cividis
      glyphs: ascii
      fps: 15
      color: sixteen
      light: true
      mouse: false
      """)
    #expect(settled.map == .cividis)
    #expect(settled.glyphs == .ascii)
    #expect(settled.preferences.framesPerSecond == 15)
    #expect(settled.color == .sixteen)
    #expect(settled.light == true)
    #expect(settled.mouse == false)
    #expect(settled.preferences.keys == .standard)
  }

  @Test func `gives keys to commands in the place of their own`() throws {
    let keys = try read(
      """
      keys:
        play: [p, Ctrl-P]
        quit: Space
        redo: []
        slower: '['
        help: F2
      """
    ).preferences.keys
    #expect(keys.keys(of: "play") == [.character("p"), .control("p")])
    // The way out that everybody has stays.
    #expect(keys.keys(of: "quit") == [.character(" "), .control("c")])
    #expect(keys.keys(of: "redo") == [])
    #expect(keys.label(of: "redo") == ":redo")
    #expect(keys.keys(of: "slower") == [.character("[")])
    #expect(keys.keys(of: "help") == [.function(2)])
    #expect(keys.keys(of: "faster") == KeyMap.standard.keys(of: "faster"))
  }

  @Test func `may swap two keys`() throws {
    let keys = try read("keys: {next-card: N, previous-card: n}").preferences.keys
    #expect(keys.keys(of: "next-card") == [.character("N")])
    #expect(keys.keys(of: "previous-card") == [.character("n")])
  }

  @Test(arguments: [
    ("keys: {play: q}", "1:14: “q” is the key of quit already; give that another key first"),
    ("keys: {play: [p, p]}", "1:18: “p” is a key of play already"),
    (
      "keys:\n  undo: p\n  redo: p",
      "3:9: “p” is the key of undo already; give that another key first"
    ),
    ("keys: {play: ^C}", "1:14: “^C” is the key of quit, whatever else is bound"),
    ("keys: {play: C-z}", "1:14: “C-z” is the key of suspend, whatever else is bound"),
    ("keys: {play: 1}", "1:14: “1” is the key of view-1, whatever else is bound"),
    ("keys: {play: 9}", "1:14: “9” is a digit, which begins a count or is a view"),
    ("keys: {play: ^I}", "1:14: “^I” is the key of focus already; give that another key first"),
    ("keys: {ply: p}", "1:8: there is no action “ply”; did you mean “play”?"),
    (
      "keys: {xyzzy: p}",
      "1:8: there is no action “xyzzy”; “ravine list keys --json” names them all"
    ),
    ("keys: {play: Spcae}", "1:14: there is no key “Spcae”; did you mean “space”?"),
    (
      "keys: {play: \"\"}",
      "1:14: there is no key “”; a key is a character, ^A, or a name such as Space, Left, F2"
    ),
    (
      "keys: {play: \"\\e[A\"}",
      "1:14: there is no key “�[A”; a key is a character, ^A, or a name such as Space, Left, F2"
    ),
    ("keys: {play: {a: b}}", "1:14: a key is text, not a mapping"),
    ("keys: {play: p, play: P}", "1:8: “play” is given more than once"),
    ("keys: [play]", "1:7: keys is a mapping (key: value), not a list"),
    ("fps: 0", "1:6: fps is 0; it takes 1 to 60"),
    ("fps: 61", "1:6: fps is 61; it takes 1 to 60"),
    ("fps: 1e999", "1:6: fps is a finite number, not “1e999”"),
    ("map: virids", "1:6: there is no map “virids”; did you mean “viridis”?"),
    ("glyphs: emoji", "1:9: there is no glyphs “emoji”; known are unicode, ascii"),
    ("light: on", "1:8: light is true or false, not “on”"),
    ("colour: mono", "1:1: the configuration has no “colour”; did you mean “color”?"),
    ("fps", "1:1: the configuration is a mapping (key: value), not “fps”"),
    (
      "map: &a viridis",
      "1:6: anchors (&name) are not part of the format; a “&” in text is followed by a space"
    ),
  ])
  func `that is wrong is answered with the place and the way out`(
    _ yaml: String, _ answer: String
  ) throws {
    let error = try #require(throws: ScenarioError.self) { try read(yaml) }
    #expect(error.description == "config.yaml:\(answer)")
  }

  @Test func `is text of a bounded size`() {
    #expect(throws: ScenarioError.self) {
      try parseConfiguration(yaml: [0xFF], file: "config.yaml")
    }
    #expect(throws: ScenarioError.self) { try read(String(repeating: "#", count: 1_000_001)) }
  }
}
