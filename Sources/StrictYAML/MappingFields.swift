import SafeText
import Spelling

/// The fields of a mapping, by key.
public struct MappingFields {
  private let reader: YAMLReader
  private let node: YAMLNode
  private let mappingName: String
  private let pairs: [(key: YAMLNode, value: YAMLNode)]

  /// Parses a mapping.
  ///
  /// `mappingName` is the name of the mapping in messages, such as “a card”.
  ///
  /// - Throws: `YAMLFileError` at a node that is no mapping, and at a key that is not among `keys`
  ///   unless `keys` is nil. A reader that collects errors notes unknown keys.
  public init(
    _ node: YAMLNode, of reader: YAMLReader, mappingName: String, keys: [String]?
  ) throws(YAMLFileError) {
    guard let pairs = node.pairs else {
      throw reader.error(
        at: node, "\(mappingName) must be a mapping (key: value), not \(node.kind)")
    }
    self.reader = reader
    self.node = node
    self.mappingName = mappingName
    self.pairs = pairs
    try Self.rejectDecimalCommas(pairs, reader)
    for (key, _) in pairs {
      guard let name = key.scalar else {
        throw reader.error(at: key, "a key must be a word, not \(key.kind)")
      }
      guard let keys, !keys.contains(name) else { continue }
      try reader.note(
        reader.error(
          at: key,
          "\(mappingName) has no key “\(sanitizedExcerpt(name))”\(suggestion(name, from: keys))"))
    }
  }

  /// Throws at a number such as `0,045`, which is the number 0 and the key `045` without a value.
  private static func rejectDecimalCommas(
    _ pairs: [(key: YAMLNode, value: YAMLNode)], _ reader: YAMLReader
  ) throws(YAMLFileError) {
    for (former, next) in zip(pairs, pairs.dropFirst()) {
      guard let whole = former.value.scalar, Int(whole) != nil, let decimals = next.key.scalar,
        decimals.isDigits, next.value.scalar == ""
      else { continue }
      throw reader.error(
        at: former.value, "write \(whole).\(decimals), with a point instead of a comma")
    }
  }

  /// The keys in the order of the file.
  public var keys: [(name: String, node: YAMLNode)] {
    pairs.map { ($0.key.scalar ?? "", $0.key) }
  }

  /// Returns the value of a key; nil if absent.
  public func optional(_ key: String) -> YAMLNode? { pairs.first { $0.key.scalar == key }?.value }

  /// Returns the value of a key; throws if absent.
  public func required(_ key: String) throws(YAMLFileError) -> YAMLNode {
    if let value = optional(key) { return value }
    if let (name, node) = keys.first(where: { closestMatch($0.name, [key]) != nil }) {
      throw reader.error(
        at: node, "\(mappingName) has no key “\(sanitizedExcerpt(name))”; did you mean “\(key)”?")
    }
    throw reader.error(at: node, "\(mappingName) needs the key “\(key)”")
  }

  /// Returns the node of a key, or the mapping's node if absent.
  public func keyNode(of key: String) -> YAMLNode {
    pairs.first { $0.key.scalar == key }?.key ?? node
  }

  /// Returns the only one of these keys that is present; throws for none or several.
  public func exactlyOne(of alternatives: [String]) throws(YAMLFileError) -> String {
    let found = alternatives.filter { optional($0) != nil }
    if let second = found.dropFirst().first {
      throw reader.error(
        at: keyNode(of: second),
        "\(mappingName) takes only one of \(alternatives.joined(separator: ", ")); remove "
          + "“\(found[0])” or “\(second)”")
    }
    guard let only = found.first else {
      throw reader.error(
        at: node, "\(mappingName) needs one of \(alternatives.joined(separator: ", "))")
    }
    return only
  }
}

extension String {
  /// Whether the text consists of decimal digits.
  var isDigits: Bool { !isEmpty && utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } }
}
