import Drawing

/// How many levels of the colour map a frame has, fewer where many cells change at once.
///
/// A map that moves under the eye may have fewer; once it rests the frame is drawn anew, with all.
struct LevelReduction {
  /// The levels to try, one after the other, until a frame is small enough.
  static let levelCounts = [28, 24, 20, 16, 8]

  /// Into how many parts of the screen a frame is cut to be drawn anew, until each is small enough.
  static let partCounts = [2, 3, 4, 6, 8]

  /// The most bytes that a frame may have on a screen of some size.
  ///
  /// The bytes of a screen of 80x24 on a line of a megabit a second take an eighth of a second.
  static func frameByteBudget(_ size: Size) -> Int {
    max(16_000, size.rows * size.columns * 35 / 6)
  }

  /// How long the frame must have rested before it is drawn anew.
  static let refineDelay: Nanoseconds = 120_000_000
}

extension Canvas {
  /// The same with the next part of its rows, from the first that differs on, as they are there.
  func refined(to exact: Canvas, parts: Int) -> Canvas {
    let columns = size.columns
    guard let first = zip(cells, exact.cells).enumerated().first(where: { $1.0 != $1.1 })?.offset
    else { return self }
    var canvas = self
    canvas.cursor = exact.cursor
    let row = first / columns
    for row in row..<min(row + (size.rows + parts - 1) / parts, size.rows) {
      for column in 0..<columns { canvas[row, column] = exact[row, column] }
    }
    return canvas
  }

  /// The same with so many levels of the colour map, spread evenly, instead of 32.
  func quantized(_ count: Int) -> Canvas {
    var canvas = self
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        canvas[row, column] = self[row, column].quantized(count)
      }
    }
    return canvas
  }
}

extension Cell {
  fileprivate func quantized(_ count: Int) -> Cell {
    let ink = Ink(
      self.ink.foreground.quantized(count), on: self.ink.background.quantized(count),
      bold: self.ink.bold,
      reverse: self.ink.reverse)
    guard glyph == "▀", ink == Ink(ink.background, on: ink.background) else {
      return Cell(glyph, ink)
    }
    return Cell(" ", Ink(on: ink.background))
  }
}

extension Paint {
  fileprivate func quantized(_ count: Int) -> Paint {
    guard case .level(let level) = self else { return self }
    let step = (Int(level) * (count - 1) + 15) / 31
    return .level(UInt8((step * 31 + (count - 1) / 2) / (count - 1)))
  }
}
