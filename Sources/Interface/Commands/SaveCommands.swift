/// What can be taken home from the screen.
public enum ExportKind: Sendable, Hashable {
  /// What is shown, as a figure.
  case picture
  /// The runs, as a table.
  case data
  /// What is shown from now on; once more ends it.
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
    "record", "start or stop a recording of the screen", .program, [.character("*")]
  ) { _, _ in [.save(.screenRecording)] }
}
