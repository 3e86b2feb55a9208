// The error messages of the parser.
extension RuleParser {
  /// Returns the error for a token after a complete expression.
  func unexpectedAfterExpression() -> RuleError {
    switch token {
    case .invalid(let message, _): error(message, at: range.lowerBound)
    case .symbol(")"): error("this parenthesis has no opening (", at: range.lowerBound)
    case .symbol(","): error(Self.comma, at: range.lowerBound)
    case .symbol("="): error(Self.assignment, at: range.lowerBound)
    default: missingOperator()
    }
  }

  /// Returns the error for a token that cannot start an operand.
  func unexpectedOperand() -> RuleError {
    let start = range.lowerBound
    switch token {
    case .invalid(let message, _): return error(message, at: start)
    case .symbol(";"), .end:
      return error(
        "a value is missing at the end",
        at: previousRange.isEmpty ? start : previousRange.upperBound)
    case .symbol(","): return error(Self.comma, at: start)
    case .symbol(")") where previous == .symbol("("):
      return error("a value is missing between the parentheses", at: start)
    case .symbol("="): return error(Self.assignment, at: start)
    default: return error("a value is missing before \(quoted(text(range)))", at: start)
    }
  }

  /// Returns the error for two adjacent operands.
  func missingOperator() -> RuleError {
    var hint = ""
    let left = text(previousRange)
    var right = text(range)
    if case .name(let name) = token, RuleFunction.all[name] != nil { right += "(…)" }
    switch (previous, token) {
    case (.symbol(")"), .symbol("(")): hint = ": write )*("
    case (.symbol(")"), .name), (.symbol(")"), .number): hint = ": write )*\(right)"
    case (.symbol, _): break
    case (_, .name), (_, .number):
      if left.count + right.count <= 30 { hint = ": write \(left)*\(right)" }
    default: break
    }
    return error("an operator is missing here" + hint, at: range.lowerBound)
  }

  private func text(_ range: Range<Int>) -> String { String(characters[range]) }

  private static let comma = "a comma is allowed only between arguments of a function"
  private static let assignment =
    "only a name can be assigned to, once per line: write name = …"
}
