public import Drawing
public import Interface

/// The callbacks by which the full screen writes files, all called on the thread of `play`.
public struct PersistenceHandlers {
  /// Exports the state, and returns a message with the file name or the error.
  public var save: (ExportKind, AppState) -> String
  /// Receives each displayed frame with its time on the monotonic clock.
  public var recordFrame: (Canvas, Display, _ milliseconds: Int) -> Void
  /// Appends an executed command line to the history.
  public var appendHistory: (String) -> Void
  /// Writes options to the user's configuration, and returns a message with the path or the error.
  public var saveOptions: ([(id: String, value: String)]) -> (isDone: Bool, message: String)
  /// Completes unfinished files before the program ends.
  public var finish: () -> Void

  /// Creates the handlers.
  public init(
    save: @escaping (ExportKind, AppState) -> String,
    recordFrame: @escaping (Canvas, Display, _ milliseconds: Int) -> Void,
    appendHistory: @escaping (String) -> Void,
    saveOptions: @escaping ([(id: String, value: String)]) -> (isDone: Bool, message: String),
    finish: @escaping () -> Void
  ) {
    self.save = save
    self.recordFrame = recordFrame
    self.appendHistory = appendHistory
    self.saveOptions = saveOptions
    self.finish = finish
  }
}
