/// A colour in the form that a terminal accepts.
public enum Color: Sendable, Hashable {
  /// The terminal's own foreground or background.
  case terminalDefault
  /// An index into the terminal's palette.
  case indexed(UInt8)
  /// Red, green and blue, 0…255.
  case rgb(UInt8, UInt8, UInt8)
}
