import Drawing
import Export
import TestSupport
import Testing

/// Returns a pseudo-random canvas with texts, backgrounds and wide characters.
func randomCanvas(_ size: Size, seed: UInt64) -> Canvas {
  var generator = SeededGenerator(seed: seed)
  let paints: [Paint] = [
    .terminalDefault, .faint, .accent, .level(3), .level(28), .run(1), .warning,
  ]
  let texts = ["loss", "▀▄", "漢字", "a  b", "●", "⣿⡇", " ", "x\u{1B}[2J"]
  var canvas = Canvas(size)
  for _ in 0..<12 {
    canvas.write(
      generator.pick(texts), row: generator.below(max(size.rows, 1)),
      column: generator.below(max(size.columns, 1)),
      ink: Ink(
        generator.pick(paints), on: generator.pick(paints), bold: generator.below(2) == 0,
        reverse: generator.below(5) == 0))
  }
  return canvas
}

/// Returns the text without escape sequences.
func stripped(_ text: String) -> String {
  var result = ""
  var rest = text[...]
  while let escape = rest.firstIndex(of: "\u{1B}") {
    result += rest[..<escape]
    rest = rest[escape...].drop { !$0.isLetter }.dropFirst()
  }
  return result + rest
}

@Suite struct `A canvas as text` {
  @Test func `has one line per row, without trailing blanks`() {
    var canvas = Canvas(Size(rows: 3, columns: 8))
    canvas.write("ab", row: 0, column: 1)
    canvas.write("漢", row: 2, column: 0)
    #expect(plainText(of: canvas) == " ab\n\n漢\n")
  }

  @Test(arguments: Display.Depth.allCases)
  func `equals the coloured text without its escapes`(_ depth: Display.Depth) {
    for seed in randomSeeds(40) {
      let columns = 1 + Int(seed % 200)
      let canvas = randomCanvas(Size(rows: 1 + columns % 7, columns: columns), seed: seed)
      let colored = ansiText(of: canvas, Display(depth: depth))
      let lines = stripped(colored).split(separator: "\n", omittingEmptySubsequences: false)
      let trimmed = lines.map { line in
        String(line.reversed().drop { $0 == " " }.reversed())
      }
      #expect(trimmed.joined(separator: "\n") == plainText(of: canvas), "RAVINE_SEED=\(seed)")
      #expect(!plainText(of: canvas).contains("\u{1B}"))
    }
  }

  @Test(arguments: [
    (Display.Depth.direct, "38;2;255;154;20"), (.indexed, "38;5;220"), (.sixteen, "93"),
    (.eight, "35"),
  ])
  func `has colours in the depth of the display`(_ depth: Display.Depth, _ code: String) {
    var canvas = Canvas(Size(rows: 1, columns: 3))
    canvas.write("x", row: 0, column: 1, ink: Ink(.run(1)))
    #expect(ansiText(of: canvas, Display(depth: depth)) == " \u{1B}[\(code)mx\u{1B}[m\n")
  }

  @Test func `has bold but no colours in mono`() {
    var canvas = Canvas(Size(rows: 1, columns: 3))
    canvas.write("x", row: 0, column: 0, ink: Ink(.run(1), on: .level(3), bold: true))
    #expect(ansiText(of: canvas, Display(depth: .mono)) == "\u{1B}[1mx\u{1B}[m\n")
  }

  @Test func `replaces control characters in cells`() {
    var canvas = Canvas(Size(rows: 1, columns: 3))
    for (column, glyph) in (["\u{1B}", "\u{9B}", "\u{202E}"] as [Unicode.Scalar]).enumerated() {
      canvas[0, column] = Cell(glyph)
    }
    #expect(plainText(of: canvas) == "���\n")
    #expect(ansiText(of: canvas, Display()) == "���\n")
  }
}

