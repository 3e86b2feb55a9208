import Drawing
import Testing

@Suite struct `Text on a canvas` {
  private func row(_ canvas: Canvas, _ row: Int = 0) -> String {
    String(
      String.UnicodeScalarView(
        (0..<canvas.size.columns).map { canvas[row, $0].glyph }.filter { $0 != Cell.continuation }))
  }

  private func written(_ text: String, column: Int = 0, width: Int? = nil) -> (String, Int) {
    var canvas = Canvas(Size(rows: 1, columns: 6))
    let used = canvas.write(text, row: 0, column: column, width: width)
    return (row(canvas), used)
  }

  @Test func `is clipped to the canvas and to a width`() {
    #expect(written("abcdefgh") == ("abcdef", 6))
    #expect(written("abcdefgh", column: 4) == ("    ab", 2))
    #expect(written("abcd", column: -2) == ("cd    ", 4))
    #expect(written("abcd", width: 2) == ("ab    ", 2))
    #expect(written("abcd", width: -3) == ("      ", 0))
    #expect(written("abcd", column: 9) == ("      ", 0))
  }

  @Test func `is written in its ink`() {
    var canvas = Canvas(Size(rows: 1, columns: 4))
    canvas.write("ηρ", row: 0, column: 1, ink: Ink(.accent, bold: true))
    #expect(canvas[0, 0].ink == Ink())
    #expect(canvas[0, 1] == Cell("η", Ink(.accent, bold: true)))
    #expect(canvas[0, 2] == Cell("ρ", Ink(.accent, bold: true)))
    #expect(canvas[0, 3].ink == Ink())
  }

  @Test func `shows wide characters in two cells, never one half`() {
    #expect(written("日本") == ("日本  ", 4))
    #expect(written("日本語字") == ("日本語", 6))
    #expect(written("a日本語") == ("a日本 ", 5))
    #expect(written("日本", column: -1) == (" 本   ", 4))
    #expect(written("日", width: 1) == ("      ", 0))
    var canvas = Canvas(Size(rows: 1, columns: 4))
    canvas.write("日本", row: 0, column: 0)
    #expect(canvas[0, 1].glyph == Cell.continuation)
    canvas.write("x", row: 0, column: 1)
    #expect(row(canvas) == " x本")
    canvas.write("y", row: 0, column: 2)
    #expect(row(canvas) == " xy ")
  }

  @Test(arguments: [
    ("\u{1B}[31m", "\u{FFFD}[31m"),
    ("\u{7}\u{9}\n\r\u{7F}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("\u{9B}2J", "\u{FFFD}2J"), ("\u{202E}ab", "\u{FFFD}ab"),
    ("\u{2066}ab\u{2069}", "\u{FFFD}ab\u{FFFD}"),
    ("\u{0378}", "\u{FFFD}"), ("\u{E000}", "\u{FFFD}"), ("\u{FFFF}", "\u{FFFD}"),
    ("\0", "\u{FFFD}"),
    ("\u{2028}", "\u{FFFD}"), ("e\u{301}x", "ex"), ("a\u{200B}\u{200D}\u{FE0F}b", "ab"),
    ("\u{AD}\u{FEFF}\u{200E}c", "c"), ("a\u{A0}b", "a b"),
  ])
  func `cannot control the terminal`(_ text: String, _ shown: String) {
    var canvas = Canvas(Size(rows: 1, columns: 5))
    canvas.write(text, row: 0, column: 0)
    #expect(row(canvas) == shown + String(repeating: " ", count: 5 - displayWidth(of: shown)))
    #expect(displayWidth(of: text) == displayWidth(of: shown))
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("λmax", 4), ("‖∇f‖", 4), ("日本語", 6), ("한국", 4), ("👍", 2), ("🇩🇪", 2),
    ("ｶﾅ", 2), ("　", 2), ("●▲■◆✚○", 6), ("─│┌", 3), ("⚡", 2), ("\u{1100}\u{1161}\u{11A8}", 2),
  ])
  func `has a width in columns`(_ text: String, _ count: Int) {
    #expect(displayWidth(of: text) == count)
  }

  @Test func `does nothing on a canvas without cells`() {
    var canvas = Canvas(Size(rows: 0, columns: 0))
    #expect(canvas.write("abc", row: 0, column: 0) == 0)
    #expect(canvas == Canvas(Size(rows: 0, columns: 0)))
  }

  @Test func `is wrapped at blanks`() {
    #expect(wrapped("SAM keeps drifting along", to: 10) == ["SAM keeps", "drifting", "along"])
    #expect(wrapped("  a   b\n\nc ", to: 10) == ["a b", "", "c"])
    #expect(wrapped("abcdefgh ij", to: 3) == ["abc", "def", "gh", "ij"])
    #expect(wrapped("ab cdefg", to: 4) == ["ab", "cdef", "g"])
    #expect(wrapped("日本語 字", to: 4) == ["日本", "語", "字"])
    #expect(wrapped("日a", to: 1) == ["\u{FFFD}", "a"])
    #expect(wrapped("", to: 5) == [""])
    #expect(wrapped("abc", to: 0) == [])
    #expect(wrapped("a\u{1B}b", to: 9) == ["a\u{FFFD}b"])
  }

  @Test func `when wrapped keeps a caret under its character`() {
    let text = "w  - lr*grad(w)\n     ^\nlr is not known"
    #expect(wrapped(text, to: 20) == ["w  - lr*grad(w)", "     ^", "lr is not known"])
    #expect(wrapped(text, to: 9) == ["w  - lr*…", "     ^", "lr is not", "known"])
    #expect(withoutExcerpts(text) == "lr is not known")
    #expect(wrapped("^\na  ^  b", to: 9) == ["^", "a ^ b"])
  }

  @Test func `when wrapped fits every width and keeps every letter`() {
    let text = "USAM stopped at its threshold λ‖g‖ 日本語日本語 and_a_word_longer_than_a_line"
    for width in 2...40 {
      let lines = wrapped(text, to: width)
      #expect(lines.allSatisfy { displayWidth(of: $0) <= width && !$0.isEmpty }, "width \(width)")
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " }, "width \(width)")
    }
  }

  @Test func `is truncated with an ellipsis`() {
    #expect(truncated("hyperbola", to: 9) == "hyperbola")
    #expect(truncated("hyperbola", to: 8) == "hyperbo…")
    #expect(truncated("hyperbola", to: 1) == "…")
    #expect(truncated("hyperbola", to: 0) == "")
    #expect(truncated("日本語", to: 5) == "日本…")
    #expect(truncated("日本語", to: 4) == "日…")
    #expect(truncated("日", to: 1) == "\u{FFFD}")
    #expect(truncated("λmax of it", to: 9, glyphs: .unicode) == "λmax of …")
    #expect(truncated("λmax of it", to: 12, glyphs: .ascii) == "lambdamax...")
    #expect(truncated("λ", to: 2, glyphs: .ascii) == "la")
    #expect(truncated("λ", to: -2, glyphs: .ascii) == "")
  }
}
