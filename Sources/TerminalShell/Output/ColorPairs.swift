import CNcurses
import Drawing

/// What curses needs to know about an ink.
struct ColorPair {
  var attributes: Int32
  var pairNumber: Int32
}

/// The inks in use as pairs of colours, allocated when first needed.
struct ColorPairs {
  private let palette: Palette
  private let colors: Int
  private var allocated: [Ink: ColorPair] = [:]
  /// Whether a pair was wanted and there was no room.
  private(set) var isFull = false

  /// For a terminal that has so many colours now; 0 if none.
  init(_ display: Display, colors: Int) {
    palette = Palette(display)
    self.colors = colors
  }

  subscript(ink: Ink) -> ColorPair {
    mutating get {
      if let brush = allocated[ink] { return brush }
      let flags = (ink.bold ? INK_BOLD.rawValue : 0) | (ink.reverse ? INK_REVERSE.rawValue : 0)
      let brush = ColorPair(attributes: Int32(flags), pairNumber: allocatePair(ink))
      allocated[ink] = brush
      return brush
    }
  }

  private mutating func allocatePair(_ ink: Ink) -> Int32 {
    guard colors > 0 else { return 0 }
    let fore = colorNumber(palette.color(ink.foreground, ground: false), of: colors)
    let back = colorNumber(palette.color(ink.background, ground: true), of: colors)
    guard fore >= 0 || back >= 0 else { return 0 }
    // Past its limit curses would take the oldest pair away from the cells that show it.
    guard allocated.count < Int(screen_pair_limit()) - 1 else {
      isFull = true
      return 0
    }
    return max(screen_alloc_pair(fore, back), 0)
  }
}

/// The number by which a terminal of so many colours knows a colour; -1 for its own.
func colorNumber(_ color: Color, of colors: Int) -> Int32 {
  let isDirect = colors >= 1 << 24
  switch color {
  case .terminalDefault:
    return -1
  case .indexed(let index) where isDirect:
    return index < 8 ? Int32(index) : directColorNumber(xtermPaletteRGB(index))
  case .indexed(let index):
    return Int(index) < colors ? Int32(index) : index < 16 ? Int32(index % 8) : -1
  case .rgb(let red, let green, let blue):
    return isDirect ? directColorNumber((red, green, blue)) : -1
  }
}

/// Numbers below 8 mean the palette in direct colour, so the darkest blues are lifted to 8.
private func directColorNumber(_ color: (UInt8, UInt8, UInt8)) -> Int32 {
  max(Int32(color.0) << 16 | Int32(color.1) << 8 | Int32(color.2), 8)
}

/// What xterm shows for a number of its 256 colours.
private func xtermPaletteRGB(_ index: UInt8) -> (UInt8, UInt8, UInt8) {
  switch index {
  case 0..<16:
    let strong: UInt8 = index < 8 ? 205 : 255
    if index == 7 { return (229, 229, 229) }
    if index == 8 { return (127, 127, 127) }
    return (
      index & 1 != 0 ? strong : 0, index & 2 != 0 ? strong : 0, index & 4 != 0 ? strong : 0
    )
  case 16..<232:
    let cube: [UInt8] = [0, 95, 135, 175, 215, 255]
    let place = Int(index) - 16
    return (cube[place / 36], cube[place / 6 % 6], cube[place % 6])
  default:
    let grey = 8 + 10 * (index - 232)
    return (grey, grey, grey)
  }
}
