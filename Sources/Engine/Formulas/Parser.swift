/// The names available in a formula, and where comparisons are allowed.
struct ParserScope {
  /// Returns whether a variable or parameter has this name; takes precedence over pi and e.
  let isKnown: (String) -> Bool
  /// Returns the names to suggest for an unknown name.
  let candidates: (String) -> [String]
  /// Whether comparisons are allowed everywhere, or only in the condition of `if`.
  let allowsComparisons: Bool
  /// The indices of variables with several names, such as x1 for x.
  var variables: [String: Int] = [:]
  /// Whether the text is a formula, in which an unknown name may become a parameter and a comma
  /// between two digits may be a decimal comma.
  var isFormula = false
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
  /// The number of open bars |…| since the last parenthesis.
  private var openBars = 0
  /// The end of the last exponent after ^, unless it is in parentheses.
  private var exponentEnd = -1

  init(
    _ characters: [Character], _ scope: ParserScope, names: [String] = [], from offset: Int = 0
  ) {
    self.scope = scope
    self.names = names
    comparisonsAllowed = scope.allowsComparisons
    lexer = Lexer(characters, from: offset)
    lexer.allowsDecimalComma = scope.isFormula
    (token, range) = lexer.nextToken()
  }

  /// The characters of a text, and one more than allowed if it is too long.
  static func characters(_ text: String) -> [Character] { Array(text.prefix(maxLength + 1)) }

  /// Parses the whole text.
  mutating func parse() throws(FormulaError) -> Term {
    guard lexer.characters.count <= Self.maxLength else {
      throw error("the formula is longer than 10 000 characters", at: Self.maxLength)
    }
    if token == .end {
      throw error(
        "the formula is empty: write for example (x*y - 1)^2", at: 0)
    }
    let term = try parseExpression(.or)
    if token == .symbol(")") {
      throw error("this parenthesis has no opening (", at: range.lowerBound)
    }
    if token != .end { throw unexpectedToken() }
    return term
  }

  /// Returns an error; `edits` repair the formula, and `hint` is how to write the wrong part.
  func error(
    _ message: String, at offset: Int, hint: String? = nil, _ edits: [FormulaEdit] = []
  ) -> FormulaError {
    FormulaError(message, at: offset, in: lexer.characters, hint: hint, edits: edits)
  }

  /// Returns the characters of a range of the formula.
  func text(_ range: Range<Int>) -> String { String(lexer.characters[range]) }

  /// The characters of the formula.
  var characters: [Character] { lexer.characters }

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

  /// Consumes one bar; of the token `||`, its first bar.
  private mutating func acceptBar() -> Bool {
    guard token == .symbol("||") else { return accept("|") }
    previousRange = range.lowerBound..<range.lowerBound + 1
    (token, range) = (.symbol("|"), range.lowerBound + 1..<range.upperBound)
    return true
  }

  /// Parses operands joined by operators of at least this precedence.
  private mutating func parseExpression(_ least: Graph.Precedence) throws(FormulaError) -> Term {
    var left = try parseOperand()
    var wasComparison = false
    var previous: Operation?
    while true {
      if beginsOperand {
        // Two adjacent operands are a product.
        guard Graph.Precedence.product >= least else { break }
        try checkImplicitProduct(after: previous)
        left = graph.multiply(left, try parseExpression(.negation))
        previous = .multiply
        continue
      }
      guard let (operation, swapped) = infixOperator, operation.precedence >= least else { break }
      let isComparison = operation.precedence == .comparison
      if isComparison, !comparisonsAllowed {
        throw error("a comparison is allowed only in if(a < b, …, …)", at: range.lowerBound)
      }
      if isComparison, wasComparison {
        throw error("comparisons cannot be chained: join them with and", at: range.lowerBound)
      }
      wasComparison = isComparison
      previous = operation
      advance()
      // A power is right-associative, so its right operand may be a power too.
      let right =
        try operation == .power
        ? parseExponent() : parseExpression(operation.precedence.higher)
      left = swapped ? graph.apply(operation, right, left) : graph.apply(operation, left, right)
    }
    return left
  }

