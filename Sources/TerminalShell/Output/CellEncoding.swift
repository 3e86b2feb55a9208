import Drawing

/// Cells that look the same and take fewer bytes when they are written in this order.
///
/// A blank shows only one of its two colours, and a half block looks the same upside down: so most
/// neighbours on a map can be written with at most one new colour. About so many bytes they are.
func cheapestEncoding(_ cells: [Cell]) -> (cells: [Cell], bytes: Int) {
  var ways = [EncodingCandidate(cell: nil, cost: 0, predecessor: 0)]
  var stretches: [(length: Int, ways: [EncodingCandidate])] = []
  var start = 0
  while start < cells.count {
    let cell = cells[start]
    let end = cells[start...].firstIndex { $0 != cell } ?? cells.count
    let next = end < cells.count ? cells[end] : nil
    ways = EncodingCandidate.bestCandidates(to: cell, times: end - start, after: ways, before: next)
    stretches.append((end - start, ways))
    start = end
  }
  let bytes = ways[0].cost
  var written: [Cell] = []
  var place = 0
  for (length, ways) in stretches.reversed() {
    written += repeatElement(ways[place].cell ?? Cell(), count: length)
    place = ways[place].predecessor
  }
  return (written.reversed(), bytes)
}

/// One way to write everything up to some cell.
private struct EncodingCandidate {
  /// As the last cell is written; nil before the first.
  let cell: Cell?
  /// About so many bytes.
  let cost: Int
  /// The place, among the ways up to the cell before, of the one that it goes on from.
  let predecessor: Int

  /// So many are looked at for each cell; more save nothing that could be measured.
  private static let beamWidth = 4
  private static let colorCost = 17

  /// The best ways to write that many equal cells, the best first.
  static func bestCandidates(
    to cell: Cell, times: Int, after ways: [EncodingCandidate], before next: Cell?
  ) -> [EncodingCandidate] {
    var found: [EncodingCandidate] = []
    func consider(_ look: Cell) {
      let letters = times * (look.glyph.isASCII ? 1 : 3)
      var best = EncodingCandidate(cell: look, cost: .max, predecessor: 0)
      for (place, way) in ways.enumerated() {
        let cost = way.cost + letters + colorChangeCost(of: look.ink, after: way.cell?.ink)
        if cost < best.cost { best = EncodingCandidate(cell: look, cost: cost, predecessor: place) }
      }
      found.append(best)
    }
    consider(cell)
    if cell.isColoredBlank {
      var inks: [Ink] = []
      for ink in ways.map({ $0.cell?.ink ?? Ink() }) + (next?.equivalentInks ?? [])
      where !ink.reverse && !ink.bold && !inks.contains(ink) {
        inks.append(ink)
        for look in cell.blankVariants(ink) where !found.contains(where: { $0.cell == look }) {
          consider(look)
        }
      }
    } else if let turned = cell.flippedHalfBlock {
      consider(turned)
    }
    found.sort { $0.cost < $1.cost }
    return Array(found.prefix(beamWidth))
  }

  /// What the colours cost that have to be sent: both after a reset, and after nothing is known.
  private static func colorChangeCost(of ink: Ink, after former: Ink?) -> Int {
    guard ink != former else { return 0 }
    guard let former, ink.hasExplicitColors, former.hasExplicitColors, ink.bold == former.bold,
      ink.reverse == former.reverse
    else { return 2 * colorCost }
    return (ink.foreground == former.foreground ? 0 : colorCost)
      + (ink.background == former.background ? 0 : colorCost)
  }
}

extension Ink {
  /// Whether neither colour is the terminal's own, to which there is no way but a reset.
  fileprivate var hasExplicitColors: Bool {
    foreground != .terminalDefault && background != .terminalDefault
  }
}

extension Cell {
  /// Upside down, if it is a half block.
  fileprivate var flippedHalfBlock: Cell? {
    guard glyph == "▀", ink == Ink(ink.foreground, on: ink.background) else { return nil }
    return Cell("▄", Ink(ink.background, on: ink.foreground))
  }

  /// The inks in which it may be written.
  fileprivate var equivalentInks: [Ink] { [ink] + [flippedHalfBlock?.ink].compactMap(\.self) }

  /// A ground written with a colour of an ink.
  fileprivate func blankVariants(_ other: Ink) -> [Cell] {
    let blank = Cell(" ", Ink(other.foreground, on: ink.background))
    // A full block only where half blocks stand anyway: not every terminal has one.
    guard case .level = other.foreground, case .level = other.background,
      case .level = ink.background
    else {
      return [blank]
    }
    return [blank, Cell("█", Ink(ink.background, on: other.background))]
  }

  fileprivate var isColoredBlank: Bool {
    glyph == " " && ink == Ink(on: ink.background) && ink.background != .terminalDefault
  }
}
