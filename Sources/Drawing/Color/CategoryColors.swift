/// The colours of the categories of a map, equal on dark and on light backgrounds.
///
/// Any two are at least 19 apart in CIELAB, also for protanopia and deuteranopia, and each is
/// bright enough for black lines and marks. All belong to the palette of 256 colours, so displays
/// with 256 colours show the colours of figures.
enum CategoryColors {
  private static let tones: [UInt32] = [
    0x005FFF, 0x8A8A8A, 0xFFD75F, 0x87D7AF, 0xD7FF00, 0x0087AF, 0x0087FF, 0xD7005F, 0xD7AFD7,
    0x87AFFF, 0xFF875F, 0xFF5F00,
  ]
  private static let sixteen: [UInt8] = [12, 8, 11, 10, 2, 6, 14, 5, 7, 13, 3, 9]
  /// Categories of equal colour differ in their marks.
  private static let eight: [UInt8] = [4, 7, 3, 2, 6, 6, 6, 5, 7, 5, 3, 1]

  /// Returns the colour of a category; numbers above 11 repeat.
  static func color(_ category: UInt8, _ depth: Display.Depth) -> Color {
    let index = Int(category) % tones.count
    return switch depth {
    case .mono: .terminalDefault
    case .eight: .indexed(eight[index])
    case .sixteen: .indexed(sixteen[index])
    case .indexed: RGBColor(tones[index]).nearestIndexed
    case .direct: RGBColor(tones[index]).directColor
    }
  }

  /// Returns the colour of lines and marks over categories: black.
  static func ink(_ depth: Display.Depth) -> Color {
    switch depth {
    case .mono: .terminalDefault
    case .eight, .sixteen: .indexed(0)
    case .indexed: .indexed(16)
    case .direct: RGBColor(0x000008).directColor
    }
  }
}
