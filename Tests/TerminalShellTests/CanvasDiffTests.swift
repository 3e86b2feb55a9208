import Drawing
import Testing

@testable import TerminalShell

@Suite struct `What changes between two canvases` {
  private func canvas(_ rows: String...) -> Canvas {
    var canvas = Canvas(
      Size(rows: rows.count, columns: rows.map(\.unicodeScalars.count).max() ?? 0))
    for (row, text) in rows.enumerated() {
      for (column, scalar) in text.unicodeScalars.enumerated() {
        canvas[row, column] = Cell(scalar == "_" ? Cell.continuation : scalar)
      }
    }
    return canvas
  }

  private func places(_ old: Canvas?, _ new: Canvas, _ size: Size? = nil) -> [CellUpdate] {
    cellUpdates(from: old, to: new, within: size ?? new.size)
  }

  @Test func `is nothing between equal ones`() {
    let some = canvas("abc", "漢_d")
    #expect(places(some, some) == [])
    #expect(places(nil, canvas("   ")) == [])
  }

  @Test func `is each cell that differs, by glyph or by ink`() {
    #expect(
      places(canvas("abc", "def"), canvas("abX", "Yef")) == [
        CellUpdate(row: 0, column: 2, width: 1), CellUpdate(row: 1, column: 0, width: 1),
      ])
    var inked = canvas("abc")
    inked[0, 1].ink.bold = true
    #expect(places(canvas("abc"), inked) == [CellUpdate(row: 0, column: 1, width: 1)])
  }

  @Test func `is a wide character as a whole`() {
    #expect(places(canvas("a漢_b"), canvas("a字_b")) == [CellUpdate(row: 0, column: 1, width: 2)])
    #expect(
      places(canvas("漢_c"), canvas("abc")) == [
        CellUpdate(row: 0, column: 0, width: 1), CellUpdate(row: 0, column: 1, width: 1),
      ])
    #expect(
      places(canvas("a漢_"), canvas("字_c")) == [
        CellUpdate(row: 0, column: 0, width: 2), CellUpdate(row: 0, column: 2, width: 1),
      ])
    var inked = canvas("漢_c")
    inked[0, 1].ink.bold = true
    #expect(places(canvas("漢_c"), inked) == [CellUpdate(row: 0, column: 0, width: 2)])
  }

  @Test func `includes a wide character that has lost its right half`() {
    #expect(
      places(canvas("漢_c"), canvas("漢xc")) == [
        CellUpdate(row: 0, column: 0, width: 1), CellUpdate(row: 0, column: 1, width: 1),
      ])
    #expect(places(nil, canvas("ab漢_"), Size(rows: 1, columns: 3)).last?.width == 1)
  }

  @Test func `is all that is not blank after another size`() {
    #expect(
      places(canvas("ab"), canvas("ab ")) == [
        CellUpdate(row: 0, column: 0, width: 1), CellUpdate(row: 0, column: 1, width: 1),
      ])
  }

  @Test func `stays within the terminal`() {
    let wide = canvas("abcd", "efgh")
    #expect(places(nil, wide, Size(rows: 1, columns: 2)).count == 2)
    #expect(places(nil, wide, Size(rows: 9, columns: 9)).count == 8)
    #expect(places(nil, wide, Size(rows: 0, columns: 0)) == [])
  }

  @Test func `are also what lies between two, if it is less than a gap`() {
    let old = canvas("abcdefgh", "abcdefgh")
    let new = canvas("aBcdEfgH", "abcdefgh")
    func columns(_ gap: Int) -> [Int] {
      cellUpdates(from: old, to: new, within: new.size, gap: gap).map(\.column)
    }
    #expect(columns(0) == [1, 4, 7])
    #expect(columns(2) == [1, 4, 7])
    #expect(columns(3) == [1, 2, 3, 4, 5, 6, 7])
    let wide = canvas("a漢_b"), other = canvas("A漢_B")
    let places = cellUpdates(from: wide, to: other, within: other.size, gap: 2)
    #expect(places.map(\.column) == [0, 1, 3] && places.map(\.width) == [1, 2, 1])
  }
}
