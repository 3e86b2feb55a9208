/// The names available in a formula, and where comparisons are allowed.
struct ParserScope {
  /// Returns whether a variable or parameter has this name; takes precedence over pi and e.
  let isKnown: (String) -> Bool
  /// Returns the names to suggest for an unknown name.
  let candidates: (String) -> [String]
  /// Whether comparisons are allowed everywhere, or only in the condition of `if`.
  let allowsComparisons: Bool
}

/// A recursive-descent parser from text to terms of a graph.
///
/// O(n) in the length of the text.
struct Parser {
  static let maxLength = Limits.formulaCharacters
  static let maxDepth = Limits.formulaDepth

  private(set) var graph = Graph()
  /// The names of the variables in the text; `Graph.Node.variable` is an index into this array.
  private(set) var names: [String]
  let scope: ParserScope
  private var lexer: Lexer
  private(set) var token: Token
  private(set) var range: Range<Int>
  /// The range of the previous token.
  private(set) var previousRange = 0..<0
  private var depth = 0
  private var comparisonsAllowed: Bool

  init(_ text: String, _ scope: ParserScope, names: [String] = []) {
    self.scope = scope
    self.names = names
    comparisonsAllowed = scope.allowsComparisons
    // One character more than allowed detects a text that is too long without reading all of it.
    lexer = Lexer(Array(text.prefix(Self.maxLength + 1)))
    (token, range) = lexer.nextToken()
  }

  /// Parses the whole text.
  mutating func parse() throws(FormulaError) -> Term {
    guard lexer.characters.count <= Self.maxLength else {
      throw error("the formula is longer than 10 000 characters", at: Self.maxLength)
    }
    if token == .end { throw error("the formula is empty: write for example (x*y - 1)^2", at: 0) }
    let term = try parseExpression(.or)
    if token == .symbol(")") {
      throw error("this parenthesis has no opening (", at: range.lowerBound)
    }
    if token != .end { throw unexpectedToken() }
    return term
  }

  func error(_ message: String, at offset: Int) -> FormulaError {
    FormulaError(message, at: offset, in: lexer.characters)
  }

  /// Returns the characters of a range of the formula.
  func text(_ range: Range<Int>) -> String { String(lexer.characters[range]) }

  private mutating func advance() {
    previousRange = range
    (token, range) = lexer.nextToken()
  }

  /// Consumes a symbol and returns true if it is the current token.
  private mutating func accept(_ symbol: String) -> Bool {
    guard token == .symbol(symbol) else { return false }
    advance()
    return true
  }

  /// Parses operands joined by operators of at least this precedence.
  private mutating func parseExpression(_ least: Graph.Precedence) throws(FormulaError) -> Term {
    var left = try parseOperand()
    var wasComparison = false
    while let (operation, swapped) = infixOperator, operation.precedence >= least {
      let isComparison = operation.precedence == .comparison
      if isComparison, !comparisonsAllowed {
        throw error("a comparison is allowed only in if(a < b, …, …)", at: range.lowerBound)
      }
      if isComparison, wasComparison {
        throw error("comparisons cannot be chained: join them with and", at: range.lowerBound)
      }
      wasComparison = isComparison
      advance()
      // A power is right-associative, so its right operand may be a power too.
      let right =
        try operation == .power
        ? withNesting { parser throws(FormulaError) in
          try parser.parseExpression(.power)
        } : parseExpression(operation.precedence.higher)
      left = swapped ? graph.apply(operation, right, left) : graph.apply(operation, left, right)
    }
    if beginsOperand { throw missingOperator() }
    return left
  }

  /// The operator of the current token, and whether its operands are swapped.
  private var infixOperator: (operation: Operation, swapped: Bool)? {
    switch token {
    case .name("and"): (.and, false)
    case .name("or"): (.or, false)
    case .symbol(">"): (.less, true)
    case .symbol(">="): (.lessOrEqual, true)
    case .symbol("("), .symbol(")"), .symbol(","): nil
    case .symbol(let symbol): Operation(rawValue: symbol).map { ($0, false) }
    default: nil
    }
  }

  /// Whether the current token can start an operand.
  private var beginsOperand: Bool {
    switch token {
    case .number, .symbol("("): true
    case .name(let name): name != "and" && name != "or"
    default: false
    }
  }

  /// Runs `body` one nesting level deeper; throws beyond `maxDepth`, before the stack overflows.
  private mutating func withNesting(
    _ body: (inout Parser) throws(FormulaError) -> Term
  ) throws(FormulaError) -> Term {
    guard depth < Self.maxDepth else {
      throw error(
        "the formula is nested more than 200 levels deep", at: previousRange.lowerBound)
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  /// Parses an operand with its signs: a number, a name, a call or a parenthesis.
  private mutating func parseOperand() throws(FormulaError) -> Term {
    var isNegative = false
    var isSigned = false
    while token == .symbol("-") || token == .symbol("+") {
      if token == .symbol("-") { isNegative.toggle() }
      isSigned = true
      advance()
    }
    if isSigned {
      let term = try parseExpression(.power)
      return isNegative ? graph.negate(term) : term
    }
    switch token {
    case .number(let value):
      advance()
      return graph.number(value)
    case .name(let name) where beginsOperand:
      return try parseName(name)
    case .symbol("("):
      let opening = range.lowerBound
      advance()
      return try withNesting { parser throws(FormulaError) in
        let term = try parser.parseExpression(.or)
        try parser.expectClosing(opening)
        return term
      }
    default:
      throw unexpectedToken()
    }
  }

  private mutating func expectClosing(_ opening: Int) throws(FormulaError) {
    if accept(")") { return }
    if token == .end { throw error("this parenthesis is not closed", at: opening) }
    throw unexpectedToken()
  }

  private mutating func parseName(_ name: String) throws(FormulaError) -> Term {
    let nameRange = range
    if let function = Operation.functions[name] {
      advance()
      return try parseCall(name, function.operation, arity: function.arity, at: nameRange)
    }
    if scope.isKnown(name) {
      advance()
      let index = names.firstIndex(of: name) ?? names.count
      if index == names.count { names.append(name) }
      return graph.variable(index)
    }
    if let constant = Graph.Constant(rawValue: name) {
      advance()
      return graph.constant(constant)
    }
    advance()
    throw error(unknownNameMessage(name), at: nameRange.lowerBound)
  }

  private mutating func parseCall(
    _ name: String, _ function: Operation, arity: Int, at nameRange: Range<Int>
  ) throws(FormulaError) -> Term {
    let opening = range.lowerBound
    let usage = Self.usage(name)
    guard accept("(") else {
      throw error("\(name) needs parentheses: write \(usage)", at: nameRange.lowerBound)
    }
    var arguments: [Term] = []
    let outerComparisonsAllowed = comparisonsAllowed
    defer { comparisonsAllowed = outerComparisonsAllowed }
    repeat {
      comparisonsAllowed =
        scope.allowsComparisons || (function == .select && arguments.isEmpty)
      arguments.append(
        try withNesting { parser throws(FormulaError) in try parser.parseExpression(.or) })
    } while accept(",")
    try expectClosing(opening)
    switch (arity, arguments.count) {
    case (1, 1): return graph.apply(function, arguments[0])
    case (2, 2): return graph.apply(function, arguments[0], arguments[1])
    case (3, 3): return graph.select(arguments[0], arguments[1], arguments[2])
    default:
      let expected = arity == 1 ? "1 argument" : "\(arity) arguments"
      throw error(
        "\(name) takes \(expected), not \(arguments.count): write \(usage)",
        at: nameRange.lowerBound)
    }
  }
}
