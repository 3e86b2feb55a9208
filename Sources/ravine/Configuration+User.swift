import Glibc
import ScenarioFormat

extension Configuration {
  /// What the user has settled in `ravine/config.yaml` of the folder for configurations.
  ///
  /// That folder is `$XDG_CONFIG_HOME`, or `~/.config` if it is not set to an absolute path. A file
  /// that is not there settles nothing.
  ///
  /// - Throws: `Failure` if it is there and cannot be read, or is wrong.
  static func ofUser() throws(Failure) -> Configuration {
    guard let path else { return Configuration() }
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else {
        throw .system(.notFound, "cannot read \(path)")
      }
      return Configuration()
    }
    // Whoever reads from a terminal or a pipe might wait for ever.
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.wrongData, "\(path) is not a regular file")
    }
    let bytes = try Lessons.contents(of: path)
    do throws(ScenarioError) {
      return try configuration(yaml: bytes, file: path)
    } catch {
      throw Failure(.wrongData, error.withExcerpt)
    }
  }

  /// Where that file is, whether it is there or not.
  static var path: String? {
    let home = variable("HOME").map { $0 + "/.config" }
    return (variable("XDG_CONFIG_HOME") ?? home).map { $0 + "/ravine/config.yaml" }
  }

  /// The absolute path in a variable.
  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), value.hasPrefix("/") else {
      return nil
    }
    return value
  }
}
