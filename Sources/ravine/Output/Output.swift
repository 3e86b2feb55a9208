import Glibc

/// Where data goes: standard output, or a file that appears complete or not at all.
///
/// A regular file is written beside its final place and renamed at the end; a device or a pipe is
/// written as it is.
struct Output: ~Copyable {
  private let descriptor: FileDescriptor
  private let name: String
  private var temporaryFile: TemporaryFile?
  private var isOpen = true
  private var blockedSignals = BlockedSignals()

  /// A file that is not yet in its place.
  private struct TemporaryFile {
    let path: String
    let target: String
    let replaces: Bool
  }

  /// - Throws: `CommandError` if the file cannot be made, or exists and may not be replaced.
  init(_ path: String?, force: Bool = false) throws(CommandError) {
    guard let path, path != "-" else {
      descriptor = FileDescriptor(1)
      name = "standard output"
      temporaryFile = nil
      return
    }
    name = path
    // A link is followed, so that what it points to is replaced and not the link.
    let target = realPath(path) ?? path
    var status = stat()
    let exists = stat(target, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw CommandError(.ioError, "\(path) is a folder") }
    if exists, kind != S_IFREG {
      let opened = open(target, O_WRONLY | O_CLOEXEC)
      guard opened >= 0 else { throw .system(.ioError, "cannot write \(path)") }
      descriptor = FileDescriptor(opened)
      temporaryFile = nil
      return
    }
    if exists, !force {
      throw CommandError(.ioError, "\(path) exists; --force replaces it")
    }
    blockedSignals.block()
    do throws(SystemError) {
      let opened = try openTemporaryFile(in: Self.directory(of: target))
      temporaryFile = TemporaryFile(path: opened.path, target: target, replaces: exists)
      descriptor = opened.descriptor
    } catch {
      blockedSignals.unblock()
      throw .system(.ioError, "cannot write \(path)", errno: error.code)
    }
    if exists { fchmod(descriptor.rawValue, status.st_mode & 0o7777) }
  }

  /// Whether the user sees the data itself go by.
  var isTerminal: Bool { isatty(descriptor.rawValue) == 1 }

  /// Writes all of the text.
  ///
  /// - Throws: `CommandError` if it cannot be written. A closed pipe ends the program as it ends any
  ///   filter: quietly.
  mutating func write(_ text: String) throws(CommandError) {
    do {
      try descriptor.writeAll(text)
    } catch {
      if error.code == EPIPE { exitWithSIGPIPE() }
      throw .system(.ioError, "cannot write \(name)", errno: error.code)
    }
    if let temporaryFile, blockedSignals.arePending {
      unlink(temporaryFile.path)
      blockedSignals.unblock()
    }
  }

  /// Puts the file in its place.
  ///
  /// - Throws: `CommandError` if it cannot be written out to the last byte.
  mutating func close() throws(CommandError) {
    defer { isOpen = false }
    guard let temporaryFile else {
      if descriptor.rawValue > 2, Glibc.close(descriptor.rawValue) != 0 {
        throw .system(.ioError, "cannot write \(name)")
      }
      return
    }
    let written =
      fsync(descriptor.rawValue) == 0
      && (temporaryFile.replaces
        ? rename(temporaryFile.path, temporaryFile.target) == 0
        : renameWithoutReplacing(temporaryFile))
    let code = errno
    if written { self.temporaryFile = nil }
    blockedSignals.unblock()
    Glibc.close(descriptor.rawValue)
    guard written else {
      throw code == EEXIST
        ? CommandError(.ioError, "\(name) exists; --force replaces it")
        : .system(.ioError, "cannot write \(name)", errno: code)
    }
  }

  /// A link fails where the name is taken, even if that happened a moment ago.
  private func renameWithoutReplacing(_ draft: TemporaryFile) -> Bool {
    if link(draft.path, draft.target) == 0 {
      unlink(draft.path)
      return true
    }
    // Some file systems have no links.
    guard errno == EPERM || errno == EOPNOTSUPP else { return false }
    return rename(draft.path, draft.target) == 0
  }

  deinit {
    if let temporaryFile { unlink(temporaryFile.path) }
    if isOpen, descriptor.rawValue > 2 { Glibc.close(descriptor.rawValue) }
    blockedSignals.unblock()
  }

  private static func directory(of target: String) -> String {
    target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
  }
}

private func realPath(_ path: String) -> String? {
  guard let found = realpath(path, nil) else { return nil }
  defer { free(found) }
  return String(cString: found)
}

/// Ends as a filter ends whose reader has gone.
private func exitWithSIGPIPE() -> Never {
  signal(SIGPIPE, SIG_DFL)
  raise(SIGPIPE)
  exit(128 + SIGPIPE)
}
