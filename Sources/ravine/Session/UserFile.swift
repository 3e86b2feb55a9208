import Engine
import Glibc

/// A file in one of the user's own folders.
struct UserFile {
  let path: String

  /// A file of Ravine below the folder that a variable names, or below another in the home folder
  /// if it is not set to an absolute path; nil without either.
  init?(below variable: String, or fallback: String, _ name: String) {
    func folder(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    guard let folder = folder(variable) ?? folder("HOME").map({ "\($0)/\(fallback)" }) else {
      return nil
    }
    path = "\(folder)/ravine/\(name)"
  }

  /// What is in it; nil if it is not there.
  ///
  /// - Throws: `CommandError` if it is there and cannot be read.
  func contents() throws(CommandError) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else {
        throw .system(.noInput, "cannot read \(path)")
      }
      return nil
    }
    // Whoever reads from a terminal or a pipe might wait for ever.
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw CommandError(.dataError, "\(path) is not a regular file")
    }
    return try Lessons.readFile(of: path)
  }

  /// Replaces it whole, with its folders if there are none yet.
  ///
  /// - Throws: `CommandError` if it cannot be written.
  func replaceContents(by text: String) throws(CommandError) {
    _ = try contents()
    for (index, character) in path.enumerated() where character == "/" && index > 0 {
      mkdir(String(path.prefix(index)), 0o700)
    }
    var output = try Output(path, force: true)
    try output.write(text)
    try output.close()
  }
}
