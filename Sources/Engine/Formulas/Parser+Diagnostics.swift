import Spelling

/// The error messages of the parser.
extension Parser {
  /// Returns the call syntax of a function, such as `min(a, b)`.
  static func usage(_ function: String) -> String {
    switch Operation.functions[function]?.arity {
    case 2: "\(function)(a, b)"
    case 3: "\(function)(a < b, …, …)"
    default: "\(function)(…)"
    }
  }

  /// Returns the error for a token that cannot start an operand.
  func unexpectedToken() -> FormulaError {
    let message =
      switch token {
      case .invalid(let message): message
      case .end: "a value is missing at the end"
      case .symbol(","): "a comma is allowed only between arguments of a function"
      case .symbol("*")
      where range.lowerBound > 0 && text(range.lowerBound - 1..<range.lowerBound) == "*":
        "write a power as ^"
      case .symbol, .number, .name: "a value is missing before \(quoted(text(range)))"
      }
    return error(message, at: range.lowerBound)
  }

  /// Returns the error for two adjacent operands without an operator.
  func missingOperator() -> FormulaError {
    let left = text(previousRange)
    let right = text(range)
    if right.hasPrefix("."), previousRange.upperBound == range.lowerBound, case .number = token {
      return error("a number has at most one decimal point", at: range.lowerBound)
    }
    let hint = left.count + right.count <= 30 ? ": write \(left)*\(right)" : ""
    return error("an operator is missing here\(hint)", at: range.lowerBound)
  }

  /// Returns the message for an unknown name, with a suggestion if one is found.
  ///
  /// The current token must be the one after the name.
  func unknownNameMessage(_ name: String) -> String {
    let isCalled = token == .symbol("(")
    let message = isCalled ? "there is no function \(quoted(name))" : "\(quoted(name)) is not known"
    if let hint = Self.nameHints[name] { return "\(message): write \(hint)" }
    if !isCalled, let function = suggestedCall(name) { return "\(message): write \(function)" }
    if let product = suggestedProduct(name, isCalled: isCalled) {
      return "\(message): write \(product)"
    }
    let quantities = scope.candidates(name)
    let constants = Graph.Constant.allCases.map(\.rawValue)
    let functions = Operation.functions.keys.sorted()
    let known = isCalled ? functions + quantities : quantities + constants + functions
    // Every pair of one-letter names is one edit apart, so such names get no suggestion.
    if name.count > 1, let match = closestMatch(name, known.filter { $0.count > 1 }) {
      return "\(message); did you mean \(quoted(match))?"
    }
    let choices = isCalled ? functions : quantities + constants
    return choices.count > 30
      ? message : "\(message); try one of \(choices.joined(separator: ", "))"
  }

  /// How to write common names of other notations.
  private static let nameHints = ["π": "pi", "ln": "log(…)", "pow": "a^b", "arctg": "atan(…)"]

  /// Returns whether a name is a variable, a parameter or a constant.
  private func isQuantity(_ name: String) -> Bool {
    scope.isKnown(name) || Graph.Constant(rawValue: name) != nil
  }

  /// Returns `sin(x)` for `sinx`; nil if the name does not split into function and quantity.
  private func suggestedCall(_ name: String) -> String? {
    for function in Operation.functions where function.value.arity == 1 {
      if name.hasPrefix(function.key) {
        let rest = String(name.dropFirst(function.key.count))
        if isQuantity(rest) { return "\(function.key)(\(rest))" }
      }
    }
    return nil
  }

  /// Returns `x*y` for `xy`; nil if the name does not split into known names.
  ///
  /// If the name is called, as in `xsin(y)`, its last part must be a function.
  private func suggestedProduct(_ name: String, isCalled: Bool) -> String? {
    let letters = Array(name)
    guard letters.count <= 24 else { return nil }
    // For each suffix of the name, the split with the fewest factors.
    var splits = [[String]?](repeating: nil, count: letters.count + 1)
    splits[letters.count] = []
    for start in letters.indices.reversed() {
      for end in start + 1...letters.count {
        let part = String(letters[start..<end])
        let isLast = end == letters.count
        guard let rest = splits[end],
          isCalled && isLast ? Operation.functions[part] != nil : isQuantity(part)
        else { continue }
        if splits[start].map({ $0.count > rest.count + 1 }) ?? true {
          splits[start] = [part] + rest
        }
      }
    }
    guard let factors = splits[0], factors.count > 1 else { return nil }
    return factors.joined(separator: "*") + (isCalled ? "(…)" : "")
  }
}
