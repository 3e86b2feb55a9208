import CNcurses
import Drawing
import Testing

@testable import TerminalShell

@Suite struct `A printable scalar` {
  init() { _ = locale_set("C.UTF-8") }

  @Test(
    arguments: [
      "\0", "\u{7}", "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{AD}", "\u{200B}", "\u{200F}",
      "\u{202E}", "\u{2066}", "\u{2069}", "\u{61C}", "\u{301}", "\u{FEFF}", "\u{2028}", "\u{E0041}",
    ] as [Unicode.Scalar])
  func `is the replacement for control, format and combining characters`(
    scalar: Unicode.Scalar
  ) {
    #expect(PrintableScalar(scalar, .unicode) == .replacement(.unicode))
    #expect(PrintableScalar(scalar, .ascii) == .replacement(.ascii))
    #expect(PrintableScalar.replacement(.unicode).scalar == "\u{FFFD}")
    #expect(PrintableScalar.replacement(.ascii).scalar == "?")
  }

  @Test(
    arguments: [
      ("a", 1), (" ", 1), ("~", 1), ("é", 1), ("▀", 1), ("⣿", 1), ("●", 1), ("λ", 1), ("漢", 2),
      ("😀", 2),
    ] as [(Unicode.Scalar, Int)])
  func `is the scalar itself if the glyph set has it`(scalar: Unicode.Scalar, width: Int) {
    #expect(PrintableScalar(scalar, .unicode).scalar == scalar)
    #expect(PrintableScalar(scalar, .unicode).width == width)
    let isASCII = scalar.isASCII
    #expect(PrintableScalar(scalar, .ascii).scalar == (isASCII ? scalar : "?"))
  }
}
