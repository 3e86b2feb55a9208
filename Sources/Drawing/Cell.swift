/// One cell of the screen.
public struct Cell: Sendable, Hashable {
  /// A printable scalar of width 1 or 2, or `Cell.continuation`.
  public var glyph: Unicode.Scalar
  /// The colours and attributes of the glyph.
  public var ink: Ink

  /// Creates a cell; by default a blank in the terminal's own colours.
  public init(_ glyph: Unicode.Scalar = " ", _ ink: Ink = Ink()) {
    self.glyph = glyph
    self.ink = ink
  }

  /// The glyph of the cell under the right half of a wide character.
  public static let continuation: Unicode.Scalar = "\0"
}

/// The colours of a cell by role, and its text attributes.
///
/// A `Palette` maps the roles to the colours of a terminal.
public struct Ink: Sendable, Hashable {
  /// The role of the glyph's colour.
  public var foreground: Paint
  /// The role of the colour behind the glyph.
  public var background: Paint
  /// Whether the glyph is bold.
  public var bold: Bool
  /// Whether the terminal swaps foreground and background.
  public var reverse: Bool

  /// Creates an ink; by default plain text in the terminal's own colours.
  public init(
    _ foreground: Paint = .terminalDefault, on background: Paint = .terminalDefault,
    bold: Bool = false, reverse: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.reverse = reverse
  }
}

/// The role of a colour.
public enum Paint: Sendable, Hashable {
  /// The terminal's own foreground or background.
  case terminalDefault
  /// Secondary text: hints, axis labels.
  case faint
  /// Borders and axes.
  case frame
  /// Selected or new content.
  case accent
  /// Errors and diverged runs.
  case warning
  /// The valley of minima and other known curves.
  case landmark
  /// A prediction of theory.
  case prediction
  /// The run with this index, 0…8.
  case run(UInt8)
  /// The trajectory of the run with this index, fading from 0 (recent) to 3 (old).
  case trail(UInt8, fade: UInt8)
  /// A level of the colour map, 0…31.
  case level(UInt8)
  /// A part of the map where the field is undefined.
  case undefined
  /// The outline of lines and marks over a level of the colour map: the level, closer to the
  /// background.
  case shade(UInt8)
  /// A category of a map of outcomes, 0…11: colours of equal weight without an order.
  case category(UInt8)
  /// Lines and marks over categories.
  case onCategory
}
