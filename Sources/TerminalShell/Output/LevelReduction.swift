import Drawing

/// The reduction of colour-map levels in frames that change many cells.
///
/// A moving map may have fewer levels; once the map rests, the frame is redrawn with all levels.
struct LevelReduction {
  /// The numbers of levels to try in order until a frame fits the byte budget.
  static let levelCounts = [28, 24, 20, 16, 8]

  /// The numbers of parts to try in order until one part of the exact frame fits the byte budget.
  static let partCounts = [2, 3, 4, 6, 8]

  /// Returns the byte budget of a frame.
  ///
  /// The budget of a screen of 80x24, 16 kB, takes 1/8 s at 1 Mbit/s.
  static func frameByteBudget(_ size: Size) -> Int {
    max(16_000, size.rows * size.columns * 35 / 6)
  }

  /// The time without a new frame after which a reduced frame is redrawn exactly.
  static let refineDelay: Nanoseconds = 120_000_000
}

extension Canvas {
  /// Returns this canvas with one part of its rows, from the first difference, copied from `exact`.
  func refined(to exact: Canvas, parts: Int) -> Canvas {
    let columns = size.columns
    guard let first = zip(cells, exact.cells).enumerated().first(where: { $1.0 != $1.1 })?.offset
    else { return self }
    var canvas = self
    canvas.cursor = exact.cursor
    let start = first / columns
    for row in start..<min(start + (size.rows + parts - 1) / parts, size.rows) {
      for column in 0..<columns { canvas[row, column] = exact[row, column] }
    }
    return canvas
  }

  /// Returns this canvas with `count` evenly spaced colour-map levels instead of 32.
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
