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

extension AppState {
  /// Saves a file with the present state, after the files that are being saved.
  fileprivate mutating func save(_ kind: ExportKind) -> [Effect] {
    if kind == .picture, isComparing {
      message = "a figure shows one surface; \(label(of: .mapView)) returns to one map"
      return []
    }
    guard pendingSaves.append(kind) else {
      message = "\(PendingSaves.maxCount) files are being saved; Esc cancels"
      return []
    }
    message = pendingSaves.text.map { "\($0); Esc cancels" }
    return [.save(kind)]
  }

  /// Ends the current save with a message; returns the effect of a delayed `quit`.
  mutating func endSave(_ text: String) -> [Effect] {
    message = text
    pendingSaves.removeFirst()
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
    guard let text = pendingSaves.delayQuit() else { return [.quit] }
    message = "\(text), then quitting; q again quits now"
    return []
  }
}