@Suite struct `A recording` {
  @Test(arguments: [Display.Depth.direct, .indexed, .mono])
  func `reproduces each of its frames on a terminal`(_ depth: Display.Depth) throws {
    let size = Size(rows: 9, columns: 31)
    let display = Display(depth: depth)
    var writer = AsciicastWriter(size, display, title: "")
    var terminal = TerminalEmulator(size)
    for seed in 0..<60 {
      let canvas = randomCanvas(size, seed: UInt64(seed))
      let lines = writer.encodeFrame(canvas, display, milliseconds: 100 * seed)
      for event in try asciicastEvents(lines) {
        #expect(event.kind == "o" && event.time == Double(seed) / 10)
        terminal.feed(event.data)
      }
      var expected = TerminalEmulator(size)
      expected.feed(ansiText(of: canvas, display))
      #expect(visibleCells(terminal) == visibleCells(expected))
      #expect(terminal.lines == expected.lines)
    }
    #expect(terminal.unrecognized.isEmpty)
  }

  /// Returns the cells without the foreground and weight of blanks, which are invisible.
  private func visibleCells(_ terminal: TerminalEmulator) -> [TerminalEmulator.ScreenCell] {
    terminal.cells.map { cell in
      var cell = cell
      if cell.glyph == " ", !cell.attributes.reverse {
        cell.attributes.foreground = ""
        cell.attributes.bold = false
      }
      return cell
    }
  }

  @Test func `has no events for an unchanged frame`() {
    var writer = AsciicastWriter(Size(rows: 4, columns: 20), Display(), title: "")
    let canvas = randomCanvas(Size(rows: 4, columns: 20), seed: 3)
    #expect(!writer.encodeFrame(canvas, Display(), milliseconds: 0).isEmpty)
    #expect(writer.encodeFrame(canvas, Display(), milliseconds: 100) == "")
  }

  @Test func `has a resize event and a full frame after a change of size`() throws {
    var writer = AsciicastWriter(Size(rows: 4, columns: 20), Display(), title: "")
    _ = writer.encodeFrame(
      randomCanvas(Size(rows: 4, columns: 20), seed: 3), Display(), milliseconds: 0)
    let larger = randomCanvas(Size(rows: 5, columns: 30), seed: 3)
    let found = try asciicastEvents(writer.encodeFrame(larger, Display(), milliseconds: 50))
    #expect(found.map(\.kind) == ["r", "o"])
    #expect(found.first?.data == "30x5")
    var terminal = TerminalEmulator(larger.size)
    terminal.feed(try #require(found.last).data)
    #expect(terminal.lines.map { $0 + "\n" }.joined() == plainText(of: larger))
  }

  @Test func `has a full frame after a change of colours`() throws {
    var writer = AsciicastWriter(Size(rows: 4, columns: 20), Display(), title: "")
    let canvas = randomCanvas(Size(rows: 4, columns: 20), seed: 5)
    _ = writer.encodeFrame(canvas, Display(), milliseconds: 0)
    let next = try asciicastEvents(
      writer.encodeFrame(canvas, Display(map: .grey), milliseconds: 10))
    #expect(next.first?.data.contains("\u{1B}[2J") == true)
  }

  @Test func `escapes the title in its header`() throws {
    let writer = AsciicastWriter(
      Size(rows: 0, columns: 0), Display(), title: "a\"b\\\u{1B}]0;x\u{7}\n\u{202E}]]>")
    #expect(
      writer.header.hasPrefix("{\"version\": 2, \"width\": 1, \"height\": 1, \"title\": \"a\\\"b"))
    #expect(writer.header.unicodeScalars.filter { $0.value < 32 } == ["\n"])
    #expect(!writer.header.contains("\u{202E}"))
  }

  @Test func `ends with a visible cursor and the terminal's own colours`() throws {
    var writer = AsciicastWriter(Size(rows: 4, columns: 20), Display(), title: "")
    var canvas = Canvas(Size(rows: 4, columns: 20))
    canvas.write("x", row: 0, column: 0, ink: Ink(.accent))
    _ = writer.encodeFrame(canvas, Display(), milliseconds: 0)
    let last = try #require(try asciicastEvents(writer.finish(milliseconds: 1234)).first)
    #expect(last.time == 1.234)
    #expect(last.data == "\u{1B}[m\u{1B}[4;1H\u{1B}[?25h")
  }
}
