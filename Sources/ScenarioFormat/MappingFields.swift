import Engine
import Yams

/// A mapping of the file, read field by field.
struct MappingFields {
  let reader: ScenarioReader
  let node: Node
  /// What the mapping is, for messages: “a card”.
  let mappingName: String
  private let pairs: [(key: Node, value: Node)]

  /// Refuses keys that are not among `keys`; nil stands for any, to be looked at later.
  init(
    _ node: Node, of source: ScenarioReader, what: String, keys: [String]?
  ) throws(ScenarioError) {
    guard let mapping = node.mapping else {
      throw source.error(at: node, "\(what) is a mapping (key: value), not \(kind(of: node))")
    }
    self.reader = source
    self.node = node
    self.mappingName = what
    pairs = mapping.map { ($0.key, $0.value) }
    for (key, _) in pairs {
      guard let name = key.scalar?.string else {
        throw source.error(at: key, "a key is a word, not \(kind(of: key))")
      }
      guard let keys, !keys.contains(name) else { continue }
      throw source.error(at: key, "\(what) has no “\(sanitized(name))”\(hint(name, keys))")
    }
  }

  /// The keys in the order of the file.
  var keys: [(name: String, node: Node)] {
    pairs.map { ($0.key.scalar?.string ?? "", $0.key) }
  }

  func optional(_ key: String) -> Node? { pairs.first { $0.key.scalar?.string == key }?.value }

  func required(_ key: String) throws(ScenarioError) -> Node {
    if let value = optional(key) { return value }
    if let (name, node) = keys.first(where: { closestMatch($0.name, [key]) != nil }) {
      throw reader.error(
        at: node, "\(mappingName) has no “\(sanitized(name))”; did you mean “\(key)”?")
    }
    throw reader.error(at: node, "\(mappingName) needs “\(key)”")
  }

  /// Where a key stands.
  func keyNode(of key: String) -> Node { pairs.first { $0.key.scalar?.string == key }?.key ?? node }

  /// The one of these keys that is there.
  func exactlyOne(of alternatives: [String]) throws(ScenarioError) -> String {
    let found = alternatives.filter { optional($0) != nil }
    if let second = found.dropFirst().first {
      throw reader.error(
        at: keyNode(of: second),
        "\(mappingName) has “\(found[0])” already; give one of \(commaSeparated(alternatives))"
      )
    }
    guard let only = found.first else {
      throw reader.error(at: node, "\(mappingName) needs one of \(commaSeparated(alternatives))")
    }
    return only
  }
}

/// “; did you mean “sam”?”, or what there is.
func hint(_ word: String, _ known: [String]) -> String {
  if let near = closestMatch(word, known) { return "; did you mean “\(near)”?" }
  return "; known are \(known.joined(separator: ", "))"
}

func commaSeparated(_ words: [String]) -> String { words.joined(separator: ", ") }

/// What a node is, for “not a list”.
func kind(of node: Node) -> String {
  switch node {
  case .scalar(let scalar):
    scalar.string.isEmpty ? "empty" : "“\(sanitized(scalar.string, limit: 40))”"
  case .sequence: "a list"
  case .mapping: "a mapping"
  case .alias: "an alias"
  }
}
