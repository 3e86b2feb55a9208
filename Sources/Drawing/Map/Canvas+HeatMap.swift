extension Canvas {
  /// Draws the levels of a heat map with the rectangle's columns and twice its rows.
  ///
  /// A cell shows its two pixels as a half block on displays with 256 colours or more, their mean
  /// as a shaded block with 8 or 16 colours, as a background with ASCII glyphs, and as a glyph,
  /// denser for lower levels, without colour. Undefined pixels are hatched on a colour of their own;
  /// where only one of the two is undefined, a half block or the other pixel is shown. Cells without
  /// a level are unchanged.
  public mutating func draw(heat levels: [UInt8], in rect: Rect, display: Display) {
    let visible = rect.intersection(Rect(size))
    let coarseMap = CoarseColorMap(display)
    for row in visible.row..<visible.endRow {
      for column in visible.column..<visible.endColumn {
        let upper = 2 * (row - rect.row) * rect.columns + column - rect.column
        let lower = upper + rect.columns
        guard lower < levels.count else { continue }
        setCell(makeHeatCell(levels[upper], levels[lower], display, coarseMap), row, column)
      }
    }
  }
}

/// Returns a cell of the map whose two pixels have the same level, as in a colour bar.
///
/// The level is 0…31 or `HeatMap.undefinedLevel`.
public func heatCell(_ level: UInt8, display: Display) -> Cell {
  heatCell(level, level, display: display)
}

/// Returns a cell of the map with an upper and a lower pixel.
func heatCell(_ upper: UInt8, _ lower: UInt8, display: Display) -> Cell {
  makeHeatCell(upper, lower, display, CoarseColorMap(display))
}

private func makeHeatCell(
  _ upper: UInt8, _ lower: UInt8, _ display: Display, _ coarseMap: CoarseColorMap
) -> Cell {
  func defined(_ level: UInt8) -> UInt8? { level == HeatMap.undefinedLevel ? nil : level }
  guard let upper = defined(upper), let lower = defined(lower) else {
    return undefinedCell(defined(upper), defined(lower), display)
  }
  let mean = UInt8((Int(upper) + Int(lower)) / 2)
  switch (display.depth, display.glyphs) {
  case (.mono, _):
    return Cell(ramp[Int(min(mean, 31)) * ramp.count / 32])
  case (_, .ascii):
    return Cell(" ", Ink(on: .level(mean)))
  case (.eight, _), (.sixteen, _):
    let mix = coarseMap.dither(mean)
    switch mix.quarters {
    case 0: return Cell(" ", Ink(on: .level(mix.low)))
    case 4: return Cell(" ", Ink(on: .level(mix.high)))
    default: return Cell(blocks[mix.quarters - 1], Ink(.level(mix.high), on: .level(mix.low)))
    }
  case (.indexed, _), (.direct, _):
    // A blank takes fewer bytes than a half block with two equal colours.
    return upper == lower
      ? Cell(" ", Ink(on: .level(lower))) : Cell("▀", Ink(.level(upper), on: .level(lower)))
  }
}

/// Returns a cell of which one or both pixels are undefined, given the levels of the others.
private func undefinedCell(_ upper: UInt8?, _ lower: UInt8?, _ display: Display) -> Cell {
  guard let level = upper ?? lower else {
    return Cell("/", display.depth == .mono ? Ink() : Ink(.frame, on: .undefined))
  }
  guard display.glyphs == .unicode, display.depth == .indexed || display.depth == .direct else {
    return heatCell(level, display: display)
  }
  return Cell(
    "▀",
    upper == nil ? Ink(.undefined, on: .level(level)) : Ink(.level(level), on: .undefined))
}

/// The glyphs from the lowest loss to the highest, densest first.
private let ramp: [Unicode.Scalar] = ["@", "%", "#", "*", "+", "=", "-", ":", ".", " "]
/// The blocks with one, two and three quarters of foreground.
private let blocks: [Unicode.Scalar] = ["░", "▒", "▓"]
