import Engine
import Spelling
import Yams

/// The fields of a mapping, by key.
struct MappingFields {
  let reader: ScenarioReader
  let node: Node
  /// The name of the mapping in messages, such as “a card”.
  let mappingName: String
  private let pairs: [(key: Node, value: Node)]

  /// Parses a mapping; throws at a key that is not among `keys`, unless `keys` is nil.
  init(
    _ node: Node, of reader: ScenarioReader, mappingName: String, keys: [String]?
  ) throws(ScenarioError) {
    guard let mapping = node.mapping else {
      throw reader.error(
        at: node, "\(mappingName) must be a mapping (key: value), not \(kind(of: node))")
    }
    self.reader = reader
    self.node = node
    self.mappingName = mappingName
    pairs = mapping.map { ($0.key, $0.value) }
    for (key, _) in pairs {
      guard let name = key.scalar?.string else {
        throw reader.error(at: key, "a key must be a word, not \(kind(of: key))")
      }
      guard let keys, !keys.contains(name) else { continue }
      throw reader.error(
        at: key, "\(mappingName) has no key “\(sanitized(name))”\(hint(name, keys))")
    }
  }

  /// The keys in the order of the file.
  var keys: [(name: String, node: Node)] {
    pairs.map { ($0.key.scalar?.string ?? "", $0.key) }
  }

  /// Returns the value of a key; nil if absent.
  func optional(_ key: String) -> Node? { pairs.first { $0.key.scalar?.string == key }?.value }

  /// Returns the value of a key; throws if absent.
  func required(_ key: String) throws(ScenarioError) -> Node {
    if let value = optional(key) { return value }
    if let (name, node) = keys.first(where: { closestMatch($0.name, [key]) != nil }) {
      throw reader.error(
        at: node, "\(mappingName) has no key “\(sanitized(name))”; did you mean “\(key)”?")
    }
    throw reader.error(at: node, "\(mappingName) needs the key “\(key)”")
  }

  /// Returns the node of a key, or the mapping's node if absent.
  func keyNode(of key: String) -> Node { pairs.first { $0.key.scalar?.string == key }?.key ?? node }

  /// Returns the only one of these keys that is present; throws for none or several.
  func exactlyOne(of alternatives: [String]) throws(ScenarioError) -> String {
    let found = alternatives.filter { optional($0) != nil }
    if let second = found.dropFirst().first {
      throw reader.error(
        at: keyNode(of: second),
        "\(mappingName) takes only one of \(commaSeparated(alternatives)); remove "
          + "“\(found[0])” or “\(second)”")
    }
    guard let only = found.first else {
      throw reader.error(at: node, "\(mappingName) needs one of \(commaSeparated(alternatives))")
    }
    return only
  }
}

/// Returns “; did you mean “sam”?”, or the list of known words.
func hint(_ word: String, _ known: [String]) -> String {
  if let near = closestMatch(word, known) { return "; did you mean “\(near)”?" }
  return "; try one of \(known.joined(separator: ", "))"
}

/// Returns the words, separated by commas.
func commaSeparated(_ words: [String]) -> String { words.joined(separator: ", ") }

/// Returns the kind or text of a node for an error message, such as “a list”.
func kind(of node: Node) -> String {
  switch node {
  case .scalar(let scalar):
    scalar.string.isEmpty ? "empty" : "“\(sanitized(scalar.string, limit: 40))”"
  case .sequence: "a list"
  case .mapping: "a mapping"
  case .alias: "an alias"
  }
}
