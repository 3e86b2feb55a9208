extension Canvas {
  /// Draws fine lines over what is there; cells without a dot stay as they are.
  ///
  /// In Unicode a cell becomes a braille glyph on the background of the cell beneath, half blocks
  /// counting as the mean of their two colours; in ASCII the glyph most like its dots.
  public mutating func draw(_ strokes: BrailleGrid, in rect: Rect, display: Display) {
    let inside = rect.intersection(Rect(size))
      .intersection(
        Rect(row: rect.row, column: rect.column, rows: strokes.rows, columns: strokes.columns))
    for row in inside.row..<inside.endRow {
      for column in inside.column..<inside.endColumn {
        let index = (row - rect.row) * strokes.columns + column - rect.column
        let mask = strokes.masks[index]
        guard mask != 0 else { continue }
        let glyph: Unicode.Scalar =
          display.glyphs == .ascii ? asciiApproximation(ofBraille: mask) : braille(mask)
        // Without colour a trail would be lost among the glyphs of the map.
        let ink = Ink(
          strokes.paints[index], on: backgroundPaint(of: self[row, column]),
          bold: display.depth == .mono)
        setCell(Cell(glyph, ink), row, column)
      }
    }
  }
}

/// The one background that stands for a cell.
///
/// Use it to put a marker on a map: the two halves of a half block become their mean.
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

private func braille(_ mask: UInt8) -> Unicode.Scalar {
  Unicode.Scalar(0x2800 + UInt32(mask)) ?? " "
}

/// The ASCII glyph most like a braille glyph with these dots.
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
  let fall = right.reduce(0, +) * left.count - left.reduce(0, +) * right.count
  if fall == 0 {
    return left.count > 1 ? "+" : left == [3] ? "_" : "-"
  }
  return fall > 0 ? "\\" : "/"
}
