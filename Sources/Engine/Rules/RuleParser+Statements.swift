// Statements: declarations, assignments and the new w.
extension RuleParser {
  mutating func parseStatement() throws(RuleError) -> RuleSyntax.Statement {
    let start = range.lowerBound
    guard case .name(let name) = token else {
      return RuleSyntax.Statement(
        kind: .value(try parseExpression()), name: "w", start: start, nameStart: start)
    }
    let isAssigned = next == .symbol("=")
    if !isAssigned, let message = Self.foreignStatements[name] { throw error(message, at: start) }
    if name == "if", next != .symbol("(") { throw error(Self.choice, at: start) }
    if name == "knob" || name == "memory" {
      if case .name = next { return try parseDeclaration(isKnob: name == "knob") }
      if !isAssigned {
        let example = name == "knob" ? "knob alpha = 0.5 from 0 to 1" : "memory v = 0"
        throw error("\(name) needs a name: write \(example)", at: start)
      }
    }
    guard isAssigned else {
      if next == .symbol("("), definesFunction() { throw error(Self.functions, at: start) }
      return RuleSyntax.Statement(
        kind: .value(try parseExpression()), name: "w", start: start, nameStart: start)
    }
    advance()
    advance()
    if isAtEnd { throw error("a value is missing after =", at: previousRange.lowerBound) }
    return RuleSyntax.Statement(
      kind: .assignment(try parseExpression()), name: name, start: start, nameStart: start)
  }

  private mutating func parseDeclaration(isKnob: Bool) throws(RuleError) -> RuleSyntax.Statement {
    let start = range.lowerBound
    advance()
    guard case .name(let name) = token else { throw unexpectedOperand() }
    let nameStart = range.lowerBound
    advance()
    let isAssigned = accept("=")
    guard isKnob else {
      guard isAssigned, !isAtEnd else {
        throw error(
          "the start of the memory is missing: write memory \(name) = 0", at: nameStart)
      }
      return RuleSyntax.Statement(
        kind: .memory(try parseExpression()), name: name, start: start, nameStart: nameStart)
    }
    guard isAssigned else {
      throw error("the value of the knob is missing: write knob \(name) = 0.5", at: nameStart)
    }
    let value = try parseNumber(of: name)
    let range = try parseRange(of: name, value, nameStart)
    return RuleSyntax.Statement(
      kind: .knob(value, range), name: name, start: start, nameStart: nameStart)
  }

  /// Parses `from low to high` behind a knob, if it is there.
  private mutating func parseRange(
    of name: String, _ value: Double, _ nameStart: Int
  ) throws(RuleError) -> ClosedRange<Double>? {
    guard token == .name("from") else {
      if isAtEnd { return nil }
      throw error(
        "a knob has a number and maybe a range: write knob alpha = 0.5 from 0 to 1",
        at: range.lowerBound)
    }
    advance()
    let start = range.lowerBound
    let low = try parseNumber(of: name)
    guard token == .name("to") else {
      throw error("a range is written from 0 to 1", at: range.lowerBound)
    }
    advance()
    let high = try parseNumber(of: name)
    guard low < high else {
      throw error("a range goes from the smaller to the larger number", at: start)
    }
    guard low...high ~= value else {
      throw error(Self.outOfRange(name, value, low...high), at: nameStart)
    }
    if !isAtEnd { throw error("one declaration per line: separate by ;", at: range.lowerBound) }
    return low...high
  }

  private mutating func parseNumber(of knob: String) throws(RuleError) -> Double {
    let start = range.lowerBound
    var isNegative = false
    while token == .symbol("-") || token == .symbol("+") {
      if token == .symbol("-") { isNegative.toggle() }
      advance()
    }
    guard case .number(let value) = token else {
      throw error("the knob \(quoted(knob)) needs a number", at: start)
    }
    advance()
    return isNegative ? -value : value
  }

  /// Returns the message for a knob whose value is out of its range.
  static func outOfRange(
    _ name: String, _ value: Double, _ range: ClosedRange<Double>
  ) -> String {
    "the knob \(quoted(name)) is \(value.shortestText), which is not from "
      + "\(range.lowerBound.shortestText) to \(range.upperBound.shortestText)"
  }

  private static let choice = "a condition is written if(a < b, …, …)"
  private static let functions =
    "functions cannot be defined: assign to a name instead, such as g = grad(w)"
  private static let loops = "there are no loops: a rule is one step of the run"
  private static let keyword = "an assignment is written =: leave out "

  /// The errors for words that begin a statement in other languages.
  private static let foreignStatements = [
    "for": loops, "while": loops, "def": functions,
    "return": "a rule ends with the new w alone, or with w = …: leave out “return”",
    "import": "a rule imports nothing: leave out “import”",
    "let": keyword + "“let”", "var": keyword + "“var”", "else": choice, "elif": choice,
  ]
}
