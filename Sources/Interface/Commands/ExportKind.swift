/// The kinds of files that the program saves.
public enum ExportKind: Sendable, Hashable {
  /// The current view as an SVG figure.
  case picture
  /// The runs as a CSV table.
  case data
}
