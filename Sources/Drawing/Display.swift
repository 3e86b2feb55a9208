/// The capabilities of a terminal, and the user's choice of colours.
public struct Display: Sendable, Hashable {
  /// The number of colours.
  public var depth: Depth
  /// The set of glyphs.
  public var glyphs: Glyphs
  /// The colour map of the loss.
  public var colorMap: ColorMap
  /// Whether the terminal's background is light.
  public var isLight: Bool
  /// Whether the terminal shows pixels under text.
  public var supportsPictures = false

  /// The number of colours of a terminal.
  public enum Depth: String, Sendable, CaseIterable {
    /// No colours.
    case mono
    /// The 8 ANSI colours.
    case eight
    /// The 16 ANSI colours.
    case sixteen
    /// The 256-colour palette.
    case indexed
    /// 24-bit colours.
    case direct
  }

  /// The glyphs of a terminal's font.
  public enum Glyphs: String, Sendable, CaseIterable {
    /// Unicode, with box drawing, half blocks and braille.
    case unicode
    /// Printable ASCII only.
    case ascii
  }

  /// A map from loss to colour, dark at low loss.
  public enum ColorMap: String, Sendable, CaseIterable {
    /// Purple to yellow (van der Walt and Smith).
    case viridis
    /// Blue to yellow, nearly equal with and without colour blindness (Nuñez et al., 2018).
    case cividis
    /// Black to white.
    case grey
    /// Blue to cream, for light backgrounds.
    case paper
  }

  /// Creates a display; by default a dark 24-bit terminal with Unicode glyphs.
  public init(
    depth: Depth = .direct, glyphs: Glyphs = .unicode, map: ColorMap = .viridis,
    light: Bool = false
  ) {
    self.depth = depth
    self.glyphs = glyphs
    self.colorMap = map
    self.isLight = light
  }

  /// Whether canvases have pictures: the terminal shows pixels, and the cells have their colours.
  public var showsPictures: Bool {
    supportsPictures && glyphs == .unicode && (depth == .indexed || depth == .direct)
  }
}
