import Drawing
import TestSupport
import Testing

@Suite struct `A braille grid` {
  private func dots(_ grid: BrailleGrid) -> [[Int]] {
    (0..<grid.height).flatMap { y in
      (0..<grid.width).compactMap { grid.isSet($0, y) ? [$0, y] : nil }
    }
  }

  @Test func `encodes dots as braille glyphs`() {
    var grid = BrailleGrid(rows: 1, columns: 2)
    let masks: [(Double, Double, UInt32)] = [
      (0, 0, 0x01), (0, 1, 0x02), (0, 2, 0x04), (1, 0, 0x08), (1, 1, 0x10), (1, 2, 0x20),
      (0, 3, 0x40), (1, 3, 0x80),
    ]
    for (x, y, mask) in masks {
      var cell = BrailleGrid(rows: 1, columns: 1)
      cell.drawDot((x + 0.5, y + 0.5), paint: .accent)
      var canvas = Canvas(Size(rows: 1, columns: 1))
      canvas.draw(cell, in: Rect(canvas.size), display: Display())
      #expect(canvas[0, 0] == Cell(Unicode.Scalar(0x2800 + mask) ?? " ", Ink(.accent)))
    }
    grid.drawLine(from: (0, 0), to: (3.9, 3.9), paint: .terminalDefault)
    #expect(dots(grid) == [[0, 0], [1, 1], [2, 2], [3, 3]])
  }

  @Test func `draws lines between both ends without a gap`() {
    for step in 0..<200 {
      let end = (Double(step % 20), Double(step / 20 * 2))
      var grid = BrailleGrid(rows: 6, columns: 11)
      grid.drawLine(from: (10, 11), to: end, paint: .terminalDefault)
      let found = dots(grid)
      #expect(found.contains([10, 11]))
      #expect(found.contains([Int(end.0), Int(end.1)]))
      let length = max(abs(Int(end.0) - 10), abs(Int(end.1) - 11))
      #expect(found.count == length + 1)
    }
  }

  @Test func `clips lines to its border`() {
    var grid = BrailleGrid(rows: 2, columns: 4)
    grid.drawLine(from: (-1e300, 2.5), to: (1e300, 2.5), paint: .terminalDefault)
    #expect(dots(grid) == (0..<8).map { [$0, 2] })
    grid = BrailleGrid(rows: 2, columns: 4)
    grid.drawLine(from: (-4, -4), to: (12, 12), paint: .terminalDefault)
    #expect(dots(grid) == (0..<8).map { [$0, $0] })
    grid = BrailleGrid(rows: 2, columns: 4)
    grid.drawLine(from: (3.5, 3.5), to: (3.5, 1.7e308), paint: .terminalDefault)
    #expect(dots(grid) == (3..<8).map { [3, $0] })
    grid.drawLine(from: (-1.7e308, -1.7e308), to: (1.7e308, 1.7e308), paint: .terminalDefault)
  }

  @Test(arguments: [
    ((Double.nan, 0.0), (4.0, 4.0)), ((0, 0), (4, .nan)), ((.infinity, 1), (1, 1)),
    ((1, 1), (-.infinity, .nan)), ((-5, -1), (90, -1)), ((9, 0), (9, 8)), ((-5, 4), (4, -5)),
    ((1e308, -1e308), (1.7e308, 4)), ((-1e-300, -5), (-1e-300, 9)),
  ])
  func `ignores points outside and non-finite points`(
    _ from: (Double, Double), _ to: (Double, Double)
  ) {
    var grid = BrailleGrid(rows: 2, columns: 4)
    grid.drawLine(from: from, to: to, paint: .terminalDefault)
    for point in [(Double.nan, 1.0), (1, -1), (8, 1), (1, 1e300), (-Double.infinity, 1)] {
      grid.drawDot(point, paint: .terminalDefault)
    }
    #expect(dots(grid).isEmpty)
    var empty = BrailleGrid(rows: 0, columns: -2)
    empty.drawLine(from: (0, 0), to: (0, 0), paint: .terminalDefault)
    empty.drawDot((0, 0), paint: .terminalDefault)
    #expect(dots(empty).isEmpty)
  }

  @Test func `draws long lines at bounded cost`() {
    let clock = ContinuousClock()
    var grid = BrailleGrid(rows: 60, columns: 200)
    let time = clock.measure {
      for step in 0..<1000 {
        grid.drawLine(
          from: (Double(step) * -1e12, -1e15), to: (400, 1e15), paint: .terminalDefault)
      }
    }
    #expect(time < .seconds(2 * timeoutFactor))
  }

  @Test func `paints a cell by the highest priority, then by the last call`() {
    var grid = BrailleGrid(rows: 1, columns: 1)
    func paint() -> Paint {
      var canvas = Canvas(Size(rows: 1, columns: 1))
      canvas.draw(grid, in: Rect(canvas.size), display: Display())
      return canvas[0, 0].ink.foreground
    }
    grid.drawDot((0, 0), paint: .run(0))
    grid.drawDot((1, 0), paint: .run(1))
    #expect(paint() == .run(1))
    grid.drawDot((0, 1), paint: .run(2), priority: 5)
    grid.drawDot((0, 2), paint: .run(3), priority: 4)
    #expect(paint() == .run(2))
  }

  @Test func `outlines lines over the map, except faint lines`() {
    let beneath: [(Cell, Paint)] = [
      (Cell("▀", Ink(.level(4), on: .level(10))), .shade(7)),
      (Cell(" ", Ink(on: .level(9))), .shade(9)),
      (Cell("x", Ink(.accent)), .terminalDefault),
      (Cell("▓", Ink(.level(20), on: .level(0))), .shade(20)),
      (Cell("░", Ink(.level(20), on: .level(0))), .shade(0)),
    ]
    for (cell, back) in beneath {
      var canvas = Canvas(Size(rows: 1, columns: 2))
      canvas[0, 0] = cell
      canvas[0, 1] = cell
      var grid = BrailleGrid(rows: 1, columns: 2)
      grid.drawDot((0, 0), paint: .run(1))
      canvas.draw(grid, in: Rect(canvas.size), display: Display())
      #expect(canvas[0, 0] == Cell("⠁", Ink(.run(1), on: back)))
      #expect(canvas[0, 1] == cell)
      canvas[0, 0] = cell
      var faint = BrailleGrid(rows: 1, columns: 2)
      faint.drawDot((0, 0), paint: .faint)
      canvas.draw(faint, in: Rect(canvas.size), display: Display())
      #expect(canvas[0, 0].ink.background == backgroundPaint(of: cell))
    }
  }

  @Test func `draws ASCII glyphs similar to the lines`() {
    var grid = BrailleGrid(rows: 6, columns: 24)
    for (row, end) in [(0.0, (47.0, 23.0)), (23, (47, 0)), (12, (47, 12))] {
      grid.drawLine(from: (0, row), to: end, paint: .run(0))
    }
    grid.drawLine(from: (24, 0), to: (24, 23), paint: .run(1))
    var canvas = Canvas(Size(rows: 6, columns: 24))
    canvas.draw(grid, in: Rect(canvas.size), display: Display(depth: .mono, glyphs: .ascii))
    #expect(canvas.cells.allSatisfy { $0.glyph.isASCII })
    #expect(canvas.cells.allSatisfy { $0.glyph == " " || $0.ink.bold })
    expectSnapshot(canvas, named: "strokes-ascii")
    var small = Canvas(Size(rows: 2, columns: 2))
    small.draw(
      grid, in: Rect(row: -2, column: -3, rows: 90, columns: 90), display: Display())
  }
}
