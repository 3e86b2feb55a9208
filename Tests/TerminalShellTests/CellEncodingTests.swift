import Drawing
import Engine
import Testing

@testable import TerminalShell

@Suite struct `Cells written thriftily` {
  private func ground(_ level: UInt8) -> Cell { Cell(" ", Ink(on: .level(level))) }
  private func half(_ upper: UInt8, _ lower: UInt8) -> Cell {
    Cell("▀", Ink(.level(upper), on: .level(lower)))
  }

  @Test func `share the colours that they can`() {
    #expect(colors(written([ground(1), ground(1), half(2, 1), half(1, 2), ground(1)])) == 2)
    #expect(colors(written([half(2, 1), ground(2), half(2, 3)])) == 3)
    #expect(colors(written([half(1, 2), half(2, 3), half(3, 4), half(5, 4)])) == 5)
    #expect(colors(written([ground(4), Cell("⠁", Ink(.run(0), on: .level(4))), ground(4)])) == 2)
  }

  @Test func `look the same, whatever they are, and never take more colours`() {
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
      let written = written(cells)
      #expect(written.map(Look.init) == cells.map(Look.init))
      #expect(colors(written) <= colors(cells))
    }
  }

  private func written(_ cells: [Cell]) -> [Cell] { cheapestEncoding(cells).cells }

  /// How many colours have to be sent, both after a reset.
  private func colors(_ cells: [Cell]) -> Int {
    zip([Cell()] + cells, cells).reduce(0) { sum, pair in
      let (old, new) = (pair.0.ink, pair.1.ink)
      if old == new { return sum }
      let resets =
        [old.foreground, old.background, new.foreground, new.background].contains(.terminalDefault)
        || old.bold != new.bold
        || old.reverse != new.reverse
      return sum + (resets || old.foreground != new.foreground ? 1 : 0)
        + (resets || old.background != new.background ? 1 : 0)
    }
  }
}

/// What is seen of a cell: the colours of its halves where it has nothing else.
private enum Look: Equatable {
  case halves(Paint, Paint)
  case glyph(Cell)

  init(_ cell: Cell) {
    switch cell.glyph {
    case " " where !cell.ink.reverse: self = .halves(cell.ink.background, cell.ink.background)
    case "▀" where !cell.ink.reverse: self = .halves(cell.ink.foreground, cell.ink.background)
    case "█" where !cell.ink.reverse: self = .halves(cell.ink.foreground, cell.ink.foreground)
    case "▄" where !cell.ink.reverse: self = .halves(cell.ink.background, cell.ink.foreground)
    default: self = .glyph(cell)
    }
  }
}
