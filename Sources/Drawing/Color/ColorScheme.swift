/// The colours of roles and runs for a dark or a light background.
struct ColorScheme {
  let faint, frame, accent, warning, landmark, prediction: RoleColor
  /// A colour of no colour map, and in 256 colours with a hue, since the map is grey there.
  let undefined: RoleColor
  /// Nine run colours, distinct under trichromacy, protanopia, deuteranopia and tritanopia.
  ///
  /// Based on Okabe and Ito (2008), adjusted to increase the distances under each simulation.
  let runs: [RGBColor]
  /// The run colours as indices into the palette of a terminal with 8 or 16 colours.
  let indexedRuns: [UInt8]

  /// The colour of a role in 24 bits, in 16 colours and in 8; nil is the terminal's default.
  struct RoleColor {
    let tone: RGBColor
    let sixteen: UInt8?
    let eight: UInt8?

    init(_ hex: UInt32, sixteen: UInt8?, eight: UInt8?) {
      tone = RGBColor(hex)
      self.sixteen = sixteen
      self.eight = eight
    }
  }

  init(_ display: Display) {
    runs = ColorScheme.runs(display).map(RGBColor.init)
    if display.isLight {
      faint = RoleColor(0x6B7280, sixteen: 8, eight: nil)
      frame = RoleColor(0x9AA1AC, sixteen: 8, eight: nil)
      accent = RoleColor(0x0057AE, sixteen: 4, eight: 4)
      warning = RoleColor(0xB3261E, sixteen: 1, eight: 1)
      landmark = RoleColor(0x1F2430, sixteen: 0, eight: nil)
      prediction = RoleColor(0x8E24AA, sixteen: 5, eight: 5)
      undefined = RoleColor(0xFFAF87, sixteen: 11, eight: nil)
      indexedRuns =
        display.depth == .eight ? [4, 1, 2, 5, 6, 3, 0, 4, 1] : [4, 1, 2, 5, 3, 0, 12, 9, 13]
    } else {
      faint = RoleColor(0x8A929E, sixteen: 8, eight: nil)
      frame = RoleColor(0x5C6470, sixteen: 8, eight: nil)
      accent = RoleColor(0xFFD866, sixteen: 11, eight: 3)
      warning = RoleColor(0xFF6B5E, sixteen: 9, eight: 1)
      landmark = RoleColor(0xE8EAF0, sixteen: 15, eight: nil)
      prediction = RoleColor(0xFF8AF0, sixteen: 13, eight: 5)
      undefined = RoleColor(0x5F0000, sixteen: 1, eight: nil)
      indexedRuns =
        display.depth == .eight ? [3, 5, 7, 2, 1, 6, 3, 5, 7] : [14, 11, 15, 13, 10, 9, 12, 3, 6]
    }
  }

  private static func runs(_ display: Display) -> [UInt32] {
    switch (display.depth, display.isLight) {
    // The map is grey in 256 colours, so runs need saturated colours.
    case (.indexed, false):
      [0x005FFF, 0xFFD700, 0xAF0087, 0x00AF87, 0xD78700, 0xAFAF5F, 0xAF5FD7, 0x00D7FF, 0x5F5F00]
    case (.indexed, true):
      [0x0000FF, 0xFF005F, 0x87AF00, 0x00AFD7, 0x870000, 0x8787FF, 0xFF00AF, 0x000087, 0x5F005F]
    case (_, false):
      [0x62C0FF, 0xFF9A14, 0xFFFFFF, 0xFF8FD0, 0xF5EC3C, 0x35E0A8, 0xF0512F, 0x8F86FF, 0xC8B090]
    case (_, true):
      [0x0096AC, 0xD70D04, 0x005036, 0xA33D76, 0x52852B, 0x1B1B1B, 0x4B76E9, 0xC74B68, 0x4B23DC]
    }
  }
}

/// The colours of the map on terminals with 8 or 16 colours, from low to high.
///
/// The heat map dithers between two neighbouring colours with shaded blocks.
struct CoarseColorMap {
  let stops: [(level: UInt8, color: UInt8)]

  init(_ display: Display) {
    switch (display.depth, display.colorMap) {
    case (.eight, .grey): stops = [(0, 0), (31, 7)]
    case (.eight, _): stops = [(0, 0), (20, 4), (31, 6)]
    default: stops = [(0, 0), (22, 8), (31, 7)]
    }
  }

  /// Returns the stop nearest to a level.
  func nearest(to level: UInt8) -> (level: UInt8, color: UInt8) {
    stops.min { $0.level.distance(to: level).magnitude < $1.level.distance(to: level).magnitude }
      ?? (0, 0)
  }

  /// Returns the stops around a level, and its position between them in quarters, 0…4.
  func dither(_ level: UInt8) -> (low: UInt8, high: UInt8, quarters: Int) {
    let level = min(level, 31)
    let above = stops.firstIndex { $0.level > level } ?? stops.count - 1
    let (low, high) = (stops[above - 1].level, stops[above].level)
    let quarters = (8 * Int(level - low) + Int(high - low)) / (2 * Int(high - low))
    return (low, high, quarters)
  }
}
