import Drawing

/// Cells that look the same and take fewer bytes when they are written in this order.
///
/// Curses sends both colours of a pair whenever the pair changes. A blank shows only one of them,
/// and a half block looks the same upside down, so most neighbours on a map can share a pair.
func thrifty(_ cells: [Cell]) -> [Cell] {
  var cells = cells
  var ink = Ink()
  var start = 0
  while start < cells.count {
    let cell = cells[start]
    let end = cells[start...].firstIndex { $0 != cell } ?? cells.count
    let written = cell.sharing(ink, or: end < cells.count ? cells[end] : nil)
    for index in start..<end { cells[index] = written }
    ink = written.ink
    start = end
  }
  return cells
}

extension Cell {
  /// The same look in the ink in force, or else in one that serves the next look too.
  fileprivate func sharing(_ inForce: Ink, or next: Cell?) -> Cell {
    if isGround {
      let inks = [inForce] + (next?.looks.map(\.ink) ?? [])
      return inks.lazy.compactMap(filled).first ?? self
    }
    return looks.first { $0.ink == inForce } ?? looks.first { next?.goes(with: $0.ink) == true }
      ?? self
  }

  /// Whether it could be written in that ink.
  private func goes(with other: Ink) -> Bool {
    isGround ? filled(other) != nil : looks.contains { $0.ink == other }
  }

  /// The colour of a ground in an ink that has it: a blank, or a full block.
  private func filled(_ other: Ink) -> Cell? {
    guard !other.reverse else { return nil }
    if other.back == ink.back { return Cell(" ", other) }
    // Only where half blocks stand anyway: not every terminal has a full one.
    guard case (.level, .level) = (other.fore, other.back), other.fore == ink.back else {
      return nil
    }
    return Cell("█", other)
  }

  private var isGround: Bool { glyph == " " && ink == Ink(on: ink.back) && ink.back != .plain }

  /// A half block, and the same upside down; anything else only as it is.
  private var looks: [Cell] {
    let turned = Ink(ink.back, on: ink.fore)
    return glyph == "▀" && ink == Ink(ink.fore, on: ink.back) ? [self, Cell("▄", turned)] : [self]
  }
}
