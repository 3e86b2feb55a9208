public import Engine

extension Limits {
  /// The maximum length of a command line after `:`.
  public static let commandCharacters = 10_000
  /// The maximum length of the filter of a list.
  public static let filterCharacters = 64
  /// The maximum length of a typed value.
  public static let valueCharacters = 24
  /// The maximum number of command lines in the history; the oldest is dropped.
  public static let commandHistory = 1000
  /// The maximum number of undo steps; the oldest is dropped.
  public static let undoLevels = 1000
  /// The factor on the reading time of the cards.
  public static let pace = 0.0...10.0
  /// The frames per second of the animation.
  public static let framesPerSecond = 1...60
}
