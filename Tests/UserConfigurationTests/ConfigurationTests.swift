import Drawing
import Interface
import StrictYAML
import Testing
import UserConfiguration

@Suite struct `A configuration` {
  private func read(_ yaml: String) throws -> Configuration {
    try parseConfiguration(yaml: Array(yaml.utf8), file: "config.yaml")
  }

  @Test(arguments: ["", "\n", "# nothing yet\n", "---\n", "{}", "keys: {}"])
  func `may set nothing`(_ yaml: String) throws {
    #expect(try read(yaml) == Configuration())
  }

  @Test func `sets the display and the frame rate`() throws {
    let configuration = try read(
      """
      map: cividis
      glyphs: ascii
      fps: 15
      color: sixteen
      light: true
      mouse: false
      """)
    #expect(configuration.map == .cividis)
    #expect(configuration.glyphs == .ascii)
    #expect(configuration.preferences.framesPerSecond == 15)
    #expect(configuration.color == .sixteen)
    #expect(configuration.light == true)
    #expect(configuration.mouse == false)
    #expect(configuration.preferences.keys == .standard)
  }

  @Test func `replaces the default keys of commands`() throws {
    let keys = try read(
      """
      keys:
        play: [b, Ctrl-P]
        quit: Space
        redo: []
        slower: '['
        help: F2
      """
    ).preferences.keys
    #expect(keys.keys(of: "play") == [.character("b"), .control("p")])
    // ^C always quits.
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
    ("keys: {play: q}", "1:14: “q” is bound to quit; give quit another key first"),
    ("keys: {play: [b, b]}", "1:18: “b” is bound to play already; remove the duplicate"),
    (
      "keys:\n  undo: b\n  redo: b",
      "3:9: “b” is bound to undo; give undo another key first"
    ),
    ("keys: {play: ^C}", "1:14: “^C” always belongs to quit; choose another key"),
    ("keys: {play: C-z}", "1:14: “C-z” always belongs to suspend; choose another key"),
    ("keys: {play: 1}", "1:14: “1” always belongs to view-1; choose another key"),
    (
      "keys: {play: 9}",
      "1:14: “9” is a digit, which starts a count or selects a view; choose another key"
    ),
    ("keys: {play: ^I}", "1:14: “^I” is bound to focus; give focus another key first"),
    ("keys: {ply: p}", "1:8: there is no command “ply”; did you mean “play”?"),
    (
      "keys: {xyzzy: p}",
      "1:8: there is no command “xyzzy”; “ravine list keys” lists all commands"
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
    ("keys: {play: {a: b}}", "1:14: a key must be text, not a mapping"),
    ("keys: {play: p, play: P}", "1:8: the key “play” is repeated"),
    ("keys: [play]", "1:7: keys must be a mapping (key: value), not a list"),
    ("fps: 0", "1:6: fps must be from 1 to 60, not 0"),
    ("fps: 61", "1:6: fps must be from 1 to 60, not 61"),
    ("fps: 1e999", "1:6: fps must be a finite number, not “1e999”"),
    ("map: virids", "1:6: map has no value “virids”; did you mean “viridis”?"),
    ("glyphs: emoji", "1:9: glyphs has no value “emoji”; try one of unicode, ascii"),
    ("light: on", "1:8: light must be true or false, not “on”"),
    ("colour: mono", "1:1: the configuration has no key “colour”; did you mean “color”?"),
    ("fps", "1:1: the configuration must be a mapping (key: value), not “fps”"),
    (
      "map: &a viridis",
      "1:6: anchors (&name) are not supported; in text, put a space after “&”"
    ),
  ])
  func `that is invalid gives an error with line, column and how to fix it`(
    _ yaml: String, _ message: String
  ) throws {
    let error = try #require(throws: YAMLFileError.self) { try read(yaml) }
    #expect(error.description == "config.yaml:\(message)")
  }

  @Test func `must be UTF-8 text of limited size`() {
    #expect(throws: YAMLFileError.self) {
      try parseConfiguration(yaml: [0xFF], file: "config.yaml")
    }
    #expect(throws: YAMLFileError.self) { try read(String(repeating: "#", count: 1_000_001)) }
  }
}
