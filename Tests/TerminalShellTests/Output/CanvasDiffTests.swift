import Drawing
import Testing

@testable import TerminalShell

@Suite struct `The diff of two canvases` {
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

  private func updates(_ old: Canvas?, _ new: Canvas, _ size: Size? = nil) -> [CellUpdate] {
    cellUpdates(from: old, to: new, within: size ?? new.size)
  }

  @Test func `is empty for equal canvases`() {
    let some = canvas("abc", "漢_d")
    #expect(updates(some, some) == [])
    #expect(updates(nil, canvas("   ")) == [])
  }

  @Test func `contains each cell whose glyph or ink differs`() {
    #expect(
      updates(canvas("abc", "def"), canvas("abX", "Yef")) == [
        CellUpdate(row: 0, column: 2, width: 1), CellUpdate(row: 1, column: 0, width: 1),
      ])
    var inked = canvas("abc")
    inked[0, 1].ink.bold = true
    #expect(updates(canvas("abc"), inked) == [CellUpdate(row: 0, column: 1, width: 1)])
  }

  @Test func `contains wide characters as one update`() {
    #expect(updates(canvas("a漢_b"), canvas("a字_b")) == [CellUpdate(row: 0, column: 1, width: 2)])
    #expect(
      updates(canvas("漢_c"), canvas("abc")) == [
        CellUpdate(row: 0, column: 0, width: 1), CellUpdate(row: 0, column: 1, width: 1),
      ])
    #expect(
      updates(canvas("a漢_"), canvas("字_c")) == [
        CellUpdate(row: 0, column: 0, width: 2), CellUpdate(row: 0, column: 2, width: 1),
      ])
    var inked = canvas("漢_c")
    inked[0, 1].ink.bold = true
    #expect(updates(canvas("漢_c"), inked) == [CellUpdate(row: 0, column: 0, width: 2)])
  }

  @Test func `contains a wide character that loses its right half`() {
    #expect(
      updates(canvas("漢_c"), canvas("漢xc")) == [
        CellUpdate(row: 0, column: 0, width: 1), CellUpdate(row: 0, column: 1, width: 1),
      ])
    #expect(updates(nil, canvas("ab漢_"), Size(rows: 1, columns: 3)).last?.width == 1)
  }

  @Test func `contains all non-blank cells after a change of size`() {
    #expect(
      updates(canvas("ab"), canvas("ab ")) == [
        CellUpdate(row: 0, column: 0, width: 1), CellUpdate(row: 0, column: 1, width: 1),
      ])
  }

  @Test func `stays within the terminal`() {
    let wide = canvas("abcd", "efgh")
    #expect(updates(nil, wide, Size(rows: 1, columns: 2)).count == 2)
    #expect(updates(nil, wide, Size(rows: 9, columns: 9)).count == 8)
    #expect(updates(nil, wide, Size(rows: 0, columns: 0)) == [])
  }

  @Test func `contains unchanged cells in a gap between two changes`() {
    let old = canvas("abcdefgh", "abcdefgh")
    let new = canvas("aBcdEfgH", "abcdefgh")
    func columns(_ gap: Int) -> [Int] {
      cellUpdates(from: old, to: new, within: new.size, gap: gap).map(\.column)
    }
    #expect(columns(0) == [1, 4, 7])
    #expect(columns(2) == [1, 4, 7])
    #expect(columns(3) == [1, 2, 3, 4, 5, 6, 7])
    let wide = canvas("a漢_b"), other = canvas("A漢_B")
    let updates = cellUpdates(from: wide, to: other, within: other.size, gap: 2)
    #expect(updates.map(\.column) == [0, 1, 3] && updates.map(\.width) == [1, 2, 1])
  }
}
