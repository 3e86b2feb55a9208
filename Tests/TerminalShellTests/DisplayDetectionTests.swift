import Drawing
import Testing

@testable import TerminalShell

@Suite struct `What the surroundings allow` {
  private func environment(
    _ term: String? = "xterm-256color", colors: Int? = 256, colorTerm: String? = nil,
    noColor: String? = nil
  ) -> TerminalEnvironment {
    TerminalEnvironment(term: term, colorTerm: colorTerm, noColor: noColor, colors: colors)
  }

  private func depth(
    _ environment: TerminalEnvironment, _ asked: Display.Depth? = nil
  ) throws -> Display.Depth {
    try detectDisplay(PlayOptions(color: asked), environment).depth
  }

  @Test(arguments: [
    (0, Display.Depth.mono), (2, .mono), (8, .eight), (16, .sixteen), (88, .sixteen),
    (256, .indexed), (32768, .indexed), (1 << 24, .direct),
  ])
  func `follows the number of colours`(colors: Int, expected: Display.Depth) throws {
    #expect(try depth(environment(colors: colors)) == expected)
  }

  @Test func `prefers what COLORTERM says to the number`() throws {
    #expect(try depth(environment(colorTerm: "truecolor")) == .direct)
    #expect(try depth(environment(colorTerm: "24bit")) == .direct)
    #expect(try depth(environment(colors: 8, colorTerm: "truecolor")) == .direct)
    #expect(try depth(environment(colorTerm: "yes")) == .indexed)
    #expect(try depth(environment(colorTerm: "")) == .indexed)
  }

  @Test func `does not believe COLORTERM where there are no colours`() throws {
    #expect(try depth(environment("vt100", colors: 0, colorTerm: "truecolor")) == .mono)
  }

  @Test func `prefers NO_COLOR to the terminal, unless it is empty`() throws {
    #expect(try depth(environment(colorTerm: "truecolor", noColor: "1")) == .mono)
    #expect(try depth(environment(colorTerm: "truecolor", noColor: "")) == .direct)
  }

  @Test func `prefers what was asked for to everything`() throws {
    #expect(try depth(environment(noColor: "1"), .sixteen) == .sixteen)
    #expect(try depth(environment(colors: 8), .direct) == .direct)
    #expect(try depth(environment(colorTerm: "truecolor"), .mono) == .mono)
  }

  @Test func `is nothing without a terminal that can place text`() {
    #expect(throws: TerminalError.dumb) { try depth(environment("dumb"), .direct) }
    #expect(throws: TerminalError.noTerminalType) { try depth(environment(nil), .direct) }
    #expect(throws: TerminalError.noTerminalType) { try depth(environment("")) }
    #expect(throws: TerminalError.unknownType("what")) {
      try depth(environment("what", colors: nil))
    }
    var piped = environment()
    piped.outputIsTerminal = false
    #expect(throws: TerminalError.notATerminal) { try depth(piped) }
    var fed = environment()
    fed.inputIsTerminal = false
    #expect(throws: TerminalError.notATerminal) { try depth(fed) }
  }

  @Test func `shows Unicode only in a UTF-8 locale`() throws {
    var plain = environment()
    #expect(try detectDisplay(PlayOptions(), plain).glyphs == .unicode)
    #expect(try detectDisplay(PlayOptions(glyphs: .ascii), plain).glyphs == .ascii)
    plain.isUTF8 = false
    #expect(try detectDisplay(PlayOptions(), plain).glyphs == .ascii)
    #expect(try detectDisplay(PlayOptions(glyphs: .unicode), plain).glyphs == .ascii)
  }

  @Test func `is told in sentences without control characters`() {
    let sentence = "\(TerminalError.unknownType("a\u{1B}[31mb"))"
    #expect(sentence.contains("a\u{FFFD}[31mb"))
    #expect(!sentence.contains("\u{1B}"))
  }
}

@Suite struct `A colour's number` {
  @Test func `is the terminal's own for the standard colour`() {
    #expect(colorNumber(.terminalDefault, of: 8) == -1)
    #expect(colorNumber(.terminalDefault, of: 1 << 24) == -1)
  }

  @Test func `never means the palette in direct colour by accident`() {
    #expect(colorNumber(.rgb(0, 0, 0), of: 1 << 24) == 8)
    #expect(colorNumber(.rgb(0, 0, 7), of: 1 << 24) == 8)
    #expect(colorNumber(.rgb(0, 0, 9), of: 1 << 24) == 9)
    #expect(colorNumber(.rgb(255, 128, 1), of: 1 << 24) == 0xFF8001)
  }

  @Test func `keeps a palette's number where the terminal counts by it`() {
    #expect(colorNumber(.indexed(5), of: 1 << 24) == 5)
    #expect(colorNumber(.indexed(231), of: 1 << 24) == 0xFFFFFF)
    #expect(colorNumber(.indexed(232), of: 1 << 24) == 0x080808)
    #expect(colorNumber(.indexed(21), of: 1 << 24) == 0x0000FF)
    #expect(colorNumber(.indexed(231), of: 256) == 231)
    #expect(colorNumber(.indexed(12), of: 8) == 4)
    #expect(colorNumber(.indexed(200), of: 16) == -1)
  }
}
