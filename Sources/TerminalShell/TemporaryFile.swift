import CNcurses

/// Makes each signal that ends the process first remove its temporary files.
///
/// The process then ends by the same signal, as its parent expects, and without waiting for a
/// computation. Signals that the parent ignores, as `nohup` does, stay ignored. Call this once,
/// before the first `TemporaryFile`.
public func removeTemporaryFilesOnSignals() { guard_install_file_removal() }

/// A file that a fatal signal removes while this value exists.
public struct TemporaryFile: ~Copyable {
  private let slot: Int32

  /// Registers a path, before the file is created.
  ///
  /// At most eight files are registered at a time; a further file stays after a signal.
  public init(_ path: String) { slot = guard_add_temporary_file(path) }

  deinit { guard_forget_temporary_file(slot) }
}
