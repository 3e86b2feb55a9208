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
  /// - Throws: `CommandError` if it is there and cannot be read, or is wrong.
  static func load() throws(CommandError) -> Configuration {
    guard let file, let bytes = try file.contents() else { return Configuration() }
    return try parse(bytes, file)
  }

  /// Writes options into that file, the rest of which stays as it is; its path.
  ///
  /// - Throws: `CommandError` if it cannot be written, or is such that a line cannot say it.
  static func saveOptions(_ options: [(id: String, value: String)]) throws(CommandError) -> String {
    guard let file else { throw CommandError(.ioError, "there is no home folder") }
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
    guard (try? parse(Array(next.utf8), file)) != nil else {
      throw CommandError(.dataError, "not one option a line, so change it by hand: \(file.path)")
    }
    try file.replaceContents(by: next)
    return file.path
  }

  private static func parse(_ bytes: [UInt8], _ file: UserFile) throws(CommandError)
    -> Configuration
  {
    do throws(ScenarioError) {
      return try parseConfiguration(yaml: bytes, file: file.path)
    } catch {
      throw CommandError(.dataError, error.descriptionWithExcerpt)
    }
  }
}
