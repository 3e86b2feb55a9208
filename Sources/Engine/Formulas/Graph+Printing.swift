extension Graph {
  /// The binding strength of an operator, in increasing order.
  enum Precedence: Int, Comparable {
    case or = 1
    case and, comparison, sum, product, negation, power, atom

    static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

    /// The next stronger precedence.
    var higher: Precedence { Precedence(rawValue: rawValue + 1) ?? .atom }
  }

  /// Returns a term as a formula with the fewest parentheses that parse back to the same term.
  ///
  /// A shared subterm is repeated at each occurrence, so the text may be exponentially longer than
  /// the graph. The text is cut soon after `limit` characters and then ends with “…”.
  func text(_ term: Term, names: [String], limit: Int = 10_000) -> String {
    var text = ""
    var length = 0
    // An explicit stack: a sum of thousands of terms is as deep as it is long.
    var pending: [Fragment] = [.term(term, least: .or)]
    while let fragment = pending.popLast() {
      guard length <= limit else { return text + "…" }
      switch fragment {
      case .text(let part):
        text += part
        length += part.count
      case .term(let term, let least):
        var parts = fragments(term, names)
        if precedence(term) < least { parts = [.text("(")] + parts + [.text(")")] }
        pending += parts.reversed()
      }
    }
    return text
  }

  /// A part of the text: literal, or a term in a context of precedence `least`.
  private enum Fragment {
    case text(String)
    case term(Term, least: Precedence)
  }

  private func precedence(_ term: Term) -> Precedence {
    switch self[term] {
    case .number, .constant, .variable, .select: .atom
    case .integerPower: .power
    // −(a·b) = (−a)·b, so the sign of a product needs no parentheses.
    case .unary(.negate, let a): precedence(a) < .power ? .product : .negation
    case .unary: .atom
    case .binary(let operation, _, _): operation.precedence
    }
  }

  private func fragments(_ term: Term, _ names: [String]) -> [Fragment] {
    switch self[term] {
    case .number(let value): return [.text(value.shortestText)]
    case .constant(let constant): return [.text(constant.rawValue)]
    case .variable(let index): return [.text(names[index])]
    case .integerPower(let a, let n): return [.term(a, least: .atom), .text("^\(n)")]
    case .unary(.negate, let a): return [.text("-"), .term(a, least: .product)]
    case .unary(let function, let a): return callFragments(function, [a])
    case .select(let a, let b, let c): return callFragments(.select, [a, b, c])
    case .binary(let operation, let a, let b):
      let level = operation.precedence
      switch level {
      case .atom:
        let isPlain = operation == .sinc && literalValue(b) == 0
        return callFragments(operation, isPlain ? [a] : [a, b])
      case .power:
        return [.term(a, least: .atom), .text("^"), .term(b, least: .negation)]
      case .product:
        return [.term(a, least: level), .text(operation.rawValue), .term(b, least: level.higher)]
      case .comparison:
        return [
          .term(a, least: level.higher), .text(" \(operation.rawValue) "),
          .term(b, least: level.higher),
        ]
      default:
        return [
          .term(a, least: level), .text(" \(operation.rawValue) "), .term(b, least: level.higher),
        ]
      }
    }
  }

  private func callFragments(_ function: Operation, _ arguments: [Term]) -> [Fragment] {
    var parts: [Fragment] = [.text(function.rawValue + "(")]
    for (index, argument) in arguments.enumerated() {
      if index > 0 { parts.append(.text(", ")) }
      parts.append(.term(argument, least: .or))
    }
    return parts + [.text(")")]
  }
}

extension Operation {
  /// The precedence as an infix operator; `.atom` for functions.
  var precedence: Graph.Precedence {
    switch self {
    case .or: .or
    case .and: .and
    case .less, .lessOrEqual, .equal: .comparison
    case .add, .subtract: .sum
    case .multiply, .divide: .product
    case .power: .power
    default: .atom
    }
  }
}
