import CNcurses
import Drawing

/// The curses attributes and colour pair of an ink.
struct ColorPair {
  var attributes: Int32
  var pairNumber: Int32
}

/// The colour pairs of the inks in use, allocated on first use.
struct ColorPairs {
  private let palette: Palette
  private let colors: Int
  private var allocated: [Ink: ColorPair] = [:]
  /// Whether an allocation failed because the table of pairs is full.
  private(set) var isFull = false

  /// Creates an empty table for a terminal with this number of colours; 0 without colour.
  init(_ display: Display, colors: Int) {
    palette = Palette(display)
    self.colors = colors
  }

  /// The pair of an ink; pair 0, the terminal's default, if the table is full.
  subscript(ink: Ink) -> ColorPair {
    mutating get {
      if let pair = allocated[ink] { return pair }
      let flags = (ink.bold ? INK_BOLD.rawValue : 0) | (ink.reverse ? INK_REVERSE.rawValue : 0)
      let pair = ColorPair(attributes: Int32(flags), pairNumber: allocatePair(ink))
      allocated[ink] = pair
      return pair
    }
  }

  private mutating func allocatePair(_ ink: Ink) -> Int32 {
    guard colors > 0 else { return 0 }
    let foreground = colorNumber(palette.color(ink.foreground, isBackground: false), of: colors)
    let background = colorNumber(palette.color(ink.background, isBackground: true), of: colors)
    guard foreground >= 0 || background >= 0 else { return 0 }
    // Beyond its limit, curses would reuse the oldest pair, which cells may still display.
    guard allocated.count < Int(screen_pair_limit()) - 1 else {
      isFull = true
      return 0
    }
    return max(screen_alloc_pair(foreground, background), 0)
  }
}

/// Returns the curses number of a colour on a terminal with `colors` colours; -1 for the default.
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

/// Returns the number of a 24-bit colour, at least 8, because lower numbers select the palette.
private func directColorNumber(_ color: (UInt8, UInt8, UInt8)) -> Int32 {
  max(Int32(color.0) << 16 | Int32(color.1) << 8 | Int32(color.2), 8)
}

/// Returns the RGB values of a colour in xterm's 256-colour palette.
func xtermPaletteRGB(_ index: UInt8) -> (UInt8, UInt8, UInt8) {
  switch index {
  case 0..<16:
    let intensity: UInt8 = index < 8 ? 205 : 255
    if index == 7 { return (229, 229, 229) }
    if index == 8 { return (127, 127, 127) }
    return (
      index & 1 != 0 ? intensity : 0, index & 2 != 0 ? intensity : 0,
      index & 4 != 0 ? intensity : 0
    )
  case 16..<232:
    let cube: [UInt8] = [0, 95, 135, 175, 215, 255]
    let offset = Int(index) - 16
    return (cube[offset / 36], cube[offset / 6 % 6], cube[offset % 6])
  default:
    let grey = 8 + 10 * (index - 232)
    return (grey, grey, grey)
  }
}
