import Glibc

/// The destination of data: stdout, or a file that appears complete or not at all.
///
/// A regular file is written to a temporary file, which `close` renames; a device or a pipe is
/// written directly.
struct Output: ~Copyable {
  private let descriptor: FileDescriptor
  private let name: String
  private var unfinishedFile: UnfinishedFile?
  private var isOpen = true

  /// A hidden file and the path that it gets.
  private struct UnfinishedFile: ~Copyable {
    let file: HiddenFile
    let target: String
    let replaces: Bool

    /// Gives the file its path.
    ///
    /// - Throws: `SystemError` if the file cannot be written completely.
    func finish() throws(SystemError) {
      guard fsync(file.descriptor.rawValue) == 0, rename() else { throw SystemError(code: errno) }
    }

    private func rename() -> Bool {
      if replaces { return Glibc.rename(file.path, target) == 0 }
      // A hard link fails if the target exists.
      if link(file.path, target) == 0 { return true }
      // Some file systems have no hard links.
      guard errno == EPERM || errno == EOPNOTSUPP else { return false }
      return Glibc.rename(file.path, target) == 0
    }
  }

  /// Opens a file, or stdout if the path is nil, “-” or “/dev/stdout”.
  ///
  /// - Throws: `CommandError` if the file cannot be created, or exists and `force` is false.
  init(_ path: String?, force: Bool = false) throws(CommandError) {
    guard let path, path != "-", Self.standardDescriptor(path) != 1 else {
      descriptor = FileDescriptor(1)
      name = "stdout"
      unfinishedFile = nil
      return
    }
    name = path
    if let standard = Self.standardDescriptor(path) {
      descriptor = FileDescriptor(standard)
      unfinishedFile = nil
      return
    }
    var status = stat()
    let exists = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw CommandError(.ioError, "\(path) is a directory") }
    if exists, kind != S_IFREG {
      // Not the target of a link: that of /dev/fd/63 may be a pipe, which has no path.
      let device = open(path, O_WRONLY | O_CLOEXEC)
      guard device >= 0 else { throw .system(.ioError, "cannot write \(path)") }
      descriptor = FileDescriptor(device)
      unfinishedFile = nil
      return
    }
    // Follow a symbolic link, so its target is replaced instead of the link.
    let target = resolvedLink(path)
    var link = stat()
    if lstat(target, &link) == 0, link.st_mode & S_IFMT == S_IFLNK {
      throw .system(.ioError, "cannot write \(path)", errno: ELOOP)
    }
    if exists, !force {
      throw CommandError(.ioError, "\(path) exists; --force replaces it")
    }
    do throws(SystemError) {
      let file = try HiddenFile(in: parentDirectory(of: target))
      descriptor = file.descriptor
      unfinishedFile = UnfinishedFile(file: file, target: target, replaces: force)
    } catch {
      throw .system(.ioError, "cannot write \(path)", errno: error.code)
    }
    if exists { fchmod(descriptor.rawValue, status.st_mode & 0o7777) }
  }

  /// Returns 1 or 2 for a path that names stdout or stderr; nil for another path.
  ///
  /// Opened as a file, /dev/stdout would be the file that the shell writes, from its start.
  private static func standardDescriptor(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1": 1
    case "/dev/stderr", "/dev/fd/2", "/proc/self/fd/2": 2
    default: nil
    }
  }

  /// Whether the data goes to a terminal.
  var isTerminal: Bool { isatty(descriptor.rawValue) == 1 }

  /// Checks that the bytes of a format do not go to a terminal.
  ///
  /// - Throws: `CommandError` if they do.
  func requireFile(for format: String) throws(CommandError) {
    guard isTerminal else { return }
    throw CommandError(.usage, "a terminal does not display \(format): add -o FILE")
  }

  /// Writes all of the text; a closed pipe ends the program by SIGPIPE, without a message.
  ///
  /// - Throws: `CommandError` if a write fails.
  mutating func write(_ text: String) throws(CommandError) {
    try write { () throws(SystemError) in try descriptor.writeAll(text) }
  }

  /// Writes all of the bytes, as `write` writes text.
  ///
  /// - Throws: `CommandError` if a write fails.
  mutating func write(_ bytes: [UInt8]) throws(CommandError) {
    try write { () throws(SystemError) in try descriptor.writeAll(bytes) }
  }

  private func write(_ body: () throws(SystemError) -> Void) throws(CommandError) {
    do throws(SystemError) {
      try body()
    } catch {
      if error.code == EPIPE { exitWithSIGPIPE() }
      throw .system(.ioError, "cannot write \(name)", errno: error.code)
    }
  }

  /// Closes the output, and gives an unfinished file its path.
  ///
  /// - Throws: `CommandError` if the file cannot be written completely.
  mutating func close() throws(CommandError) {
    isOpen = false
    guard let unfinished = unfinishedFile.take() else {
      if descriptor.rawValue > 2, Glibc.close(descriptor.rawValue) != 0 {
        throw .system(.ioError, "cannot write \(name)")
      }
      return
    }
    do throws(SystemError) {
      try unfinished.finish()
    } catch {
      throw error.code == EEXIST
        ? CommandError(.ioError, "\(name) exists; --force replaces it")
        : .system(.ioError, "cannot write \(name)", errno: error.code)
    }
  }

  deinit {
    // The deinitializer of an unfinished file closes its descriptor.
    if isOpen, case .none = unfinishedFile, descriptor.rawValue > 2 {
      Glibc.close(descriptor.rawValue)
    }
  }
}

/// Returns the path to which symbolic links lead, also if no file has this path.
///
/// Returns the path of a link in a cycle unchanged.
private func resolvedLink(_ path: String) -> String {
  if let resolved = realpath(path, nil) {
    defer { free(resolved) }
    return String(cString: resolved)
  }
  var target = path
  for _ in 0..<40 {
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(target, &bytes, bytes.count)
    guard count > 0 else { return target }
    let next = String(decoding: bytes.prefix(count), as: UTF8.self)
    target = next.hasPrefix("/") ? next : parentDirectory(of: target) + next
  }
  return path
}

/// Ends the process by SIGPIPE, as a filter without a reader ends.
private func exitWithSIGPIPE() -> Never {
  signal(SIGPIPE, SIG_DFL)
  raise(SIGPIPE)
  exit(128 + SIGPIPE)
}
