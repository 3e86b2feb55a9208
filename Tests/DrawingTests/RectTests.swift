import Drawing
import TestSupport
import Testing

@Suite struct `A rectangle` {
  let rect = Rect(row: 2, column: 3, rows: 10, columns: 20)

  @Test func `is split into disjoint parts that cover all cells`() {
    for count in -1...25 {
      for (part, rest) in [
        rect.split(top: count), rect.split(bottom: count), rect.split(left: count),
        rect.split(right: count),
      ] {
        #expect(part.rows * part.columns + rest.rows * rest.columns == 200)
        #expect(part.intersection(rest).isEmpty)
        #expect(rect.intersection(part) == part || part.isEmpty)
      }
    }
    #expect(rect.split(top: 3).top == Rect(row: 2, column: 3, rows: 3, columns: 20))
    #expect(rect.split(bottom: 3).bottom == Rect(row: 9, column: 3, rows: 3, columns: 20))
    #expect(rect.split(right: 5).rest == Rect(row: 2, column: 3, rows: 10, columns: 15))
  }

  @Test func `is split into parts of nearly equal size`() {
    #expect(rect.splitIntoColumns(3).map(\.columns) == [6, 7, 7])
    #expect(rect.splitIntoColumns(3, gap: 1).map(\.columns) == [6, 6, 6])
    #expect(rect.splitIntoRows(3, gap: 1).map(\.row) == [2, 5, 9])
    #expect(rect.splitIntoRows(0).isEmpty)
    #expect(rect.splitIntoRows(30).map(\.rows).reduce(0, +) == 10)
  }

  @Test func `never has negative extents`() {
    #expect(rect.inset(by: 30).isEmpty)
    #expect(Rect(row: 0, column: 0, rows: -4, columns: 3).rows == 0)
    #expect(rect.intersection(Rect(row: 50, column: 50, rows: 2, columns: 2)).isEmpty)
  }
}

@Suite struct `A box` {
  @Test func `has a title and a footer`() {
    var canvas = Canvas(Size(rows: 4, columns: 24))
    canvas.drawBox(Rect(canvas.size), title: "loss log10", footer: "x −3…3  y −3…3")
    expectSnapshot(canvas, named: "frame")
  }

  @Test(arguments: [(0, 0), (1, 1), (1, 5), (5, 1), (2, 2), (2, 5), (3, 8)])
  func `can be drawn in any size`(_ rows: Int, _ columns: Int) {
    var canvas = Canvas(Size(rows: 7, columns: 12))
    let rect = Rect(row: 1, column: 2, rows: rows, columns: columns)
    canvas.drawBox(rect, title: "long title", footer: "f", glyphs: .ascii)
    for row in 0..<7 {
      for column in 0..<12 {
        let isBorder =
          rect.contains(row, column) && !rect.inset(by: 1).contains(row, column)
        #expect((canvas[row, column].ink.foreground == .frame) == isBorder, "\(row), \(column)")
      }
    }
  }

  @Test func `can lie outside the canvas or be huge`() {
    var canvas = Canvas(Size(rows: 3, columns: 3))
    canvas.drawBox(Rect(row: 10, column: 10, rows: 5, columns: 5), title: "t")
    canvas.drawBox(Rect(row: -9, column: -9, rows: 1_000_000_000, columns: 1_000_000_000))
    #expect(canvas == Canvas(Size(rows: 3, columns: 3)))
  }

  @Test func `clips another canvas drawn into it`() {
    var canvas = Canvas(Size(rows: 3, columns: 4))
    var other = Canvas(Size(rows: 2, columns: 4))
    other.write("日本", row: 0, column: 0, ink: Ink(.accent))
    other.cursor = Position(row: 0, column: 1)
    canvas.draw(other, row: 1, column: 1)
    #expect(canvas[1, 1].glyph == "日")
    #expect(canvas[1, 3].glyph == " ")
    #expect(canvas.cursor == Position(row: 1, column: 2))
    canvas.draw(other, row: 0, column: -1)
    #expect(canvas[0, 0].glyph == " ")
    #expect(canvas[0, 1].glyph == "本")
    canvas.fill(Rect(row: -5, column: 0, rows: 100, columns: 100), with: Cell("x"))
    #expect(canvas.cells.allSatisfy { $0.glyph == "x" })
  }
}
