import Engine
import Lessons
import Spelling

/// Update rules in files.
enum RuleFiles {
  /// Returns a run with the text of its rule: of a path ending in `.rule`, or of a rule with an id.
  ///
  /// A rule of `rules` comes before a rule of the user. A run without a name takes that of the comment
  /// `# name:`, or else of the file.
  ///
  /// - Throws: `CommandError` if the file cannot be read, or if no optimizer has the id.
  static func resolve(
    _ argument: RunArgument, _ rules: [NamedRule]
  ) throws(CommandError) -> RunArgument {
    guard let path = argument.optimizer.source.ruleFile else {
      guard let id = argument.optimizer.source.catalogID else { return argument }
      let builtIn = Catalog.optimizers.map(\.info.id)
      if builtIn.contains(id) { return argument }
      let rules = rules + UserRules.all()
      guard rules.contains(where: { $0.id == id }) else {
        let known = rules.map(\.id) + builtIn
        let hint = suggestion(id, from: known, listedBy: "ravine list optimizers")
        throw CommandError(.usage, "there is no optimizer “\(id)”\(hint)")
      }
      return rules.resolve(argument)
    }
    var resolved = argument
    let text = try text(at: path)
    resolved.optimizer.source = .rule(text)
    if argument.name == nil, resolved.optimizer.source.validRunName == "rule" {
      let file = path.split(separator: "/").last.map(String.init) ?? path
      resolved.name = NamedRule(id: String(file.dropLast(".rule".count)), text: text).runName
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
