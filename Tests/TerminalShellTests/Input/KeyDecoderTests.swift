import Drawing
import Interface
import TestSupport
import Testing

@testable import TerminalShell

@Suite struct `The key decoder` {
  private func decode(_ text: String) -> [Input] {
    var decoder = KeyDecoder()
    return decoder.decode(Array(text.utf8)) + decoder.flush()
  }

  static let sequences: [(String, Key)] = [
    ("a", .character("a")), ("Z", .character("Z")), (" ", .character(" ")),
    ("η", .character("η")), ("€", .character("€")), ("😀", .character("😀")),
    ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace),
    ("\u{3}", .control("c")), ("\u{C}", .control("l")), ("\u{1A}", .control("z")),
    ("\0", .control("@")), ("\u{1C}", .control("\\")), ("\u{1B}", .escape),
    ("\u{1B}[A", .up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}OC", .right),
    ("\u{1B}[D", .left), ("\u{1B}[1;2D", .shiftLeft), ("\u{1B}[1;2C", .shiftRight),
    ("\u{1B}[1;6C", .shiftRight), ("\u{1B}[1;5C", .right), ("\u{1B}[d", .shiftLeft),
    ("\u{1B}[c", .shiftRight), ("\u{1B}Od", .left), ("\u{1B}[1;2A", .up),
    ("\u{1B}[H", .home), ("\u{1B}OF", .end), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
    ("\u{1B}[4~", .end), ("\u{1B}[8$", .end), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown),
    ("\u{1B}[6;5~", .pageDown), ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab),
    ("\u{1B}OP", .function(1)), ("\u{1B}[11~", .function(1)), ("\u{1B}[[A", .function(1)),
    ("\u{1B}[[E", .function(5)), ("\u{1B}[15~", .function(5)), ("\u{1B}[17~", .function(6)),
    ("\u{1B}[21~", .function(10)), ("\u{1B}[24~", .function(12)), ("\u{1B}[1;2S", .function(4)),
    ("\u{1B}OM", .enter), ("\u{1B}Oj", .character("*")), ("\u{1B}Oy", .character("9")),
    ("\u{1B}[97;5u", .control("a")), ("\u{1B}[27;5;65~", .control("a")),
    ("\u{1B}[27u", .escape), ("\u{1B}[9;2u", .backTab),
  ]

  @Test(arguments: sequences)
  func `decodes a sequence to its key`(text: String, key: Key) {
    #expect(decode(text) == [.key(key)])
  }

  @Test(arguments: sequences)
  func `decodes a sequence that is split anywhere`(text: String, key: Key) {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var decoder = KeyDecoder()
      let inputs = decoder.decode(bytes[..<cut]) + decoder.decode(bytes[cut...]) + decoder.flush()
      #expect(inputs == [.key(key)])
    }
  }

  @Test func `decodes an escape before another key as the Escape key`() {
    #expect(decode("\u{1B}q") == [.key(.escape), .key(.character("q"))])
    #expect(decode("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    #expect(decode("\u{1B}\u{1B}[A") == [.key(.escape), .key(.up)])
    #expect(decode("\u{1B}[") == [.key(.escape), .key(.character("["))])
    #expect(decode("\u{1B}]") == [.key(.escape), .key(.character("]"))])
  }

  @Test(arguments: [
    "\u{1B}[201~", "\u{1B}[I", "\u{1B}[>41;351;0c", "\u{1B}[12;40R",
    "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\",
    "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_other\u{1B}\\", "\u{1B}[2~", "\u{1B}[99999999999999~",
    "\u{85}", "\u{1B}[2 q", "\u{1B}[3;1!A", "\u{1B}[?62;1;6$z",
  ])
  func `skips other replies and unknown sequences`(text: String) {
    #expect(decode(text + "a") == [.key(.character("a"))])
  }

  @Test func `decodes mode reports`() {
    #expect(decode("\u{1B}[?2026;2$y") == [.modeReport(2026, isSupported: true)])
    #expect(decode("\u{1B}[?2026;1$y") == [.modeReport(2026, isSupported: true)])
    #expect(decode("\u{1B}[?2026;0$y") == [.modeReport(2026, isSupported: false)])
    #expect(decode("\u{1B}[?2026;4$y") == [.modeReport(2026, isSupported: false)])
  }

  @Test func `skips incomplete and invalid sequences`() {
    var decoder = KeyDecoder()
    let inputs = decoder.decode([0xC3, 0x28, 0xFF, 0xE2, 0x82, 0x61, 0xED, 0xA0, 0x80])
    #expect(inputs == [.key(.character("(")), .key(.character("a"))])
    #expect(decode("\u{1B}[1;\u{1B}[A") == [.key(.up)])
    #expect(decode("\u{1B}[1;2") == [])
    #expect(
      decode("\u{1B}[" + String(repeating: "1;", count: 5000) + "Aq").last == .key(.character("q")))
    #expect(
      decode("\u{1B}]" + String(repeating: "x", count: 9000) + "\u{7}q").last
        == .key(.character("q")))
  }

  @Test(arguments: [
    "", "\u{1B}", "\u{1B}[", "\u{1B}[1;", "\u{1B}[[", "\u{1B}O", "\u{1B}O1", "\u{1B}[M",
    "\u{1B}[M!",
    "\u{1B}[M!!", "\u{1B}P", "\u{1B}]", "\u{1B}]8;;x", "\u{1B}_x", "\u{1B}^", "\u{1B}X",
    "\u{1B}[?1",
    "\u{1B}]x\u{1B}",
  ])
  func `decodes ^C and ^Z inside an unfinished sequence`(start: String) {
    for character: Character in ["c", "z"] {
      let byte = character == "c" ? "\u{3}" : "\u{1A}"
      #expect(decode(start + byte).last == .key(.control(character)))
      #expect(decode(start + byte + "q").last == .key(.character("q")))
    }
  }

  @Test(arguments: [0xC3, 0xE2, 0xF0] as [UInt8])
  func `decodes ^C inside an unfinished character`(lead: UInt8) {
    var decoder = KeyDecoder()
    #expect(decoder.decode([lead, 0x03]) == [.key(.control("c"))])
  }

  @Test func `decodes additional sequences from terminfo`() {
    let keys: [[UInt8]: Key] = [Array("\u{1B}[214z".utf8): .home, Array("\u{1B}A".utf8): .up]
    var decoder = KeyDecoder(keys: keys)
    #expect(decoder.decode(Array("\u{1B}[214z\u{1B}A".utf8)) == [.key(.home), .key(.up)])
  }

  @Test func `recovers from any bytes`() {
    let alphabet = Array("\u{1B}[O<?;$Mm~0123456789ABCDuy]\\P".utf8)
    forEachRandomCase(20) { generator in
      var decoder = KeyDecoder()
      var count = 0
      for _ in 0..<1000 {
        // Half of the bytes come from the characters of control sequences.
        let byte =
          generator.below(2) == 0 ? UInt8(generator.below(256)) : generator.pick(alphabet)
        count += decoder.decode([byte]).count
      }
      _ = decoder.flush()
      #expect(count > 50)
      #expect(decoder.decode(Array("q".utf8)) == [.key(.character("q"))])
    }
  }
}