  private mutating func parseExponent() throws(FormulaError) -> Term {
    let exponent = try withNesting { parser throws(FormulaError) in
      try parser.parseExpression(.power)
    }
    exponentEnd = text(previousRange) == ")" ? -1 : previousRange.upperBound
    return exponent
  }

  /// Throws unless the current token, an operand after an operand, can only mean a product.
  private func checkImplicitProduct(after operation: Operation?) throws(FormulaError) {
    let isAdjacent = previousRange.upperBound == range.lowerBound
    if case .number = token { throw missingOperator() }
    // 1e is the start of 1e5 as well as 1·e, but 2e^x is a product.
    let next = range.upperBound < characters.count ? characters[range.upperBound] : " "
    if token == .name("e"), isAdjacent, next != "^", next != "*",
      let last = characters[previousRange].last, last.isNumber, last.isASCII
    {
      throw missingOperator()
    }
    if operation == .divide {
      throw missingOperator("a product after a division has two meanings")
    }
    if isAdjacent, exponentEnd == previousRange.upperBound {
      throw missingOperator("a product after an exponent has two meanings")
    }
  }

  /// The operator of the current token, and whether its operands are swapped.
  private var infixOperator: (operation: Operation, swapped: Bool)? {
    switch token {
    case .name("and"): (.and, false)
    case .name("or"): (.or, false)
    case .symbol("||"): openBars == 0 ? (.or, false) : nil
    case .symbol(">"): (.less, true)
    case .symbol(">="): (.lessOrEqual, true)
    case .symbol("("), .symbol(")"), .symbol(","), .symbol("|"), .symbol("√"): nil
    case .symbol(let symbol): Operation(rawValue: symbol).map { ($0, false) }
    default: nil
    }
  }

