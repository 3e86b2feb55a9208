import ScenarioFormat

extension Configuration {
  private static let file = UserFile(below: "XDG_CONFIG_HOME", or: ".config", "config.yaml")

  /// Where the user's configuration is, whether it is there or not.
  static var path: String? { file?.path }

  /// What the user has settled in `ravine/config.yaml` of the folder for configurations.
  ///
  /// That folder is `$XDG_CONFIG_HOME`, or `~/.config` if it is not set to an absolute path. A file
  /// that is not there settles nothing.
  ///
  /// - Throws: `Failure` if it is there and cannot be read, or is wrong.
  static func ofUser() throws(Failure) -> Configuration {
    guard let file, let bytes = try file.contents() else { return Configuration() }
    return try checked(bytes, file)
  }

  /// Writes options into that file, the rest of which stays as it is; its path.
  ///
  /// - Throws: `Failure` if it cannot be written, or is such that a line cannot say it.
  static func saveOptions(_ options: [(id: String, value: String)]) throws(Failure) -> String {
    guard let file else { throw Failure(.cannotWrite, "there is no home folder") }
    let text = String(decoding: try file.contents() ?? [], as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    for (id, value) in options {
      let line = "\(id): \(value)"
      if let place = lines.firstIndex(where: { $0.hasPrefix("\(id):") }) {
        let comment = lines[place].firstIndex(of: "#").map { "  " + lines[place][$0...] }
        lines[place] = line + (comment ?? "")
      } else {
        lines.append(line)
      }
    }
    let next = lines.map { $0 + "\n" }.joined()
    guard (try? checked(Array(next.utf8), file)) != nil else {
      throw Failure(.wrongData, "not one option a line, so change it by hand: \(file.path)")
    }
    try file.replace(by: next)
    return file.path
  }

  private static func checked(_ bytes: [UInt8], _ file: UserFile) throws(Failure) -> Configuration {
    do throws(ScenarioError) {
      return try configuration(yaml: bytes, file: file.path)
    } catch {
      throw Failure(.wrongData, error.withExcerpt)
    }
  }
}