@Suite struct `A mouse report` {
  private func decode(_ text: String) -> [Input] {
    var decoder = KeyDecoder()
    return decoder.decode(Array(text.utf8)) + decoder.flush()
  }

  @Test(arguments: [
    ("\u{1B}[<0;1;1M", Mouse(.press, Position(row: 0, column: 0))),
    ("\u{1B}[<0;500;200M", Mouse(.press, Position(row: 199, column: 499))),
    ("\u{1B}[<4;3;2M", Mouse(.press, Position(row: 1, column: 2))),
    ("\u{1B}[<32;10;5M", Mouse(.drag, Position(row: 4, column: 9))),
    ("\u{1B}[<0;10;5m", Mouse(.release, Position(row: 4, column: 9))),
    ("\u{1B}[<64;10;5M", Mouse(.wheelUp, Position(row: 4, column: 9))),
    ("\u{1B}[<65;10;5M", Mouse(.wheelDown, Position(row: 4, column: 9))),
    ("\u{1B}[M !!", Mouse(.press, Position(row: 0, column: 0))),
    ("\u{1B}[M#+*", Mouse(.release, Position(row: 9, column: 10))),
    ("\u{1B}[M@+*", Mouse(.drag, Position(row: 9, column: 10))),
    ("\u{1B}[M`+*", Mouse(.wheelUp, Position(row: 9, column: 10))),
  ])
  func `gives the events of the left button and the wheel`(text: String, mouse: Mouse) {
    #expect(decode(text) == [.mouse(mouse)])
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var decoder = KeyDecoder()
      #expect(decoder.decode(bytes[..<cut]) + decoder.decode(bytes[cut...]) == [.mouse(mouse)])
    }
  }

  @Test(arguments: [
    "\u{1B}[<1;1;1M", "\u{1B}[<2;1;1M", "\u{1B}[<35;1;1M", "\u{1B}[<0;0;1M", "\u{1B}[<0;1M",
    "\u{1B}[<128;1;1M", "\u{1B}[<M", "\u{1B}[<;;M",
  ])
  func `is skipped for other buttons, or if it is invalid`(text: String) {
    #expect(decode(text) == [])
  }
}

@Suite struct `A bracketed paste` {
  @Test func `is one input, wherever its bytes are split`() {
    let text = ":quit\r\u{3}q\u{1B}[A\u{1B}[20é"
    let bytes = Array("a\u{1B}[200~\(text)\u{1B}[201~b".utf8)
    let expected: [Input] = [
      .key(.character("a")), .paste(PastedText(text)), .key(.character("b")),
    ]
    for cut in 0...bytes.count {
      var decoder = KeyDecoder()
      #expect(decoder.decode(bytes[..<cut]) + decoder.decode(bytes[cut...]) == expected)
      #expect(decoder.flushDelay == nil)
    }
  }

  @Test func `of a megabyte is kept in part, and marked as cut`() {
    var decoder = KeyDecoder()
    var inputs = decoder.decode(Array("\u{1B}[200~".utf8))
    for _ in 0..<256 {
      inputs += decoder.decode([UInt8](repeating: UInt8(ascii: "q"), count: 4096))
    }
    #expect(inputs == [])
    inputs += decoder.decode(Array("\u{1B}[201~q".utf8))
    let text = String(repeating: "q", count: PastedText.maxBytes)
    #expect(inputs == [.paste(PastedText(text, isCut: true)), .key(.character("q"))])
  }

  @Test func `without an end is complete after a pause, or dropped by ^C`() {
    var decoder = KeyDecoder()
    #expect(decoder.decode(Array("\u{1B}[200~ab\u{1B}[20".utf8)) == [])
    #expect(decoder.flushDelay == 5_000_000_000)
    #expect(decoder.flush() == [.paste(PastedText("ab"))])
    #expect(decoder.decode(Array("\u{1B}[200~ab".utf8)) == [])
    decoder.cancelPaste()
    #expect(decoder.decode([3]) == [.key(.control("c"))])
  }
}
