extension Canvas {
  /// Draws the levels of a heat map that has a rectangle's columns and twice its rows.
  ///
  /// With many colours, half blocks show two pixels a cell; with 8 or 16, shaded blocks mix the
  /// few there are; with ASCII glyphs a cell has the mean of its pixels as background, and without
  /// colour a glyph, the denser the lower. Cells without a level stay as they are.
  public mutating func draw(heat levels: [UInt8], in rect: Rect, display: Display) {
    let inside = rect.intersection(Rect(size))
    let rungs = CoarseColorMap(display)
    for row in inside.row..<inside.endRow {
      for column in inside.column..<inside.endColumn {
        let upper = 2 * (row - rect.row) * rect.columns + column - rect.column
        let lower = upper + rect.columns
        guard lower < levels.count else { continue }
        setCell(makeHeatCell(levels[upper], levels[lower], display, rungs), row, column)
      }
    }
  }
}

/// One cell of a colour bar, in the look of the map.
public func heatCell(_ level: UInt8, display: Display) -> Cell {
  heatCell(level, level, display: display)
}

/// A cell with two pixels of the map.
func heatCell(_ upper: UInt8, _ lower: UInt8, display: Display) -> Cell {
  makeHeatCell(upper, lower, display, CoarseColorMap(display))
}

private func makeHeatCell(
  _ upper: UInt8, _ lower: UInt8, _ display: Display, _ rungs: CoarseColorMap
) -> Cell {
  let mean = UInt8((Int(upper) + Int(lower)) / 2)
  switch (display.depth, display.glyphs) {
  case (.mono, _):
    return Cell(ramp[Int(min(mean, 31)) * ramp.count / 32])
  case (_, .ascii):
    return Cell(" ", Ink(on: .level(mean)))
  case (.eight, _), (.sixteen, _):
    let mix = rungs.dither(mean)
    switch mix.quarters {
    case 0: return Cell(" ", Ink(on: .level(mix.low)))
    case 4: return Cell(" ", Ink(on: .level(mix.high)))
    default: return Cell(blocks[mix.quarters - 1], Ink(.level(mix.high), on: .level(mix.low)))
    }
  case (.indexed, _), (.direct, _):
    // A blank takes fewer bytes than a half block of the same colour twice.
    return upper == lower
      ? Cell(" ", Ink(on: .level(lower))) : Cell("▀", Ink(.level(upper), on: .level(lower)))
  }
}

/// From the lowest loss to the highest: the valley has the ink.
private let ramp: [Unicode.Scalar] = ["@", "%", "#", "*", "+", "=", "-", ":", ".", " "]
private let blocks: [Unicode.Scalar] = ["░", "▒", "▓"]
