import Drawing
import Testing

@Suite struct `ASCII transliteration` {
  @Test(arguments: [
    ("η 0.1", "eta 0.1"), ("ρ λ β σ ε", "rho lambda beta sigma eps"), ("‖∇f‖", "|gradf|"),
    ("−3×2·1…", "-3x2.1..."), ("●▲■◆✚○", "o^#*+0"), ("▶ ↑↓→←", "> ^v><"), ("x²y³", "x^2y^3"),
    ("10⁻¹²", "10^-12"), ("½(xy−1)²", "1/2(xy-1)^2"), ("┌─┐│└┘┤", "+-+|+++"), ("日", "?"),
    ("é", "?"), ("e\u{301}", "e"), ("λmax", "lambdamax"), ("plain", "plain"), ("", ""),
    ("⠀⣿", " *"),
  ])
  func `replaces every symbol`(_ text: String, _ expected: String) {
    #expect(asciiTransliteration(text) == expected)
  }

  @Test func `gives ASCII for every scalar`() {
    var text = ""
    for value in UInt32(0)...0x3000 {
      if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
    #expect(asciiTransliteration(text).unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func `keeps the cells of a canvas`() {
    var canvas = Canvas(Size(rows: 1, columns: 8))
    canvas.write("η│日²●▀\u{2847}", row: 0, column: 0, ink: Ink(.accent))
    let ascii = asASCII(canvas)
    #expect(ascii.size == canvas.size)
    #expect(String(String.UnicodeScalarView(ascii.cells.map(\.glyph))) == "n|? 2o'|")
    #expect(ascii.cells.map(\.ink) == canvas.cells.map(\.ink))
    #expect(asASCII(Canvas(Size(rows: 0, columns: 0))).cells.isEmpty)
  }

  @Test func `gives ASCII for every glyph of a canvas`() {
    for value in UInt32(0)...0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      var canvas = Canvas(Size(rows: 1, columns: 1))
      canvas[0, 0] = Cell(scalar)
      let glyph = asASCII(canvas)[0, 0].glyph.value
      #expect(glyph >= 0x20 && glyph < 0x7F, "U+\(String(value, radix: 16))")
    }
  }
}
