/// What the parser says about what it cannot read.
extension Parser {
  /// How a function is called.
  static func usage(_ function: String) -> String {
    switch Operation.functions[function]?.arity {
    case 2: "\(function)(a, b)"
    case 3: "\(function)(a < b, …, …)"
    default: "\(function)(…)"
    }
  }

  /// About the word at this place, which nothing here can begin with.
  func unexpectedToken() -> FormulaError {
    let message =
      switch token {
      case .invalid(let message): message
      case .end: "a value is missing at the end"
      case .symbol(","): "a comma stands only between the values of a function"
      case .symbol("*")
      where range.lowerBound > 0 && text(range.lowerBound - 1..<range.lowerBound) == "*":
        "a power is written ^"
      case .symbol, .number, .name: "a value is missing before \(quoted(text(range)))"
      }
    return error(message, at: range.lowerBound)
  }

  /// About two values side by side.
  func missingOperator() -> FormulaError {
    let left = text(previousRange)
    let right = text(range)
    if right.hasPrefix("."), previousRange.upperBound == range.lowerBound, case .number = token {
      return error("a number has one point at most", at: range.lowerBound)
    }
    let hint = left.count + right.count <= 30 ? ": write \(left)*\(right)" : ""
    return error("an operator is missing here\(hint)", at: range.lowerBound)
  }

  /// About a name that means nothing.
  ///
  /// The word after it is the current one.
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
    // One letter is near to every other.
    if name.count > 1, let near = closestMatch(name, known.filter { $0.count > 1 }) {
      return "\(message); did you mean \(quoted(near))?"
    }
    let listed = isCalled ? functions : quantities + constants
    return listed.count > 30
      ? message : "\(message); there are \(listed.joined(separator: ", "))"
  }

  /// Names that are usual elsewhere.
  private static let nameHints = ["π": "pi", "ln": "log(…)", "pow": "a^b", "arctg": "atan(…)"]

  private func isQuantity(_ name: String) -> Bool {
    scope.isKnown(name) || Graph.Constant(rawValue: name) != nil
  }

  /// `sinx` as sin(x).
  private func suggestedCall(_ name: String) -> String? {
    for function in Operation.functions where function.value.arity == 1 {
      if name.hasPrefix(function.key) {
        let rest = String(name.dropFirst(function.key.count))
        if isQuantity(rest) { return "\(function.key)(\(rest))" }
      }
    }
    return nil
  }

  /// `xy` as x*y, if it is made of names that are known.
  ///
  /// Before a parenthesis the last of them may be a function: `xsin(y)`.
  private func suggestedProduct(_ name: String, isCalled: Bool) -> String? {
    let letters = Array(name)
    guard letters.count <= 24 else { return nil }
    // The best way to write each tail of the name: the one with the fewest factors.
    var tails = [[String]?](repeating: nil, count: letters.count + 1)
    tails[letters.count] = []
    for start in letters.indices.reversed() {
      for end in start + 1...letters.count {
        let part = String(letters[start..<end])
        let isLast = end == letters.count
        guard let rest = tails[end],
          isCalled && isLast ? Operation.functions[part] != nil : isQuantity(part)
        else { continue }
        if tails[start].map({ $0.count > rest.count + 1 }) ?? true { tails[start] = [part] + rest }
      }
    }
    guard let factors = tails[0], factors.count > 1 else { return nil }
    return factors.joined(separator: "*") + (isCalled ? "(…)" : "")
  }
}
