import Spelling

/// The error messages of the parser.
extension Parser {
  /// Returns the call syntax of a function, such as `min(a, b)`.
  static func usage(_ function: String) -> String {
    "\(function)(\(FormulaFunction.all[function]?.arguments ?? "…"))"
  }

  /// Returns the error for a token that cannot start an operand.
  func unexpectedToken() -> FormulaError {
    var edits: [FormulaEdit] = []
    let message: String
    switch token {
    case .invalid(let problem, let fix):
      message = problem
      if let fix { edits = [FormulaEdit(range, fix)] }
    case .end: message = "a value is missing at the end"
    case .symbol(","): message = "a comma is allowed only between arguments of a function"
    case .symbol, .number, .name, .superscript:
      message = "a value is missing before \(quoted(text(range)))"
    }
    return error(
      message, at: range.lowerBound, hint: edits.first.map { String($0.replacement) }, edits)
  }

  /// Returns the error for two adjacent operands that are no product, or not clearly.
  func missingOperator(_ problem: String = "an operator is missing here") -> FormulaError {
    let left = text(previousRange)
    let right = text(range)
    if right.hasPrefix("."), previousRange.upperBound == range.lowerBound, case .number = token {
      return error("a number has at most one decimal point", at: range.lowerBound)
    }
    let isShort = left.count + right.count <= 30
    return error(
      problem, at: range.lowerBound, hint: isShort ? "\(left)*\(right)" : nil,
      [FormulaEdit(previousRange.upperBound..<range.lowerBound, "*")])
  }

  /// Returns the error for a function without parentheses, such as sin x.
  ///
  /// The repair puts the text up to the next space or sign in parentheses.
  func missingParenthesis(_ name: String, at nameRange: Range<Int>) -> FormulaError {
    var edits: [FormulaEdit] = []
    if case .name(let argument) = token, FormulaFunction.canonicalName(argument) != nil {
      edits = []
    } else if tokenBeginsOperand, previousRange.upperBound < range.lowerBound {
      let stops: Set<Character> = ["+", "-", "*", "/", ")", ",", "−", "<", ">", "="]
      var end = range.upperBound
      while end < characters.count, !characters[end].isWhitespace, !stops.contains(characters[end])
      {
        if characters[end] == "(" { break }
        end += 1
      }
      if end == characters.count || characters[end] != "(" {
        edits = [
          FormulaEdit(previousRange.upperBound..<range.lowerBound, "("),
          FormulaEdit(end..<end, ")"),
        ]
      }
    }
    return error(
      "\(name) needs parentheses", at: nameRange.lowerBound, hint: Self.usage(name), edits)
  }

  /// Returns the error for sin^-1(x), which is 1/sin(x) to some and asin(x) to others.
  func inverseFunction(_ name: String, at nameRange: Range<Int>) -> FormulaError {
    let inverse = FormulaFunction.all["a" + name] == nil ? "" : " or a\(name)(…)"
    return error(
      "this power of \(name) has two meanings: write \(name)(…)^…\(inverse)",
      at: nameRange.lowerBound)
  }

  /// Returns the error for a call with too few or too many arguments.
  ///
  /// If one comma too many separates two digits, the repair is a decimal point.
  func wrongCount(
    _ name: String, _ function: FormulaFunction, _ count: Int, at nameRange: Range<Int>,
    _ firstComma: Int?
  ) -> FormulaError {
    let arity = function.arity
    let expected =
      arity.count == 2
      ? "\(arity.lowerBound) or \(arity.upperBound) arguments"
      : arity.count > 2
        ? "at least \(arity.lowerBound) arguments"
        : arity.lowerBound == 1 ? "1 argument" : "\(arity.lowerBound) arguments"
    var edits: [FormulaEdit] = []
    if count == arity.upperBound + 1, let comma = firstComma, comma > 0,
      comma + 1 < characters.count, characters[comma - 1].isNumber, characters[comma + 1].isNumber
    {
      edits = [FormulaEdit(comma..<comma + 1, ".")]
    }
    return error(
      "\(name) takes \(expected), not \(count)", at: nameRange.lowerBound, hint: Self.usage(name),
      edits)
  }

  /// Returns the error for an unknown name, with a repair if one is found.
  ///
  /// The current token must be the one after the name.
  func unknownName(_ name: String, at nameRange: Range<Int>) -> FormulaError {
    let isCalled = token == .symbol("(")
    var message = isCalled ? "there is no function \(quoted(name))" : "\(quoted(name)) is not known"
    func error(_ hint: String, _ replacement: String) -> FormulaError {
      self.error(
        message, at: nameRange.lowerBound, hint: hint, [FormulaEdit(nameRange, replacement)])
    }
    if let hint = Self.nameHints[name] {
      message = "\(quoted(name)) \(hint.problem)"
      return error(hint.name + (isCalled ? "(…)" : ""), hint.name)
    }
    if !isCalled, let call = suggestedCall(name) { return error(call, call) }
    if let product = suggestedProduct(name, isCalled: isCalled) {
      return error(product + (isCalled ? "(…)" : ""), product)
    }
    let quantities = scope.candidates(name)
    let constants = Graph.Constant.allCases.map(\.rawValue)
    let functions = FormulaFunction.all.keys.sorted()
    let known = isCalled ? functions + quantities : quantities + constants + functions
    // Every pair of one-letter names is one edit apart, so such names get no suggestion. A
    // well-known function is not a misspelled other one.
    if name.count > 1, !FormulaFunction.unavailable.contains(name),
      let match = closestMatch(name, known.filter { $0.count > 1 })
    {
      message += "; did you mean \(quoted(match))?"
      return self.error(message, at: nameRange.lowerBound)
    }
    let choices = isCalled ? functions : quantities + constants
    if choices.count <= 30 { message += "; try one of \(choices.joined(separator: ", "))" }
    if scope.isFormula, !isCalled, name.count <= 40 {
      message += ", or set its value with --set \(name)=1"
    }
    return self.error(message, at: nameRange.lowerBound)
  }

  /// Names that have several meanings in other notations, with the more common one.
  private static let nameHints: [String: (name: String, problem: String)] = [
    "sqr": ("square", "has two meanings, square and sqrt"),
    "lg": ("log10", "has two meanings, log10 and log2"),
  ]

  /// Returns whether a name is a variable, a parameter or a constant.
  private func isQuantity(_ name: String) -> Bool {
    scope.isKnown(name) || Graph.Constant(rawValue: name) != nil || name == "π"
  }

  /// Returns `sin(x)` for `sinx`; nil if the name does not split into function and quantity.
  private func suggestedCall(_ name: String) -> String? {
    // The longest function, so that sinhx is sinh(x).
    let functions = FormulaFunction.all.filter { $0.value.arity == 1...1 }.keys.sorted {
      ($0.count, $0) > ($1.count, $1)
    }
    for function in functions where name.hasPrefix(function) {
      let rest = String(name.dropFirst(function.count))
      if isQuantity(rest) { return "\(function)(\(rest))" }
    }
    return nil
  }

  /// Returns `x*y` for `xy`; nil if the name does not split into known names.
  ///
  /// If the name is called, as in `xsin(y)`, its last part must be a function.
  private func suggestedProduct(_ name: String, isCalled: Bool) -> String? {
    fewestFactors(of: name, maxLength: 24) { part, isLast in
      isCalled && isLast ? FormulaFunction.all[part] != nil : isQuantity(part)
    }?.joined(separator: "*")
  }
}
