import Glibc

/// The destination of data: stdout, or a file that appears complete or not at all.
///
/// A regular file is written to a temporary file, which `close` renames; a device or a pipe is
/// written directly.
struct Output: ~Copyable {
  private let descriptor: FileDescriptor
  private let name: String
  private var temporaryFile: TemporaryFile?
  private var isOpen = true
  private var blockedSignals = BlockedSignals()

  /// A temporary file and the path that it gets.
  private struct TemporaryFile {
    let path: String
    let target: String
    let replaces: Bool
  }

  /// Opens a file, or stdout if the path is nil or “-”.
  ///
  /// - Throws: `CommandError` if the file cannot be created, or exists and `force` is false.
  init(_ path: String?, force: Bool = false) throws(CommandError) {
    guard let path, path != "-" else {
      descriptor = FileDescriptor(1)
      name = "stdout"
      temporaryFile = nil
      return
    }
    name = path
    // Follow a symbolic link, so its target is replaced instead of the link.
    let target = realPath(path) ?? path
    var status = stat()
    let exists = stat(target, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw CommandError(.ioError, "\(path) is a directory") }
    if exists, kind != S_IFREG {
      let device = open(target, O_WRONLY | O_CLOEXEC)
      guard device >= 0 else { throw .system(.ioError, "cannot write \(path)") }
      descriptor = FileDescriptor(device)
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

  /// Whether the data goes to a terminal.
  var isTerminal: Bool { isatty(descriptor.rawValue) == 1 }

  /// Writes all of the text; a closed pipe ends the program by SIGPIPE, without a message.
  ///
  /// - Throws: `CommandError` if a write fails.
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

  /// Closes the output, and renames a temporary file to its path.
  ///
  /// - Throws: `CommandError` if the file cannot be written completely.
  mutating func close() throws(CommandError) {
    defer { isOpen = false }
    guard let temporaryFile else {
      if descriptor.rawValue > 2, Glibc.close(descriptor.rawValue) != 0 {
        throw .system(.ioError, "cannot write \(name)")
      }
      return
    }
    let isComplete =
      fsync(descriptor.rawValue) == 0
      && (temporaryFile.replaces
        ? rename(temporaryFile.path, temporaryFile.target) == 0
        : renameWithoutReplacing(temporaryFile))
    let code = errno
    if isComplete { self.temporaryFile = nil }
    blockedSignals.unblock()
    Glibc.close(descriptor.rawValue)
    guard isComplete else {
      throw code == EEXIST
        ? CommandError(.ioError, "\(name) exists; --force replaces it")
        : .system(.ioError, "cannot write \(name)", errno: code)
    }
  }

  /// Renames a temporary file by a hard link, which fails if the target exists.
  private func renameWithoutReplacing(_ file: TemporaryFile) -> Bool {
    if link(file.path, file.target) == 0 {
      unlink(file.path)
      return true
    }
    // Some file systems have no hard links.
    guard errno == EPERM || errno == EOPNOTSUPP else { return false }
    return rename(file.path, file.target) == 0
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
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// Ends the process by SIGPIPE, as a filter without a reader ends.
private func exitWithSIGPIPE() -> Never {
  signal(SIGPIPE, SIG_DFL)
  raise(SIGPIPE)
  exit(128 + SIGPIPE)
}
