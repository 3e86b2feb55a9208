import Glibc

/// A file in the current folder that appears complete, under a name that nothing had before.
///
/// Written beside its final place and moved there at the end, to the first free of `name.svg`,
/// `name-2.svg`, `name-3.svg` … A link that stands there counts as taken, and is not followed.
struct NewFile: ~Copyable {
  private let stem: String
  private let fileExtension: String
  private let descriptor: FileDescriptor
  private let temporaryPath: String
  private(set) var byteCount = 0

  /// So many names are tried.
  private static let maxAttempts = 1000

  /// - Throws: `SystemError` if no file can be made here.
  init(_ stem: String, _ ending: String) throws(SystemError) {
    self.stem = sanitizedFileName(stem)
    self.fileExtension = ending
    (temporaryPath, descriptor) = try openTemporaryFile(in: "")
  }

  mutating func write(_ text: String) throws(SystemError) {
    try descriptor.writeAll(text)
    byteCount += text.utf8.count
  }

  /// Puts the file in its place; its name.
  ///
  /// - Throws: `SystemError` if it cannot be written out to the last byte.
  consuming func close() throws(SystemError) -> String {
    guard fsync(descriptor.rawValue) == 0 else { throw SystemError(code: errno) }
    for number in 1...Self.maxAttempts {
      let name = number == 1 ? "\(stem).\(fileExtension)" : "\(stem)-\(number).\(fileExtension)"
      if link(temporaryPath, name) == 0 { return name }
      if errno == EEXIST { continue }
      // Some file systems have no links: there the name is taken first, then filled.
      guard errno == EPERM || errno == EOPNOTSUPP else { throw SystemError(code: errno) }
      let place = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if place < 0, errno == EEXIST { continue }
      guard place >= 0 else { throw SystemError(code: errno) }
      Glibc.close(place)
      guard rename(temporaryPath, name) == 0 else { throw SystemError(code: errno) }
      return name
    }
    throw SystemError(code: EEXIST)
  }

  deinit {
    Glibc.close(descriptor.rawValue)
    unlink(temporaryPath)
  }
}

/// Makes a hidden file in a folder, whose path is empty or ends in a slash; its path.
///
/// A name that is taken is passed over: where numbers of processes come again soon, as in a
/// container, one that was killed may have left it.
func openTemporaryFile(in folder: String) throws(SystemError) -> (
  path: String, descriptor: FileDescriptor
) {
  for number in 1...1000 {
    let path = "\(folder).ravine-\(getpid())-\(number)"
    let opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    if opened >= 0 { return (path, FileDescriptor(opened)) }
    guard errno == EEXIST else { break }
  }
  throw SystemError(code: errno)
}

/// A name that is a file's name everywhere: letters, digits, points and dashes, not too many.
func sanitizedFileName(_ text: String) -> String {
  let kept = text.unicodeScalars.map { scalar -> Character in
    let isPlain =
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    return isPlain || "._-".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
  }
  let name = String(kept.drop { $0 == "." || $0 == "-" }.prefix(80))
  return name.isEmpty ? "ravine" : name
}
