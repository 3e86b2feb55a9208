import Testing

@testable import TerminalShell

@Suite struct `The SGR filter` {
  private func kept(_ text: String) -> String {
    let short = text.replacing("^", with: "\u{1B}[")
    return String(decoding: withoutRepeatedColors(Array(short.utf8)), as: UTF8.self)
      .replacing("\u{1B}[", with: "^")
  }

  @Test(arguments: [
    (
      "^38;2;1;2;3m^48;2;4;5;6ma^38;2;1;2;3m^48;2;7;8;9mb", "^38;2;1;2;3m^48;2;4;5;6ma^48;2;7;8;9mb"
    ),
    ("^38;5;1ma^38;5;1mb^38;5;2mc", "^38;5;1mab^38;5;2mc"),
    ("^31m^41ma^91m^41mb^31m^41mc", "^31m^41ma^91mb^31mc"),
    ("^31ma^5;7Hb^Kc^31md▀", "^31ma^5;7Hb^Kcd▀"),
    ("^1m^31ma^31m^22mb", "^1m^31ma^22mb"),
  ])
  func `removes repeated colours`(text: String, expected: String) {
    #expect(kept(text) == expected)
  }

  @Test(arguments: [
    "^31ma^mb^31mc", "^31ma^0mb^31mc", "^31ma^39;49mb^31mc", "^41ma^0;1mb^41mc",
    "^31ma^38;5;1mb", "^38;2;1;2;3ma^38;2;1;2;4mb", "^38;5ma^38;5mb", "^38;5;1;4ma^38;5;1;4mb",
    "^31;41ma^31mb", "^38:2::1:2:3ma^38:2::1:2:3mb", "^?25h^?25h", "^31", "^", "^3", "^31;",
    "\u{1B}(B\u{1B}(B", "^7m^7m", "^99999999999999999999m",
  ])
  func `keeps sequences that may change a colour or attribute`(text: String) {
    #expect(kept(text) == text)
  }
}
