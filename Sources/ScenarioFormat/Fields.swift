import Engine
import Yams

/// A mapping of the file, read field by field.
struct Fields {
  let source: ScenarioReader
  let node: Node
  /// What the mapping is, for messages: “a card”.
  let what: String
  private let pairs: [(key: Node, value: Node)]

  /// Refuses keys that are not among `keys`; nil stands for any, to be looked at later.
  init(
    _ node: Node, of source: ScenarioReader, what: String, keys: [String]?
  ) throws(ScenarioError) {
    guard let mapping = node.mapping else {
      throw source.error(at: node, "\(what) is a mapping (key: value), not \(kind(of: node))")
    }
    self.source = source
    self.node = node
    self.what = what
    pairs = mapping.map { ($0.key, $0.value) }
    for (key, _) in pairs {
      guard let name = key.scalar?.string else {
        throw source.error(at: key, "a key is a word, not \(kind(of: key))")
      }
      guard let keys, !keys.contains(name) else { continue }
      throw source.error(at: key, "\(what) has no “\(shown(name))”\(hint(name, keys))")
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
      throw source.error(at: node, "\(what) has no “\(shown(name))”; did you mean “\(key)”?")
    }
    throw source.error(at: node, "\(what) needs “\(key)”")
  }

  /// Where a key stands.
  func mark(of key: String) -> Node { pairs.first { $0.key.scalar?.string == key }?.key ?? node }

  /// The one of these keys that is there.
  func one(of alternatives: [String]) throws(ScenarioError) -> String {
    let found = alternatives.filter { optional($0) != nil }
    if let second = found.dropFirst().first {
      throw source.error(
        at: mark(of: second), "\(what) has “\(found[0])” already; give one of \(list(alternatives))"
      )
    }
    guard let only = found.first else {
      throw source.error(at: node, "\(what) needs one of \(list(alternatives))")
    }
    return only
  }
}

/// “; did you mean “sam”?”, or what there is.
func hint(_ word: String, _ known: [String]) -> String {
  if let near = closestMatch(word, known) { return "; did you mean “\(near)”?" }
  return "; known are \(known.joined(separator: ", "))"
}

func list(_ words: [String]) -> String { words.joined(separator: ", ") }

/// What a node is, for “not a list”.
func kind(of node: Node) -> String {
  switch node {
  case .scalar(let scalar):
    scalar.string.isEmpty ? "empty" : "“\(shown(scalar.string, limit: 40))”"
  case .sequence: "a list"
  case .mapping: "a mapping"
  case .alias: "an alias"
  }
}
