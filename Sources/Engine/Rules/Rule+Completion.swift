extension Rule {
  /// Returns the names that can stand in a rule, for completion: a function ends with `(`.
  ///
  /// Those that the text itself declares or sets come first; the text need not be valid.
  public static func names(in text: String) -> [String] {
    let statements = text.split { $0 == ";" || $0.isNewline }
    let own = statements.compactMap { statement -> String? in
      let words = statement.split { !($0.isLetter || $0.isNumber || $0 == "_") }
      guard let first = words.first, statement.contains("=") else { return nil }
      let isDeclaration = (first == "knob" || first == "memory") && words.count > 1
      return String(isDeclaration ? words[1] : first)
    }
    let predefined =
      ["w", "t", "one", "ascent", "knob", "memory", "pi", "inf"] + RuleNames.knobs.map(\.id)
    var names: [String] = []
    for name in own + predefined + RuleFunction.names.map({ $0 + "(" }) where !names.contains(name)
    {
      names.append(name)
    }
    return names
  }
}
