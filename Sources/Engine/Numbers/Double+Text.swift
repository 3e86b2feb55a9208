extension Double {
  /// The shortest text that parses to the same value, without a trailing “.0”.
  package var shortestText: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
