import Testing

@testable import Drawing

@Suite struct `Letters of blocks` {
  /// Returns the quarters of cells that a text fills, as rows of `#`.
  private func picture(_ text: String, scale: Int) -> [String] {
    let font = BlockFont(scale: scale)
    var canvas = Canvas(Size(rows: font.lineRows, columns: font.columns(of: text)))
    canvas.write(text, in: font, row: 0, column: 0)
    return (0..<2 * canvas.size.rows).map { y in
      String(
        (0..<2 * canvas.size.columns).map { x in
          let mask = quadrants.firstIndex(of: canvas[y / 2, x / 2].glyph) ?? 0
          return mask >> (y % 2 * 2 + x % 2) & 1 == 1 ? "#" : "."
        })
    }
  }

  @Test func `are five dots high, with a dot to the next letter and line`() {
    #expect(
      picture("H1", scale: 1) == [
        "#.#..#..", "#.#.##..", "###..#..", "#.#..#..", "#.#..#..", "........",
      ])
  }

  @Test func `have dots of several quarters at a larger scale`() {
    for scale in [2, 3] {
      let (small, large) = (picture("SAM", scale: 1), picture("SAM", scale: scale))
      for (y, row) in large.enumerated() {
        for (x, dot) in row.enumerated() {
          let line = Array(small[y / scale])
          #expect(dot == (x / scale < line.count ? line[x / scale] : "."))
        }
      }
    }
  }

  @Test func `are capitals, Greek letters and marks, and others in ASCII`() {
    #expect(picture("sam", scale: 1) == picture("SAM", scale: 1))
    #expect(picture("ρ", scale: 1) != picture("P", scale: 1))
    #expect(picture("é", scale: 1) == picture("?", scale: 1))
    #expect(picture("Ω", scale: 1) == picture(asciiTransliteration("Ω"), scale: 1))
  }

  @Test func `are small if alone, as keys and variables are`() {
    #expect(picture("n", scale: 1) != picture("N", scale: 1))
    #expect(picture("n next", scale: 1) == picture("n NEXT", scale: 1))
    #expect(picture("N next", scale: 1) == picture("N NEXT", scale: 1))
    #expect(picture("f(x)", scale: 1) != picture("F(X)", scale: 1))
    #expect(picture("[a]", scale: 1) != picture("[A]", scale: 1))
    #expect(picture("is a cycle", scale: 1) == picture("IS A CYCLE", scale: 1))
    #expect(picture("SAM's", scale: 1) == picture("SAM'S", scale: 1))
    #expect(picture("xy", scale: 1) == picture("XY", scale: 1))
  }

  @Test func `have distinct glyphs of five rows`() {
    let characters =
      (0x21...0x7E).compactMap { Unicode.Scalar(UInt32($0)).map(Character.init) }
      .filter { $0 != "a" }  // alone, the article
      + Array("ηρλσβγμε∇∂‖²−·≤≥→●▲■◆✚○△□◇")
    let pictures = characters.map { picture(String($0), scale: 1) }
    #expect(Set(pictures).count == pictures.count)
    #expect(pictures.allSatisfy { $0.count == 6 && $0[5].allSatisfy { $0 == "." } })
  }

  @Test func `wrap at blanks within a width, and lose no word`() {
    let text = "GD stops where it lands;\nSAM drifts Donaudampfschifffahrtsgesellschaft"
    for columns in [8, 20, 39, 79] {
      for scale in [1, 2] {
        let font = BlockFont(scale: scale)
        let lines = font.wrapped(text, columns: columns)
        for line in lines { #expect(font.columns(of: line) <= columns, "\(line)") }
        let letters = { (text: String) in text.filter { !$0.isWhitespace } }
        #expect(letters(lines.joined()) == letters(text))
      }
    }
    #expect(BlockFont(scale: 1).wrapped("", columns: 20).isEmpty)
  }

  @Test func `truncate a text that is too wide, marked by dots`() {
    let font = BlockFont(scale: 1)
    #expect(font.truncated("SAM", columns: 20) == "SAM")
    let cut = font.truncated("drifting along the valley", columns: 20)
    #expect(cut.hasSuffix("…") && font.columns(of: cut) <= 20 && cut.count > 5)
    #expect(font.truncated("SAM", columns: 1).isEmpty)
  }

  @Test func `keep the background of a cell, and the cells between them`() {
    var canvas = Canvas(Size(rows: 3, columns: 6))
    for column in 0..<6 { canvas[1, column] = Cell("x", Ink(on: .level(7))) }
    canvas.write("|", in: BlockFont(scale: 1), row: 0, column: 0, ink: Ink(.run(1), bold: true))
    #expect(canvas[1, 0] == Cell("▌", Ink(.run(1), on: .level(7), bold: true)))
    #expect(canvas[1, 3].glyph == "x" && canvas[0, 0].ink.background == .terminalDefault)
    canvas.write("SAM", in: BlockFont(scale: 9), row: -4, column: -7)
  }
}