  /// Whether the current token can start an operand; a bar closes an open one.
  private var beginsOperand: Bool {
    switch token {
    case .number, .symbol("("), .symbol("√"): true
    case .symbol("|"): openBars == 0
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

  /// Parses an operand with its signs.
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
    return try parseSuperscripts(of: parseAtom())
  }

  private mutating func parseSuperscripts(of term: Term) throws(FormulaError) -> Term {
    var term = term
    while case .superscript(let exponent) = token {
      term = graph.power(term, exponent)
      advance()
    }
    return term
  }

  /// Parses a number, a name, a call, a parenthesis, an absolute value or a root.
  private mutating func parseAtom() throws(FormulaError) -> Term {
    switch token {
    case .number(let value):
      advance()
      return graph.number(value)
    case .name(let name) where beginsOperand:
      return try parseName(name)
    case .symbol("("):
      return try parseParenthesis()
    case .symbol("|"), .symbol("||"):
      return try parseAbsoluteValue()
    case .symbol("√"):
      return try parseRoot()
    default:
      throw unexpectedToken()
    }
  }

  private mutating func parseParenthesis() throws(FormulaError) -> Term {
    let opening = range.lowerBound
    advance()
    let outerBars = openBars
    openBars = 0
    defer { openBars = outerBars }
    return try withNesting { parser throws(FormulaError) in
      let term = try parser.parseExpression(.or)
      try parser.expectClosing(opening)
      return term
    }
  }

  private mutating func parseAbsoluteValue() throws(FormulaError) -> Term {
    let opening = range.lowerBound
    _ = acceptBar()
    openBars += 1
    defer { openBars -= 1 }
    return try withNesting { parser throws(FormulaError) in
      let term = try parser.parseExpression(.or)
      guard parser.acceptBar() else {
        if parser.token == .end { throw parser.error("this bar is not closed", at: opening) }
        throw parser.unexpectedToken()
      }
      return parser.graph.apply(.abs, term)
    }
  }

  /// Parses √ before a number, a name or a parenthesis.
  private mutating func parseRoot() throws(FormulaError) -> Term {
    let sign = range
    advance()
    let operand = range
    let isParenthesis = token == .symbol("(")
    let argument = try withNesting { parser throws(FormulaError) in try parser.parseAtom() }
    if !isParenthesis {
      var isAmbiguous =
        token == .symbol("^")
        || beginsOperand
          && previousRange.upperBound
            == range.lowerBound
      if case .superscript = token { isAmbiguous = true }
      if isAmbiguous {
        let end = previousRange.upperBound
        throw error(
          "the end of this root is unclear", at: sign.lowerBound,
          hint: "sqrt(\(text(operand)))",
          [FormulaEdit(sign, "sqrt("), FormulaEdit(end..<end, ")")])
      }
    }
    return graph.apply(.sqrt, argument)
  }

  private mutating func expectClosing(_ opening: Int) throws(FormulaError) {
    if accept(")") { return }
    if token == .end { throw error("this parenthesis is not closed", at: opening) }
    throw unexpectedToken()
  }

  private mutating func parseName(_ name: String) throws(FormulaError) -> Term {
    let nameRange = range
    if scope.variables[name] == nil, FormulaFunction.all[name] != nil {
      return try parseFunction(name, at: nameRange)
    }
    if let index = scope.variables[name] {
      advance()
      return graph.variable(index)
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
    if let known = FormulaFunction.canonicalName(name) {
      if let constant = Graph.Constant(rawValue: known) {
        advance()
        return graph.constant(constant)
      }
      return try parseFunction(known, at: nameRange)
    }
    // NumPy and PyTorch have sin(πx)/(πx).
    if FormulaFunction.withoutPrefix(name) == "sinc" {
      return try parseFunction("sinc", at: nameRange, scale: .pi)
    }
    advance()
    throw unknownName(name, at: nameRange)
  }

  /// Parses a call; the exponent of sin²(x) and sin^2(x) applies to the value.
  private mutating func parseFunction(
    _ name: String, at nameRange: Range<Int>, scale: Graph.Constant? = nil
  ) throws(FormulaError) -> Term {
    guard let function = FormulaFunction.all[name] else { throw unexpectedToken() }
    lexer.allowsDecimalComma = false
    advance()
    var exponent: Int?
    if case .superscript(let power) = token {
      guard power > 0 else { throw inverseFunction(name, at: nameRange) }
      exponent = power
      advance()
    } else if token == .symbol("^") {
      advance()
      guard case .number(let power) = token, power == power.rounded(), power > 0, power <= 1024
      else { throw inverseFunction(name, at: nameRange) }
      exponent = Int(power)
      advance()
    }
    let value = try parseCall(name, function, at: nameRange, scale: scale)
    return exponent.map { graph.power(value, $0) } ?? value
  }

  private mutating func parseCall(
    _ name: String, _ function: FormulaFunction, at nameRange: Range<Int>, scale: Graph.Constant?
  ) throws(FormulaError) -> Term {
    let opening = range.lowerBound
    let isOutermost = callDepth == 0
    callDepth += 1
    guard accept("(") else { throw missingParenthesis(name, at: nameRange) }
    var arguments: [Term] = []
    let (outerComparisonsAllowed, outerBars) = (comparisonsAllowed, openBars)
    openBars = 0
    defer { (comparisonsAllowed, openBars) = (outerComparisonsAllowed, outerBars) }
    var firstComma: Int?
    repeat {
      if arguments.count == 1 { firstComma = previousRange.lowerBound }
      comparisonsAllowed =
        scope.allowsComparisons || (name == "if" && arguments.isEmpty)
      arguments.append(
        try withNesting { parser throws(FormulaError) in try parser.parseExpression(.or) })
    } while accept(",")
    callDepth -= 1
    lexer.allowsDecimalComma = isOutermost && scope.isFormula
    try expectClosing(opening)
    if scale != nil, let first = arguments.first {
      arguments[0] = graph.multiply(graph.constant(.pi), first)
    }
    guard function.arity.contains(arguments.count) else {
      throw wrongCount(name, function, arguments.count, at: nameRange, firstComma)
    }
    guard let term = function.term(&graph, arguments) else {
      throw error(
        "the second argument of \(name) must be a whole number from 0 to 6",
        at: nameRange.lowerBound)
    }
    return term
  }

  /// The number of open calls.
  private var callDepth = 0
}

extension Parser {
  /// Whether the current token can start an operand, for error messages.
  var tokenBeginsOperand: Bool { beginsOperand }
}
