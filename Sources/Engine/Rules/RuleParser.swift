/// A recursive-descent parser from the text of an update rule to its syntax.
///
/// O(n) in the length of the text.
struct RuleParser {
  static let maxLength = Limits.formulaCharacters
  static let maxDepth = Limits.formulaDepth

  private(set) var syntax: RuleSyntax
  private let tokens: [(token: Token, range: Range<Int>)]
  private var index = 0
  private var depth = 0

  /// Parses a rule.
  static func parse(_ text: String) throws(RuleError) -> RuleSyntax {
    let characters = Array(text.prefix(maxLength + 1))
    guard characters.count <= maxLength else {
      throw RuleError("the rule is longer than 10 000 characters", at: maxLength, in: characters)
    }
    var parser = RuleParser(characters)
    try parser.parseStatements()
    return parser.syntax
  }

  private init(_ characters: [Character]) {
    syntax = RuleSyntax(characters: characters)
    tokens = RuleLexer(characters).tokens
  }

  /// The current token; the last token is `.end`.
  var token: Token { tokens[index].token }
  var range: Range<Int> { tokens[index].range }
  var next: Token { tokens[min(index + 1, tokens.count - 1)].token }
  var previous: Token { index > 0 ? tokens[index - 1].token : .end }
  var previousRange: Range<Int> { index > 0 ? tokens[index - 1].range : 0..<0 }
  var characters: [Character] { syntax.characters }

  /// Whether the current token ends a statement.
  var isAtEnd: Bool { token == .symbol(";") || token == .end }

  func error(_ message: String, at offset: Int) -> RuleError {
    RuleError(message, at: offset, in: characters)
  }

  mutating func advance() { index = min(index + 1, tokens.count - 1) }

  /// Consumes a symbol and returns true if it is the current token.
  mutating func accept(_ symbol: String) -> Bool {
    guard token == .symbol(symbol) else { return false }
    advance()
    return true
  }

  private mutating func parseStatements() throws(RuleError) {
    while true {
      while accept(";") {}
      if token == .end { break }
      guard syntax.statements.count < Limits.ruleStatements else {
        throw error("a rule has at most \(Limits.ruleStatements) lines", at: range.lowerBound)
      }
      syntax.statements.append(try parseStatement())
      if !isAtEnd { throw unexpectedAfterExpression() }
    }
    if syntax.statements.isEmpty {
      throw error("the rule is empty: write for example w - eta*grad(w)", at: 0)
    }
  }

  /// Returns whether a parenthesis, the next token, closes before `=`, as in f(p) = ….
  func definesFunction() -> Bool {
    var (position, open) = (index + 1, 0)
    repeat {
      if tokens[position].token == .symbol("(") { open += 1 }
      if tokens[position].token == .symbol(")") { open -= 1 }
      position += 1
    } while open > 0 && tokens[position].token != .symbol(";") && tokens[position].token != .end
    return tokens[position].token == .symbol("=")
  }

  // The binary operators from the weakest to the strongest.
  private static let levels: [Set<String>] = [
    ["or"], ["and"], ["<", "<=", ">", ">=", "=="], ["+", "-"], ["*", "/"],
  ]

  private var infix: (name: String, level: Int)? {
    let name: String
    switch token {
    case .symbol(let symbol): name = symbol
    case .name(let word) where word == "and" || word == "or": name = word
    default: return nil
    }
    return Self.levels.firstIndex { $0.contains(name) }.map { (name, $0) }
  }

  /// Parses operands joined by operators of at least this level.
  mutating func parseExpression(_ least: Int = 0) throws(RuleError) -> RuleSyntax.Expression {
    var left = try parseSigned()
    var wasComparison = false
    while let (name, level) = infix, level >= least {
      let at = range.lowerBound
      if level == 2, wasComparison {
        throw error("comparisons cannot be chained: join them with and", at: at)
      }
      wasComparison = level == 2
      advance()
      if name == "*", token == .symbol("*") {
        throw error("a power is written ^", at: range.lowerBound)
      }
      let right = try parseExpression(level + 1)
      left = syntax.append(
        .binary(name, left, right, at: at),
        syntax[left].enclosing.lowerBound..<syntax[right].enclosing.upperBound)
    }
    return left
  }

  /// Parses a power with its signs: −a² is −(a²).
  private mutating func parseSigned() throws(RuleError) -> RuleSyntax.Expression {
    let start = range.lowerBound
    var isNegative = false
    while token == .symbol("-") || token == .symbol("+") {
      if token == .symbol("-") { isNegative.toggle() }
      advance()
    }
    let operand = try parsePower()
    guard isNegative else { return operand }
    return syntax.append(.negate(operand), start..<syntax[operand].enclosing.upperBound)
  }

  private mutating func parsePower() throws(RuleError) -> RuleSyntax.Expression {
    let base = try parseAtom()
    let at = range.lowerBound
    guard accept("^") else {
      if beginsOperand { throw missingOperator() }
      return base
    }
    let exponent = try nested { parser throws(RuleError) in try parser.parseSigned() }
    return syntax.append(
      .binary("^", base, exponent, at: at),
      syntax[base].enclosing.lowerBound..<syntax[exponent].enclosing.upperBound)
  }

  private var beginsOperand: Bool {
    switch token {
    case .number, .symbol("("): true
    case .name(let name): !["and", "or", "from", "to"].contains(name)
    default: false
    }
  }

  private mutating func parseAtom() throws(RuleError) -> RuleSyntax.Expression {
    let start = range
    switch token {
    case .number(let value):
      advance()
      return syntax.append(.number(value), start)
    case .symbol("("):
      advance()
      let inner = try nested { parser throws(RuleError) in try parser.parseExpression() }
      if token == .symbol(",") { throw unexpectedAfterExpression() }
      try expectClosing(start.lowerBound)
      syntax.nodes[inner].enclosing = start.lowerBound..<previousRange.upperBound
      return inner
    case .name(let name) where name != "and" && name != "or":
      advance()
      if token == .symbol("("), RuleFunction.all[name] != nil || !RuleNames.values.contains(name) {
        return try parseCall(name, start)
      }
      return syntax.append(.name(name), start)
    default: throw unexpectedOperand()
    }
  }

  private mutating func parseCall(
    _ name: String, _ start: Range<Int>
  ) throws(RuleError) -> RuleSyntax.Expression {
    let opening = range.lowerBound
    advance()
    var arguments: [RuleSyntax.Expression] = []
    if token != .symbol(")") {
      repeat {
        arguments.append(
          try nested { parser throws(RuleError) in try parser.parseExpression() })
      } while accept(",")
    }
    try expectClosing(opening)
    return syntax.append(.call(name, arguments), start.lowerBound..<previousRange.upperBound)
  }

  private mutating func expectClosing(_ opening: Int) throws(RuleError) {
    if accept(")") { return }
    if isAtEnd { throw error("this parenthesis is not closed", at: opening) }
    throw unexpectedAfterExpression()
  }

  /// Runs `body` one nesting level deeper; throws beyond `maxDepth`, before the stack overflows.
  private mutating func nested(
    _ body: (inout RuleParser) throws(RuleError) -> RuleSyntax.Expression
  ) throws(RuleError) -> RuleSyntax.Expression {
    guard depth < Self.maxDepth else {
      throw error("the rule is nested more than 200 levels deep", at: previousRange.lowerBound)
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }
}
