import Drawing
import TestSupport
import Testing

@testable import TerminalShell

@Suite(.randomCases) struct `The cheapest encoding` {
  private func blank(_ level: UInt8) -> Cell { Cell(" ", Ink(on: .level(level))) }
  private func half(_ upper: UInt8, _ lower: UInt8) -> Cell {
    Cell("▀", Ink(.level(upper), on: .level(lower)))
  }

  @Test func `shares colours between neighbours`() {
    #expect(colors(encoded([blank(1), blank(1), half(2, 1), half(1, 2), blank(1)])) == 2)
    #expect(colors(encoded([half(2, 1), blank(2), half(2, 3)])) == 3)
    #expect(colors(encoded([half(1, 2), half(2, 3), half(3, 4), half(5, 4)])) == 5)
    #expect(colors(encoded([blank(4), Cell("⠁", Ink(.run(0), on: .level(4))), blank(4)])) == 2)
  }

  @Test func `has the same appearance, and at most as many colours`() {
    forEachRandomCase(2000) { generator in
      let cells = (0..<12).map { _ -> Cell in
        let (a, b) = (UInt8(generator.below(3)), UInt8(generator.below(3)))
        switch generator.below(8) {
        case 0, 1: return blank(a)
        case 2, 3: return half(a, b)
        // The edge of a relief: a half over the terminal's background.
        case 6: return Cell("▀", Ink(.level(a), on: .terminalDefault))
        case 7: return Cell("▄", Ink(.level(a), on: .terminalDefault))
        case 4: return Cell("x", Ink(.run(a), on: .level(b), bold: a > 1, reverse: b > 1))
        default: return Cell(" ", Ink(reverse: a > 1))
        }
      }
      let encoded = encoded(cells)
      #expect(encoded.map(Appearance.init) == cells.map(Appearance.init))
      #expect(colors(encoded) <= colors(cells))
    }
  }

  private func encoded(_ cells: [Cell]) -> [Cell] { cheapestEncoding(cells).cells }

  /// Returns the number of colours to send; both colours after a reset.
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

/// The appearance of a cell: the colours of its halves if it has no other glyph.
private enum Appearance: Equatable {
  case halves(Side, Side)
  case glyph(Cell)

  /// A colour; the terminal's default of glyphs is another colour than that of backgrounds.
  struct Side: Equatable {
    let paint: Paint
    let isDefaultOfGlyphs: Bool
  }

  init(_ cell: Cell) {
    let glyph = Side(
      paint: cell.ink.foreground, isDefaultOfGlyphs: cell.ink.foreground == .terminalDefault)
    let ground = Side(paint: cell.ink.background, isDefaultOfGlyphs: false)
    switch cell.glyph {
    case " " where !cell.ink.reverse: self = .halves(ground, ground)
    case "▀" where !cell.ink.reverse: self = .halves(glyph, ground)
    case "█" where !cell.ink.reverse: self = .halves(glyph, glyph)
    case "▄" where !cell.ink.reverse: self = .halves(ground, glyph)
    default: self = .glyph(cell)
    }
  }
}
