extension Expression {
  /// Parses an expression over pi, e and the names that `isKnown` accepts.
  ///
  /// A name starts with a letter or an underscore and contains letters, digits, underscores and
  /// inner dots.
  ///
  /// - Throws: `FormulaError`, which suggests a known quantity for a misspelled name.
  public init(_ text: String, isKnown: (String) -> Bool) throws(FormulaError) {
    try self.init(text, suggestions: Quantity.ids(like:), isKnown: isKnown)
  }
}

extension Quantity {
  /// Returns the ids of all quantities, with the run prefix of `name` (`sam.`) if `name` has one.
  fileprivate static func ids(like name: String) -> [String] {
    let run = name.lastIndex(of: ".").map { name[...$0] } ?? ""
    return all.map { run + $0.id }
  }
}
