import Integers

/// The kinds of files that the program saves.
public enum ExportKind: Sendable, Hashable {
  /// The current view as an SVG figure.
  case picture
  /// The runs as a CSV table.
  case data
}

extension Command {
  static let savePicture = Command(
    "save-picture", "save a picture (svg)", .program, [.character("s")]
  ) { state, _ in state.save(.picture) }

  static let saveData = Command(
    "save-data", "save the runs as data (csv)", .program, [.character("S")]
  ) { state, _ in state.save(.data) }

  static let recordScreen = Command(
    "record", "start or stop recording the screen", .program, [.character("*")]
  ) { _, _ in [.toggleRecording] }
}

/// The files that are being saved in the background, one after the other.
struct PendingSaves: Sendable, Equatable {
  /// The kinds of the files, the current one first.
  var kinds: [ExportKind] = []
  /// The completed fraction of the current file, if it takes longer than a moment.
  var fraction: Double?
  /// Whether the program quits once all files are saved.
  var quits = false

  /// The maximum number of files.
  static let maxCount = 8

  /// The progress in words; nil without a file.
  var text: String? {
    guard let kind = kinds.first else { return nil }
    return "saving the \(kind == .data ? "data" : "picture")\(percent)"
  }

  /// The progress in few columns.
  var shortText: String { "saving\(percent)" }

  private var percent: String { fraction.map { " \(Int(clamping: 100 * $0)) %" } ?? "" }
}

extension AppState {
  /// Saves a file with the present state, after the files that are being saved.
  fileprivate mutating func save(_ kind: ExportKind) -> [Effect] {
    guard pendingSaves.kinds.count < PendingSaves.maxCount else {
      message = "\(PendingSaves.maxCount) files are being saved; Esc cancels"
      return []
    }
    pendingSaves.kinds.append(kind)
    message = pendingSaves.text.map { "\($0); Esc cancels" }
    return [.save(kind)]
  }

  /// Ends the current save with a message; returns the effect of a delayed `quit`.
  mutating func endSave(_ text: String) -> [Effect] {
    message = text
    if !pendingSaves.kinds.isEmpty { pendingSaves.kinds.removeFirst() }
    pendingSaves.fraction = nil
    return pendingSaves.quits && pendingSaves.kinds.isEmpty ? [.quit] : []
  }

  /// Cancels all saves; returns the effect of that and of a delayed `quit`.
  mutating func cancelSaves() -> [Effect] {
    let quits = pendingSaves.quits
    pendingSaves = PendingSaves()
    message = "saving is cancelled"
    return quits ? [.cancelSaves, .quit] : [.cancelSaves]
  }

  /// Quits; while a file is being saved, the first call only announces that.
  mutating func quit() -> [Effect] {
    guard let text = pendingSaves.text, !pendingSaves.quits else { return [.quit] }
    pendingSaves.quits = true
    message = "\(text), then quitting; q again quits now"
    return []
  }
}
