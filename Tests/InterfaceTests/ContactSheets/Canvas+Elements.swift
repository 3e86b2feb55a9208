import Drawing
import Raster

extension Canvas {
  /// Returns the screen as drawing commands, with the upper left corner at a point.
  ///
  /// - Parameters:
  ///   - origin: The upper left corner.
  ///   - cell: The width and height of a cell.
  ///   - display: The colours; a direct depth.
  /// - Returns: The commands, from the background to the glyphs.
  func elements(
    at origin: FigurePoint, cell: (width: Double, height: Double), display: Display
  ) -> [VectorImage.Element] {
    let palette = Palette(display)
    var elements: [VectorImage.Element] = []
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let box = Box(
          x: origin.x + Double(column) * cell.width, y: origin.y + Double(row) * cell.height,
          width: cell.width, height: cell.height)
        elements += self[row, column].elements(in: box, palette, display)
      }
    }
    return elements
  }
}

extension Cell {
  fileprivate func elements(
    in box: Box, _ palette: Palette, _ display: Display
  ) -> [VectorImage.Element] {
    let (text, paper) = display.isLight ? (RGB(0x202020), RGB(0xFFFFFF)) : (RGB(0xD8D8D8), RGB(0))
    var foreground = palette.color(ink.foreground, isBackground: false).rgb ?? text
    var background = palette.color(ink.background, isBackground: true).rgb ?? paper
    if ink.reverse { swap(&foreground, &background) }
    func shape(_ path: Path, _ color: RGB) -> VectorImage.Element {
      .shape(VectorImage.Shape(path, fill: .color(color)))
    }
    var elements: [VectorImage.Element] = []
    if background != paper { elements.append(shape(Path(box), background)) }
    switch glyph {
    case " ", Cell.continuation: break
    case "\u{2800}"..."\u{28FF}":
      elements += brailleDots(in: box).map { shape($0, foreground) }
    default:
      let parts = blockParts(in: box)
      elements +=
        parts.isEmpty
        ? [.text(line(in: box, foreground))] : parts.map { shape(Path($0), foreground) }
    }
    return elements
  }

  private func line(in box: Box, _ color: RGB) -> VectorImage.TextLine {
    VectorImage.TextLine(
      String(glyph), at: FigurePoint(box.x + box.width / 2, box.y + 0.76 * box.height),
      size: 0.78 * box.height, color: color, anchor: .middle, isBold: ink.bold)
  }

  /// The parts of a block or of a line of a frame; empty for another glyph.
  private func blockParts(in box: Box) -> [Box] {
    func part(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Box {
      Box(
        x: box.x + x * box.width, y: box.y + y * box.height, width: width * box.width,
        height: height * box.height)
    }
    let quarters = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█".unicodeScalars.map(\.self)
    if let mask = quarters.firstIndex(of: glyph) {
      return (0..<4).filter { mask >> $0 & 1 == 1 }.map {
        part($0 % 2 == 0 ? 0 : 0.5, $0 < 2 ? 0 : 0.5, 0.5, 0.5)
      }
    }
    // The sides to which a line leads: left, right, up, down.
    let lines: [Unicode.Scalar: [Int]] = [
      "─": [0, 1], "│": [2, 3], "┌": [1, 3], "┐": [0, 3], "└": [1, 2], "┘": [0, 2],
      "├": [1, 2, 3], "┤": [0, 2, 3], "┬": [0, 1, 3], "┴": [0, 1, 2], "┼": [0, 1, 2, 3], "╵": [2],
    ]
    return (lines[glyph] ?? []).map { side in
      [
        part(0, 0.47, 0.5, 0.06), part(0.5, 0.47, 0.5, 0.06), part(0.45, 0, 0.1, 0.5),
        part(0.45, 0.5, 0.1, 0.5),
      ][side]
    }
  }

  /// The dots of a braille glyph.
  private func brailleDots(in box: Box) -> [Path] {
    let mask = glyph.value - 0x2800
    let bits: [(Int, Int, UInt32)] = [
      (0, 0, 1), (0, 1, 2), (0, 2, 4), (1, 0, 8), (1, 1, 16), (1, 2, 32), (0, 3, 64), (1, 3, 128),
    ]
    return bits.filter { mask & $0.2 != 0 }.map { column, row, _ in
      Path(
        Box(
          x: box.x + (Double(column) + 0.15) * box.width / 2,
          y: box.y + (Double(row) + 0.15) * box.height / 4, width: 0.35 * box.width,
          height: 0.175 * box.height))
    }
  }
}

extension Color {
  fileprivate var rgb: RGB? {
    if case .rgb(let red, let green, let blue) = self { RGB(red, green, blue) } else { nil }
  }
}
