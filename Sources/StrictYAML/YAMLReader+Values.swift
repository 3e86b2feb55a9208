// Each function throws an error that starts with `valueName`, such as “the title”.
extension YAMLReader {
  /// Parses text.
  public func text(_ node: YAMLNode, _ valueName: String) throws(YAMLFileError) -> String {
    guard let text = node.scalar else {
      throw error(at: node, "\(valueName) must be text, not \(node.kind)")
    }
    return text
  }

  /// Parses text that is not only whitespace.
  public func nonEmptyText(_ node: YAMLNode, _ valueName: String) throws(YAMLFileError) -> String {
    let text = try text(node, valueName)
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw error(at: node, "\(valueName) is empty")
    }
    return text
  }

  /// Parses a finite number, or text with a `constant` value.
  public func number(_ node: YAMLNode, _ valueName: String) throws(YAMLFileError) -> Double {
    guard let text = node.scalar else {
      throw error(at: node, "\(valueName) must be a number, not \(node.kind)")
    }
    let value: Double
    if let number = Double(text) {
      value = number
    } else if [".nan", ".inf", "-.inf", "+.inf"].contains(text.lowercased()) {
      value = .nan
    } else if let constant = constant(text) {
      value = constant
    } else {
      throw error(at: node, "\(valueName) must be a number, not \(node.kind)")
    }
    guard value.isFinite else {
      throw error(at: node, "\(valueName) must be a finite number, not \(node.kind)")
    }
    return value
  }

  /// Parses a whole number in a range.
  public func integer(
    _ node: YAMLNode, _ valueName: String, in range: ClosedRange<Int>
  ) throws(YAMLFileError) -> Int {
    let number = try number(node, valueName)
    guard let integer = Int(exactly: number) else {
      throw error(at: node, "\(valueName) must be a whole number, not \(node.kind)")
    }
    guard range.contains(integer) else {
      throw error(
        at: node,
        "\(valueName) must be from \(range.lowerBound) to \(range.upperBound), not \(integer)")
    }
    return integer
  }

  /// Parses `true` or `false`.
  public func bool(_ node: YAMLNode, _ valueName: String) throws(YAMLFileError) -> Bool {
    switch node.scalar {
    case "true": return true
    case "false": return false
    default: throw error(at: node, "\(valueName) must be true or false, not \(node.kind)")
    }
  }

  /// Parses a list.
  public func sequence(_ node: YAMLNode, _ valueName: String) throws(YAMLFileError) -> [YAMLNode] {
    guard let items = node.items else {
      throw error(at: node, "\(valueName) must be a list, not \(node.kind)")
    }
    return items
  }

  /// Parses a list of two nodes.
  public func pair(
    _ node: YAMLNode, _ valueName: String
  ) throws(YAMLFileError) -> (YAMLNode, YAMLNode) {
    guard let items = node.items, items.count == 2 else {
      let found = node.items.map { "a list of length \($0.count)" } ?? node.kind
      let isLong = (node.items?.count ?? 0) > 2
      let hint = isLong ? "; a decimal number takes a point, as in 0.5" : ""
      throw error(
        at: node, "\(valueName) must be a pair of numbers such as [1, 2], not \(found)\(hint)")
    }
    return (items[0], items[1])
  }

  /// Parses a range: a pair of increasing numbers.
  public func range(_ node: YAMLNode, _ valueName: String) throws(YAMLFileError) -> ClosedRange<
    Double
  > {
    let (low, high) = try pair(node, valueName)
    let (lower, upper) = (try number(low, valueName), try number(high, valueName))
    guard lower < upper, (upper - lower).isFinite else {
      throw error(at: node, "\(valueName) must be a range [low, high] with low < high")
    }
    return lower...upper
  }
}
