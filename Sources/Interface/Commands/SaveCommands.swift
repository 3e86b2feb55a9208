/// The kinds of files that the program saves.
public enum ExportKind: Sendable, Hashable {
  /// The current view as an SVG figure.
  case picture
  /// The runs as a CSV table.
  case data
  /// A recording of the screen; a second request ends the recording.
  case screenRecording
}

extension Command {
  static let savePicture = Command(
    "save-picture", "save a picture (svg)", .program, [.character("s")]
  ) { _, _ in [.save(.picture)] }

  static let saveData = Command(
    "save-data", "save the runs as data (csv)", .program, [.character("S")]
  ) { _, _ in [.save(.data)] }

  static let recordScreen = Command(
    "record", "start or stop recording the screen", .program, [.character("*")]
  ) { _, _ in [.save(.screenRecording)] }
}
