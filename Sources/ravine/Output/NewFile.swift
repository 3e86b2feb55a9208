import Glibc

/// A file in the current directory that appears complete and never replaces another file.
///
/// `close` renames the temporary file to the first free name of `name.svg`, `name-2.svg`,
/// `name-3.svg` …; the name of a symbolic link is not free.
struct NewFile: ~Copyable {
  private let stem: String
  private let fileExtension: String
  private let file: HiddenFile
  private(set) var byteCount = 0

  /// The maximum number of names to try.
  private static let maxAttempts = 1000

  /// Opens a temporary file in the current directory.
  ///
  /// - Throws: `SystemError` if the file cannot be created.
  init(_ stem: String, _ fileExtension: String) throws(SystemError) {
    self.stem = sanitizedFileName(stem)
    self.fileExtension = fileExtension
    file = try HiddenFile(in: "")
  }

  /// Appends text to the temporary file.
  ///
  /// - Throws: `SystemError` if a write fails.
  mutating func write(_ text: String) throws(SystemError) {
    try file.descriptor.writeAll(text)
    byteCount += text.utf8.count
  }

  /// Gives the file its name, and returns the name.
  ///
  /// - Throws: `SystemError` if the file cannot be written completely.
  consuming func close() throws(SystemError) -> String {
    guard fsync(file.descriptor.rawValue) == 0 else { throw SystemError(code: errno) }
    for number in 1...Self.maxAttempts {
      let name = number == 1 ? "\(stem).\(fileExtension)" : "\(stem)-\(number).\(fileExtension)"
      if link(file.path, name) == 0 { return name }
      if errno == EEXIST { continue }
      // On a file system without hard links, an empty file reserves the name.
      guard errno == EPERM || errno == EOPNOTSUPP else { throw SystemError(code: errno) }
      let placeholder = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if placeholder < 0, errno == EEXIST { continue }
      guard placeholder >= 0 else { throw SystemError(code: errno) }
      Glibc.close(placeholder)
      guard rename(file.path, name) == 0 else { throw SystemError(code: errno) }
      return name
    }
    throw SystemError(code: EEXIST)
  }
}

/// Returns a portable file name of at most 80 letters, digits, dots, dashes and underscores.
func sanitizedFileName(_ text: String) -> String {
  let kept = text.unicodeScalars.map { scalar -> Character in
    let isPlain =
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    return isPlain || "._-".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
  }
  let name = String(kept.drop { $0 == "." || $0 == "-" }.prefix(80))
  return name.isEmpty ? "ravine" : name
}
