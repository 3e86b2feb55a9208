import Drawing
import Engine
import Testing

@testable import TerminalShell

@Suite struct `Cells written thriftily` {
  private func ground(_ level: UInt8) -> Cell { Cell(" ", Ink(on: .level(level))) }
  private func half(_ upper: UInt8, _ lower: UInt8) -> Cell {
    Cell("▀", Ink(.level(upper), on: .level(lower)))
  }

  @Test func `share a pair of colours where neighbours allow it`() {
    #expect(pairs(thrifty([ground(1), ground(1), half(2, 1), half(1, 2), ground(1)])) == 1)
    #expect(pairs(thrifty([half(2, 1), ground(2), half(2, 3)])) == 2)
    #expect(pairs(thrifty([ground(4), Cell("⠁", Ink(.run(0), on: .level(4))), ground(4)])) == 1)
  }

  @Test func `look the same, whatever they are, and never take more pairs`() {
    var random = SplitMix64(seed: 5)
    func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    for _ in 0..<2000 {
      let cells = (0..<12).map { _ -> Cell in
        let (a, b) = (UInt8(below(3)), UInt8(below(3)))
        switch below(6) {
        case 0, 1: return ground(a)
        case 2, 3: return half(a, b)
        case 4: return Cell("x", Ink(.run(a), on: .level(b), bold: a > 1, reverse: b > 1))
        default: return Cell(" ", Ink(reverse: a > 1))
        }
      }
      let written = thrifty(cells)
      #expect(written.map(Look.init) == cells.map(Look.init))
      #expect(pairs(written) <= pairs(cells))
    }
  }

  private func pairs(_ cells: [Cell]) -> Int {
    zip([Cell()] + cells, cells).count { $0.0.ink != $0.1.ink }
  }
}

/// What is seen of a cell: the colours of its halves where it has nothing else.
private enum Look: Equatable {
  case halves(Paint, Paint)
  case glyph(Cell)

  init(_ cell: Cell) {
    switch cell.glyph {
    case " " where !cell.ink.reverse: self = .halves(cell.ink.back, cell.ink.back)
    case "▀" where !cell.ink.reverse: self = .halves(cell.ink.fore, cell.ink.back)
    case "█" where !cell.ink.reverse: self = .halves(cell.ink.fore, cell.ink.fore)
    case "▄" where !cell.ink.reverse: self = .halves(cell.ink.back, cell.ink.fore)
    default: self = .glyph(cell)
    }
  }
}
