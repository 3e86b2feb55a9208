public import Drawing
public import Interface

/// The callbacks by which the full screen reads and writes files.
///
/// All except `save` and `loadSurface` are called on the thread of `play`.
public struct PersistenceHandlers {
  /// Exports the state on a thread in the background.
  ///
  /// Returns a message with the file name or the error; any message once cancelled.
  public var save: @Sendable (ExportKind, AppState, SaveMonitor) -> String
  /// Starts or ends a recording of the screen, and returns a message.
  public var toggleRecording: (AppState) -> String
  /// Receives each displayed frame with its time on the monotonic clock.
  ///
  /// Returns a message if this frame ends a recording with an error.
  public var recordFrame: (Canvas, Display, _ milliseconds: Int) -> String?
  /// Appends an executed command line to the history.
  public var appendHistory: (String) -> Void
  /// Writes options to the user's configuration, and returns a message with the path or the error.
  public var saveOptions: ([(id: String, value: String)]) -> (isDone: Bool, message: String)
  /// Reads the surface of a file; called on a thread in the background.
  public var loadSurface: @Sendable (String) -> LoadedSurface
  /// Returns the files with losses and the directories whose paths have a prefix.
  public var listFiles: (String) -> [String]
  /// Completes unfinished files before the program ends.
  public var finish: () -> Void

  /// Creates the handlers.
  public init(
    save: @escaping @Sendable (ExportKind, AppState, SaveMonitor) -> String,
    toggleRecording: @escaping (AppState) -> String,
    recordFrame: @escaping (Canvas, Display, _ milliseconds: Int) -> String?,
    appendHistory: @escaping (String) -> Void,
    saveOptions: @escaping ([(id: String, value: String)]) -> (isDone: Bool, message: String),
    loadSurface: @escaping @Sendable (String) -> LoadedSurface,
    listFiles: @escaping (String) -> [String],
    finish: @escaping () -> Void
  ) {
    self.save = save
    self.toggleRecording = toggleRecording
    self.recordFrame = recordFrame
    self.appendHistory = appendHistory
    self.saveOptions = saveOptions
    self.loadSurface = loadSurface
    self.listFiles = listFiles
    self.finish = finish
  }
}

/// The connection of a save in the background to the full screen.
public struct SaveMonitor: Sendable {
  /// Whether the save is cancelled, so that its file is not needed.
  public let isCancelled: @Sendable () -> Bool
  /// Receives the completed fraction; may be called from any thread and at any rate.
  public let report: @Sendable (Double) -> Void

  /// Creates a monitor; by default nothing is cancelled or reported.
  public init(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (Double) -> Void = { _ in }
  ) {
    self.isCancelled = isCancelled
    self.report = report
  }
}
