import Drawing

/// Returns cells of the same appearance that take fewer bytes, and the estimated bytes.
///
/// A blank shows only its background, and a half block can be flipped, so most neighbours on a map
/// differ by at most one colour. A beam search over these variants finds a cheap sequence.
func cheapestEncoding(_ cells: [Cell]) -> (cells: [Cell], bytes: Int) {
  var candidates = [EncodingCandidate(cell: nil, cost: 0, predecessor: 0)]
  var segments: [(length: Int, candidates: [EncodingCandidate])] = []
  var start = 0
  while start < cells.count {
    let cell = cells[start]
    let end = cells[start...].firstIndex { $0 != cell } ?? cells.count
    let next = end < cells.count ? cells[end] : nil
    candidates = EncodingCandidate.bestCandidates(
      for: cell, count: end - start, after: candidates, before: next)
    segments.append((end - start, candidates))
    start = end
  }
  let bytes = candidates[0].cost
  var encoded: [Cell] = []
  var index = 0
  for (length, candidates) in segments.reversed() {
    encoded += repeatElement(candidates[index].cell ?? Cell(), count: length)
    index = candidates[index].predecessor
  }
  return (encoded.reversed(), bytes)
}

/// An encoding of all cells up to some cell.
private struct EncodingCandidate {
  /// The last cell as written; nil before the first.
  let cell: Cell?
  /// The estimated bytes.
  let cost: Int
  /// The index of the preceding candidate among those of the cell before.
  let predecessor: Int

  /// The number of candidates kept for each cell; more candidates save no measurable bytes.
  private static let beamWidth = 4
  private static let colorCost = 17

  /// Returns the best candidates for `count` equal cells, the best first.
  static func bestCandidates(
    for cell: Cell, count: Int, after previous: [EncodingCandidate], before next: Cell?
  ) -> [EncodingCandidate] {
    var found: [EncodingCandidate] = []
    func consider(_ variant: Cell) {
      let glyphBytes = count * (variant.glyph.isASCII ? 1 : 3)
      var best = EncodingCandidate(cell: variant, cost: .max, predecessor: 0)
      for (index, candidate) in previous.enumerated() {
        let cost =
          candidate.cost + glyphBytes
          + colorChangeCost(of: variant.ink, after: candidate.cell?.ink)
        if cost < best.cost {
          best = EncodingCandidate(cell: variant, cost: cost, predecessor: index)
        }
      }
      found.append(best)
    }
    consider(cell)
    if cell.isColoredBlank {
      var inks: [Ink] = []
      for ink in previous.map({ $0.cell?.ink ?? Ink() }) + (next?.equivalentInks ?? [])
      where !ink.reverse && !ink.bold && !inks.contains(ink) {
        inks.append(ink)
        for variant in cell.blankVariants(ink)
        where !found.contains(where: { $0.cell == variant }) {
          consider(variant)
        }
      }
    } else if let flipped = cell.flippedHalfBlock {
      consider(flipped)
    }
    found.sort { $0.cost < $1.cost }
    return Array(found.prefix(beamWidth))
  }

  /// Returns the bytes of a colour change: both colours after a reset or an unknown ink.
  private static func colorChangeCost(of ink: Ink, after previous: Ink?) -> Int {
    guard ink != previous else { return 0 }
    guard let previous, ink.hasExplicitColors, previous.hasExplicitColors,
      ink.bold == previous.bold, ink.reverse == previous.reverse
    else { return 2 * colorCost }
    return (ink.foreground == previous.foreground ? 0 : colorCost)
      + (ink.background == previous.background ? 0 : colorCost)
  }
}

extension Ink {
  /// Whether neither colour is the terminal's default, which only a reset restores.
  fileprivate var hasExplicitColors: Bool {
    foreground != .terminalDefault && background != .terminalDefault
  }
}

extension Cell {
  /// The same half block, flipped; nil for other cells.
  ///
  /// The terminal's default colour of glyphs differs from that of backgrounds, so a default colour
  /// cannot change its side.
  fileprivate var flippedHalfBlock: Cell? {
    guard glyph == "▀", ink == Ink(ink.foreground, on: ink.background), ink.hasExplicitColors else {
      return nil
    }
    return Cell("▄", Ink(ink.background, on: ink.foreground))
  }

  /// The inks with which this cell can be written.
  fileprivate var equivalentInks: [Ink] { [ink] + [flippedHalfBlock?.ink].compactMap(\.self) }

  /// Returns the cells that look like this blank and share a colour with another ink.
  fileprivate func blankVariants(_ other: Ink) -> [Cell] {
    let blank = Cell(" ", Ink(other.foreground, on: ink.background))
    // Full blocks only among half blocks: not every terminal has the glyph.
    guard case .level = other.foreground, case .level = other.background,
      case .level = ink.background
    else {
      return [blank]
    }
    return [blank, Cell("█", Ink(ink.background, on: other.background))]
  }

  /// Whether this is a blank with an explicit background.
  fileprivate var isColoredBlank: Bool {
    glyph == " " && ink == Ink(on: ink.background) && ink.background != .terminalDefault
  }
}
