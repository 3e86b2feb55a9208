import Engine
import Lessons
import SafeText
import StrictYAML

// Update rules: those of `rules:`, and in place of an optimizer.
extension YAMLReader {
  /// Parses the rules of a lesson: the text of each rule by its id, or a mapping with its name.
  func rules(_ node: YAMLNode?) throws(YAMLFileError) -> [NamedRule] {
    guard let node else { return [] }
    let fields = try MappingFields(node, of: self, mappingName: "rules", keys: nil)
    var rules: [NamedRule] = []
    for (name, key) in fields.keys {
      guard let value = fields.optional(name) else { continue }
      let id = try self.id(key)
      guard !Catalog.optimizers.contains(where: { $0.info.id == id }) else {
        throw error(at: key, "“\(id)” is a built-in optimizer; choose another id")
      }
      rules.append(NamedRule(id: id, text: try ruleText(value)))
    }
    return rules
  }

  /// Parses a rule, or a mapping of a rule with its name, source and description.
  private func ruleText(_ node: YAMLNode) throws(YAMLFileError) -> String {
    guard node.isMapping else { return try rule(node) }
    let comments = ["name", "source", "about"]
    let fields = try MappingFields(
      node, of: self, mappingName: "a rule", keys: comments + ["rule"])
    let text = try rule(try fields.required("rule"))
    var lines: [String] = []
    for key in comments {
      guard let value = fields.optional(key) else { continue }
      let words = try nonEmptyText(value, "the \(key)").split(whereSeparator: \.isWhitespace)
      lines.append("# \(key): \(words.joined(separator: " "))")
    }
    return (lines + [text]).joined(separator: "\n")
  }

  /// Parses the text of a rule; its error is at its place in the file.
  private func rule(_ node: YAMLNode) throws(YAMLFileError) -> String {
    let text = try nonEmptyText(node, "the rule")
    do throws(RuleError) {
      _ = try Rule(text)
    } catch {
      // YAML ends a value inside braces at a comma.
      let isCut = text.count { $0 == "(" } > text.count { $0 == ")" }
      let hint = isCut ? "; inside { } a rule with a comma needs quotation marks" : ""
      throw self.error(at: node, offset: error.offset, error.message + hint)
    }
    return text
  }

  /// Parses an optimizer: an id, the id of one of `rules`, or an update rule.
  func source(
    _ node: YAMLNode, _ rules: [NamedRule]
  ) throws(YAMLFileError) -> OptimizerChoice.Source {
    let source = rules.source(try text(node, "the optimizer"))
    guard case .rule = source, !rules.contains(where: { $0.id == node.scalar }) else {
      return source
    }
    return .rule(try rule(node))
  }
}
