import Engine
import Lessons

/// Update rules in files.
enum RuleFiles {
  /// Returns a run with the text of its rule: of a path ending in `.rule`, or of a rule with an id.
  ///
  /// A rule of `rules` comes before a rule of the user. A run without a name takes that of the comment
  /// `# name:`, or else of the file.
  ///
  /// - Throws: `CommandError` if the file cannot be read.
  static func resolve(
    _ argument: RunArgument, _ rules: [NamedRule]
  ) throws(CommandError) -> RunArgument {
    guard let path = argument.optimizer.source.ruleFile else {
      let id = argument.optimizer.source.catalogID
      let isKnown = Catalog.optimizers.contains { $0.info.id == id }
      return id == nil || isKnown ? argument : (rules + UserRules.all()).resolve(argument)
    }
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
