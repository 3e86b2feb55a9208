/// Which names mean something, and whether comparisons do.
struct ParserScope {
  /// Whether a quantity has this name; asked before pi and e are tried.
  let isKnown: (String) -> Bool
  /// The names that may have been meant by a wrong one.
  let candidates: (String) -> [String]
  /// Whether a comparison may stand anywhere, or in the condition of `if` alone.
  let allowsComparisons: Bool
}

/// Reads a formula by recursive descent, straight into a graph.
struct Parser {
  static let maxLength = Limits.formulaCharacters
  static let maxDepth = Limits.formulaDepth

  private(set) var graph = Graph()
  /// The quantities that occur, by the places that the graph speaks of.
  private(set) var names: [String]
  let scope: ParserScope
  private var lexer: Lexer
  private(set) var token: Token
  private(set) var range: Range<Int>
  /// The range of the word before this one.
  private(set) var previousRange = 0..<0
  private var depth = 0
  private var comparisonsAllowed: Bool

  init(_ text: String, _ vocabulary: ParserScope, names: [String] = []) {
    self.scope = vocabulary
    self.names = names
    comparisonsAllowed = vocabulary.allowsComparisons
    // One more than allowed, so that a text too long is known without reading it all.
    lexer = Lexer(Array(text.prefix(Self.maxLength + 1)))
    (token, range) = lexer.nextToken()
  }

  /// Reads the whole text.
  mutating func parse() throws(FormulaError) -> Term {
    guard lexer.characters.count <= Self.maxLength else {
      throw error(
        "a formula may have 10 000 characters, this one is longer", at: Self.maxLength)
    }
    if token == .end { throw error("a formula is missing: write one such as (x*y - 1)^2", at: 0) }
    let term = try parseExpression(.or)
    if token == .symbol(")") {
      throw error("this parenthesis closes nothing", at: range.lowerBound)
    }
    if token != .end { throw unexpectedToken() }
    return term
  }

  func error(_ message: String, at offset: Int) -> FormulaError {
    FormulaError(message, at: offset, in: lexer.characters)
  }

  /// The text of a place in the formula.
  func text(_ range: Range<Int>) -> String { String(lexer.characters[range]) }

  private mutating func advance() {
    previousRange = range
    (token, range) = lexer.nextToken()
  }

  private mutating func accept(_ symbol: String) -> Bool {
    guard token == .symbol(symbol) else { return false }
    advance()
    return true
  }

  /// Operands joined by operators that bind at least this tightly.
  private mutating func parseExpression(_ least: Graph.Precedence) throws(FormulaError) -> Term {
    var left = try parseOperand()
    var wasComparison = false
    while let (operation, swapped) = infixOperator, operation.precedence >= least {
      let isComparison = operation.precedence == .comparison
      if isComparison, !comparisonsAllowed {
        throw error("a comparison can stand only in if(a < b, …, …)", at: range.lowerBound)
      }
      if isComparison, wasComparison {
        throw error("only two values are compared at a time: join with and", at: range.lowerBound)
      }
      wasComparison = isComparison
      advance()
      // A power is right-associative: it takes what binds as tightly as itself.
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

  /// The operator at this place, and whether its operands are to be exchanged.
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

  private var beginsOperand: Bool {
    switch token {
    case .number, .symbol("("): true
    case .name(let name): name != "and" && name != "or"
    default: false
    }
  }

  /// Carries on one level deeper, if that is not too deep for the stack.
  private mutating func withNesting(
    _ read: (inout Parser) throws(FormulaError) -> Term
  ) throws(FormulaError) -> Term {
    guard depth < Self.maxDepth else {
      throw error(
        "a formula may be nested 200 deep, this is one level more", at: previousRange.lowerBound)
    }
    depth += 1
    defer { depth -= 1 }
    return try read(&self)
  }

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
    let place = range
    if let function = Operation.functions[name] {
      advance()
      return try parseCall(name, function.operation, arity: function.arity, at: place)
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
    throw error(unknownNameMessage(name), at: place.lowerBound)
  }

  private mutating func parseCall(
    _ name: String, _ function: Operation, arity: Int, at place: Range<Int>
  ) throws(FormulaError) -> Term {
    let opening = range.lowerBound
    let form = Self.usage(name)
    guard accept("(") else {
      throw error("\(name) takes its values in parentheses: write \(form)", at: place.lowerBound)
    }
    var arguments: [Term] = []
    let outside = comparisonsAllowed
    defer { comparisonsAllowed = outside }
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
      let wanted = arity == 1 ? "one value" : arity == 2 ? "two values" : "three values"
      let given = arguments.count == 1 ? "here is 1" : "here are \(arguments.count)"
      throw error("\(name) takes \(wanted), \(given): write \(form)", at: place.lowerBound)
    }
  }
}
