import Drawing
import Testing

@testable import TerminalShell

@Suite struct `The detected display` {
  private func environment(
    _ term: String? = "xterm-256color", colors: Int? = 256, colorTerm: String? = nil,
    noColor: String? = nil
  ) -> TerminalEnvironment {
    TerminalEnvironment(term: term, colorTerm: colorTerm, noColor: noColor, colors: colors)
  }

  private func depth(
    _ environment: TerminalEnvironment, _ requested: Display.Depth? = nil
  ) throws -> Display.Depth {
    try detectDisplay(PlayOptions(color: requested), environment).depth
  }

  @Test(arguments: [
    (0, Display.Depth.mono), (2, .mono), (8, .eight), (16, .sixteen), (88, .sixteen),
    (256, .indexed), (32768, .indexed), (1 << 24, .direct),
  ])
  func `has the depth of the number of colours`(colors: Int, expected: Display.Depth) throws {
    #expect(try depth(environment(colors: colors)) == expected)
  }

  @Test func `prefers COLORTERM to the number of colours`() throws {
    #expect(try depth(environment(colorTerm: "truecolor")) == .direct)
    #expect(try depth(environment(colorTerm: "24bit")) == .direct)
    #expect(try depth(environment(colors: 8, colorTerm: "truecolor")) == .direct)
    #expect(try depth(environment(colorTerm: "yes")) == .indexed)
    #expect(try depth(environment(colorTerm: "")) == .indexed)
  }

  @Test func `ignores COLORTERM without colours in terminfo`() throws {
    #expect(try depth(environment("vt100", colors: 0, colorTerm: "truecolor")) == .mono)
  }

  @Test func `prefers NO_COLOR to the terminal, unless it is empty`() throws {
    #expect(try depth(environment(colorTerm: "truecolor", noColor: "1")) == .mono)
    #expect(try depth(environment(colorTerm: "truecolor", noColor: "")) == .direct)
  }

  @Test func `prefers the option to everything`() throws {
    #expect(try depth(environment(noColor: "1"), .sixteen) == .sixteen)
    #expect(try depth(environment(colors: 8), .direct) == .direct)
    #expect(try depth(environment(colorTerm: "truecolor"), .mono) == .mono)
  }

  @Test func `is an error without a terminal that can position text`() {
    #expect(throws: TerminalError.dumb) { try depth(environment("dumb"), .direct) }
    #expect(throws: TerminalError.noTerminalType) { try depth(environment(nil), .direct) }
    #expect(throws: TerminalError.noTerminalType) { try depth(environment("")) }
    #expect(throws: TerminalError.unknownType("what")) {
      try depth(environment("what", colors: nil))
    }
    var withoutOutput = environment()
    withoutOutput.outputIsTerminal = false
    #expect(throws: TerminalError.notATerminal) { try depth(withoutOutput) }
    var withoutInput = environment()
    withoutInput.inputIsTerminal = false
    #expect(throws: TerminalError.notATerminal) { try depth(withoutInput) }
  }

  @Test func `has Unicode glyphs only in a UTF-8 locale`() throws {
    var environment = environment()
    #expect(try detectDisplay(PlayOptions(), environment).glyphs == .unicode)
    #expect(try detectDisplay(PlayOptions(glyphs: .ascii), environment).glyphs == .ascii)
    environment.isUTF8 = false
    #expect(try detectDisplay(PlayOptions(), environment).glyphs == .ascii)
    #expect(try detectDisplay(PlayOptions(glyphs: .unicode), environment).glyphs == .ascii)
  }

  @Test(arguments: [
    ("linux", Display.Glyphs.ascii), ("linux-16color", .ascii), ("cons25", .ascii),
    ("wsvt25", .ascii), ("xterm", .unicode), ("linuxterm", .unicode),
  ])
  func `has ASCII glyphs on a console, unless Unicode is requested`(
    _ term: String, _ expected: Display.Glyphs
  ) throws {
    let environment = environment(term, colors: 8)
    #expect(try detectDisplay(PlayOptions(), environment).glyphs == expected)
    #expect(try detectDisplay(PlayOptions(glyphs: .unicode), environment).glyphs == .unicode)
  }

  @Test func `has errors without control characters`() {
    let message = "\(TerminalError.unknownType("a\u{1B}[31mb"))"
    #expect(message.contains("a\u{FFFD}[31mb"))
    #expect(!message.contains("\u{1B}"))
  }
}

@Suite struct `The number of a colour` {
  @Test func `is -1 for the terminal's default colour`() {
    #expect(colorNumber(.terminalDefault, of: 8) == -1)
    #expect(colorNumber(.terminalDefault, of: 1 << 24) == -1)
  }

  @Test func `is at least 8 in direct colour, because lower numbers select the palette`() {
    #expect(colorNumber(.rgb(0, 0, 0), of: 1 << 24) == 8)
    #expect(colorNumber(.rgb(0, 0, 7), of: 1 << 24) == 8)
    #expect(colorNumber(.rgb(0, 0, 9), of: 1 << 24) == 9)
    #expect(colorNumber(.rgb(255, 128, 1), of: 1 << 24) == 0xFF8001)
  }

  @Test func `is the palette index on a terminal with that palette`() {
    #expect(colorNumber(.indexed(5), of: 1 << 24) == 5)
    #expect(colorNumber(.indexed(231), of: 1 << 24) == 0xFFFFFF)
    #expect(colorNumber(.indexed(232), of: 1 << 24) == 0x080808)
    #expect(colorNumber(.indexed(21), of: 1 << 24) == 0x0000FF)
    #expect(colorNumber(.indexed(231), of: 256) == 231)
    #expect(colorNumber(.indexed(12), of: 8) == 4)
    #expect(colorNumber(.indexed(200), of: 16) == -1)
  }
}
