import Engine
import Lessons

/// Update rules in files.
enum RuleFiles {
  /// Returns an optimizer whose source is a path ending in `.rule` with the text of the file.
  ///
  /// A run without a name takes that of the comment `# name:`, or else of the file.
  ///
  /// - Throws: `CommandError` if the file cannot be read.
  static func resolve(_ argument: RunArgument) throws(CommandError) -> RunArgument {
    guard let path = argument.optimizer.source.ruleFile else { return argument }
    var resolved = argument
    resolved.optimizer.source = .rule(try text(at: path))
    if argument.name == nil, resolved.optimizer.source.validRunName == "rule" {
      let file = path.split(separator: "/").last.map(String.init) ?? path
      let name = file.dropLast(".rule".count).replacing("-", with: "_")
      if NamedRun.isValidName(String(name)) { resolved.name = String(name) }
    }
    return resolved
  }

  /// Returns the text of a rule file.
  static func text(at path: String) throws(CommandError) -> String {
    // A character takes at most four bytes; the rule itself reports its length.
    let bytes = try LessonFiles.readFile(at: path, limit: 1_000_000)
    return String(decoding: bytes, as: UTF8.self)
  }
}
