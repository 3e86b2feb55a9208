import SafeText
import Yams

/// A node of a YAML file: a scalar, a list or a mapping.
public struct YAMLNode {
  let node: Node

  init(_ node: Node) { self.node = node }

  /// The text of a scalar; nil for a list or a mapping.
  public var scalar: String? { node.scalar?.string }

  /// The items of a list; nil for a scalar or a mapping.
  public var items: [YAMLNode]? { node.sequence?.map { YAMLNode($0) } }

  /// Whether the node is a mapping.
  public var isMapping: Bool { node.mapping != nil }

  /// The keys and values of a mapping, in the order of the file; nil for a scalar or a list.
  public var pairs: [(key: YAMLNode, value: YAMLNode)]? {
    node.mapping?.map { (YAMLNode($0.key), YAMLNode($0.value)) }
  }

  /// Returns the value of a key; nil for a missing key or a node that is not a mapping.
  public func value(of key: String) -> YAMLNode? {
    pairs?.first { $0.key.scalar == key }?.value
  }

  /// The kind or the text of the node for an error message, such as “a list”.
  public var kind: String {
    switch node {
    case .scalar(let scalar):
      scalar.string.isEmpty ? "empty" : "“\(sanitizedExcerpt(scalar.string, limit: 40))”"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .alias: "an alias"
    }
  }
}
