import StrictYAML
import UserConfiguration

extension Configuration {
  private static let file = UserFile(below: "XDG_CONFIG_HOME", or: ".config", "config.yaml")

  /// The path of the user's configuration file, which need not exist; nil without HOME.
  static var path: String? { file?.path }

  /// Loads the configuration from `$XDG_CONFIG_HOME/ravine/config.yaml`.
  ///
  /// Without an absolute path in XDG_CONFIG_HOME, the directory is `~/.config`. A missing file sets
  /// nothing.
  ///
  /// - Throws: `CommandError` if the file exists and cannot be read, or is invalid.
  static func load() throws(CommandError) -> Configuration {
    guard let file, let bytes = try file.contents() else { return Configuration() }
    return try parse(bytes, file)
  }

  /// Writes options to the configuration file, keeps its other lines, and returns its path.
  ///
  /// - Throws: `CommandError` if the file cannot be written, or does not have one option per line.
  static func saveOptions(_ options: [(id: String, value: String)]) throws(CommandError) -> String {
    guard let file else { throw CommandError(.ioError, "HOME is not set, so set HOME first") }
    let text = String(decoding: try file.contents() ?? [], as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    for (id, value) in options {
      let line = "\(id): \(value)"
      if let index = lines.firstIndex(where: { $0.hasPrefix("\(id):") }) {
        let comment = lines[index].firstIndex(of: "#").map { "  " + lines[index][$0...] }
        lines[index] = line + (comment ?? "")
      } else {
        lines.append(line)
      }
    }
    let newText = lines.map { $0 + "\n" }.joined()
    guard (try? parse(Array(newText.utf8), file)) != nil else {
      throw CommandError(.dataError, "not one option per line; edit by hand: \(file.path)")
    }
    try file.replaceContents(with: newText)
    return file.path
  }

  private static func parse(_ bytes: [UInt8], _ file: UserFile) throws(CommandError)
    -> Configuration
  {
    do throws(YAMLFileError) {
      return try parseConfiguration(yaml: bytes, file: file.path)
    } catch {
      throw CommandError(.dataError, error.descriptionWithExcerpt)
    }
  }
}
