import Glibc

/// Where data goes: standard output, or a file that appears complete or not at all.
///
/// A regular file is written beside its final place and renamed at the end; a device or a pipe is
/// written as it is.
struct Output: ~Copyable {
  private let descriptor: Descriptor
  private let name: String
  private var draft: Draft?
  private var isOpen = true
  private var interruptions = Interruptions()

  /// A file that is not yet in its place.
  private struct Draft {
    let path: String
    let target: String
    let replaces: Bool
  }

  /// - Throws: `Failure` if the file cannot be made, or exists and may not be replaced.
  init(_ path: String?, force: Bool = false) throws(Failure) {
    guard let path, path != "-" else {
      descriptor = Descriptor(1)
      name = "standard output"
      draft = nil
      return
    }
    name = path
    // A link is followed, so that what it points to is replaced and not the link.
    let target = realPath(path) ?? path
    var status = stat()
    let exists = stat(target, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw Failure(.cannotWrite, "\(path) is a folder") }
    if exists, kind != S_IFREG {
      let opened = open(target, O_WRONLY | O_CLOEXEC)
      guard opened >= 0 else { throw .system(.cannotWrite, "cannot write \(path)") }
      descriptor = Descriptor(opened)
      draft = nil
      return
    }
    if exists, !force {
      throw Failure(.cannotWrite, "\(path) exists; --force replaces it")
    }
    interruptions.hold()
    do throws(SystemError) {
      let opened = try openDraft(in: Self.folder(of: target))
      draft = Draft(path: opened.path, target: target, replaces: exists)
      descriptor = opened.descriptor
    } catch {
      interruptions.release()
      throw .system(.cannotWrite, "cannot write \(path)", errno: error.code)
    }
    if exists { fchmod(descriptor.number, status.st_mode & 0o7777) }
  }

  /// Whether the user sees the data itself go by.
  var isShown: Bool { isatty(descriptor.number) == 1 }

  /// Writes all of the text.
  ///
  /// - Throws: `Failure` if it cannot be written. A closed pipe ends the program as it ends any
  ///   filter: quietly.
  mutating func write(_ text: String) throws(Failure) {
    do {
      try descriptor.write(text)
    } catch {
      if error.code == EPIPE { endQuietly() }
      throw .system(.cannotWrite, "cannot write \(name)", errno: error.code)
    }
    if let draft, interruptions.arePending {
      unlink(draft.path)
      interruptions.release()
    }
  }

  /// Puts the file in its place.
  ///
  /// - Throws: `Failure` if it cannot be written out to the last byte.
  mutating func close() throws(Failure) {
    defer { isOpen = false }
    guard let draft else {
      if descriptor.number > 2, Glibc.close(descriptor.number) != 0 {
        throw .system(.cannotWrite, "cannot write \(name)")
      }
      return
    }
    let written =
      fsync(descriptor.number) == 0
      && (draft.replaces
        ? rename(draft.path, draft.target) == 0 : moveWithoutReplacing(draft))
    let code = errno
    if written { self.draft = nil }
    interruptions.release()
    Glibc.close(descriptor.number)
    guard written else {
      throw code == EEXIST
        ? Failure(.cannotWrite, "\(name) exists; --force replaces it")
        : .system(.cannotWrite, "cannot write \(name)", errno: code)
    }
  }

  /// A link fails where the name is taken, even if that happened a moment ago.
  private func moveWithoutReplacing(_ draft: Draft) -> Bool {
    if link(draft.path, draft.target) == 0 {
      unlink(draft.path)
      return true
    }
    // Some file systems have no links.
    guard errno == EPERM || errno == EOPNOTSUPP else { return false }
    return rename(draft.path, draft.target) == 0
  }

  deinit {
    if let draft { unlink(draft.path) }
    if isOpen, descriptor.number > 2 { Glibc.close(descriptor.number) }
    interruptions.release()
  }

  private static func folder(of target: String) -> String {
    target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
  }
}

private func realPath(_ path: String) -> String? {
  guard let found = realpath(path, nil) else { return nil }
  defer { free(found) }
  return String(cString: found)
}

/// Ends as a filter ends whose reader has gone.
private func endQuietly() -> Never {
  signal(SIGPIPE, SIG_DFL)
  raise(SIGPIPE)
  exit(128 + SIGPIPE)
}
