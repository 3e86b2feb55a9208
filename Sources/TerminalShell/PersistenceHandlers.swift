public import Drawing
public import Interface

/// Who writes files for the full screen; all of it is called on the thread of `play`.
public struct PersistenceHandlers {
  /// Writes something down and says where, or why not.
  public var save: (ExportKind, AppState) -> String
  /// Sees every frame that is shown, at a time in milliseconds of a clock that only runs forward.
  public var recordFrame: (Canvas, Display, _ milliseconds: Int) -> Void
  /// Keeps a line that was obeyed for other sessions.
  public var appendHistory: (String) -> Void
  /// Writes options into the user's configuration: whether it is done, and where or why not.
  public var saveOptions: ([(id: String, value: String)]) -> (isDone: Bool, message: String)
  /// Brings to an end what is still being written, before the program ends.
  public var finish: () -> Void

  public init(
    save: @escaping (ExportKind, AppState) -> String,
    see: @escaping (Canvas, Display, _ milliseconds: Int) -> Void,
    remember: @escaping (String) -> Void,
    settle: @escaping ([(id: String, value: String)]) -> (isDone: Bool, message: String),
    finish: @escaping () -> Void
  ) {
    self.save = save
    self.recordFrame = see
    self.appendHistory = remember
    self.saveOptions = settle
    self.finish = finish
  }
}
