import Engine
import Glibc

/// A file of Ravine in an XDG base directory of the user.
struct UserFile {
  let path: String

  /// Creates the path of a file below the directory in an environment variable.
  ///
  /// Without an absolute path in the variable, the directory is `fallback` in the home directory;
  /// nil without an absolute HOME.
  init?(below variable: String, or fallback: String, _ name: String) {
    func directory(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    guard let directory = directory(variable) ?? directory("HOME").map({ "\($0)/\(fallback)" })
    else { return nil }
    path = "\(directory)/ravine/\(name)"
  }

  /// Returns the contents of the file; nil if the file does not exist.
  ///
  /// - Throws: `CommandError` if the file exists and cannot be read.
  func contents() throws(CommandError) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else {
        throw .system(.noInput, "cannot read \(path)")
      }
      return nil
    }
    // Reading from a terminal or a pipe could block forever.
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw CommandError(.dataError, "\(path) is not a regular file")
    }
    return try LessonFiles.readFile(at: path)
  }

  /// Replaces the contents of the file atomically; creates the file and its directories.
  ///
  /// - Throws: `CommandError` if the file cannot be written.
  func replaceContents(with text: String) throws(CommandError) {
    _ = try contents()
    for (index, character) in path.enumerated() where character == "/" && index > 0 {
      mkdir(String(path.prefix(index)), 0o700)
    }
    var output = try Output(path, force: true)
    try output.write(text)
    try output.close()
  }
}
