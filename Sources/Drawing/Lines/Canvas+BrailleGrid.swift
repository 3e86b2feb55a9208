extension Canvas {
  /// Draws a braille grid over the canvas; cells without a dot are unchanged.
  ///
  /// With Unicode glyphs a cell becomes a braille glyph on `backgroundPaint(of:)` of the cell
  /// beneath; with ASCII glyphs it becomes the glyph most similar to the dots. Lines over the colour
  /// map, except faint lines, have an outline.
  public mutating func draw(_ grid: BrailleGrid, in rect: Rect, display: Display) {
    let visible = rect.intersection(Rect(size))
      .intersection(
        Rect(row: rect.row, column: rect.column, rows: grid.rows, columns: grid.columns))
    for row in visible.row..<visible.endRow {
      for column in visible.column..<visible.endColumn {
        let index = (row - rect.row) * grid.columns + column - rect.column
        let mask = grid.masks[index]
        guard mask != 0 else { continue }
        let glyph: Unicode.Scalar =
          display.glyphs == .ascii ? asciiApproximation(ofBraille: mask) : braille(mask)
        // Without colour only bold sets trails off from the glyphs of the map.
        let under = self[row, column]
        let paint = grid.paints[index]
        let ink = Ink(
          paint, on: paint == .faint ? backgroundPaint(of: under) : outlinePaint(of: under),
          bold: display.depth == .mono)
        setCell(Cell(glyph, ink), row, column)
      }
    }
  }
}

/// Returns the background for a marker drawn over a cell of the map.
///
/// The two levels of a half block give their mean.
public func backgroundPaint(of cell: Cell) -> Paint {
  guard case .level(let fore) = cell.ink.foreground, case .level(let back) = cell.ink.background
  else {
    return cell.ink.background
  }
  return switch cell.glyph {
  case "▀", "▄", "▒": .level(UInt8((Int(fore) + Int(back)) / 2))
  case "▓", "█": .level(fore)
  default: .level(back)
  }
}

/// Returns the background of a cell for lines and marks that the colour map must not swallow.
public func outlinePaint(of cell: Cell) -> Paint {
  if case .level(let level) = backgroundPaint(of: cell) { return .shade(level) }
  return backgroundPaint(of: cell)
}

private func braille(_ mask: UInt8) -> Unicode.Scalar {
  Unicode.Scalar(0x2800 + UInt32(mask)) ?? " "
}

/// Returns the ASCII glyph most similar to a braille glyph.
func asciiApproximation(ofBraille mask: UInt8) -> Unicode.Scalar {
  let rows: [UInt8] = [0x09, 0x12, 0x24, 0xC0]
  let left = rows.indices.filter { mask & rows[$0] & 0x47 != 0 }
  let right = rows.indices.filter { mask & rows[$0] & 0xB8 != 0 }
  switch (left.count, right.count) {
  case (0, 0): return " "
  case (0, 1), (1, 0): return (left + right)[0] < 2 ? "'" : "."
  case (0, _), (_, 0): return "|"
  default: break
  }
  if left.count + right.count > 5 { return "*" }
  let drop = right.reduce(0, +) * left.count - left.reduce(0, +) * right.count
  if drop == 0 {
    return left.count > 1 ? "+" : left == [3] ? "_" : "-"
  }
  return drop > 0 ? "\\" : "/"
}
