extension Graph {
  /// How tightly each form binds, as the parser has it.
  enum Precedence: Int, Comparable {
    case or = 1
    case and, comparison, sum, product, negation, power, atom

    static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

    /// The next tighter one.
    var higher: Precedence { Precedence(rawValue: rawValue + 1) ?? .atom }
  }

  /// The term as a formula, with no more parentheses than it needs to be read back the same.
  ///
  /// A shared part is written wherever it occurs, so the text may be far longer than the graph;
  /// after `limit` characters or a few more it ends with “…”.
  func text(_ term: Term, names: [String], limit: Int = 10_000) -> String {
    var text = ""
    var length = 0
    // A stack of its own, since a sum of thousands is as deep as it is long.
    var pending: [Fragment] = [.term(term, least: .or)]
    while let piece = pending.popLast() {
      guard length <= limit else { return text + "…" }
      switch piece {
      case .text(let piece):
        text += piece
        length += piece.count
      case .term(let term, let least):
        var pieces = fragments(term, names)
        if precedence(term) < least { pieces = [.text("(")] + pieces + [.text(")")] }
        pending += pieces.reversed()
      }
    }
    return text
  }

  private enum Fragment {
    case text(String)
    case term(Term, least: Precedence)
  }

  private func precedence(_ term: Term) -> Precedence {
    switch self[term] {
    case .number, .constant, .variable, .select: .atom
    case .integerPower: .power
    // −a·b is the same whether the sign is taken first or last, so it needs no parentheses.
    case .unary(.negate, let a): precedence(a) < .power ? .product : .negation
    case .unary: .atom
    case .binary(let operation, _, _): operation.precedence
    }
  }

  private func fragments(_ term: Term, _ names: [String]) -> [Fragment] {
    switch self[term] {
    case .number(let value): return [.text(Self.text(value))]
    case .constant(let constant): return [.text(constant.rawValue)]
    case .variable(let index): return [.text(names[index])]
    case .integerPower(let a, let n): return [.term(a, least: .atom), .text("^\(n)")]
    case .unary(.negate, let a): return [.text("-"), .term(a, least: .product)]
    case .unary(let function, let a): return callFragments(function, [a])
    case .select(let a, let b, let c): return callFragments(.select, [a, b, c])
    case .binary(let operation, let a, let b):
      let level = operation.precedence
      switch level {
      case .atom: return callFragments(operation, [a, b])
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
    var pieces: [Fragment] = [.text(function.rawValue + "(")]
    for (index, argument) in arguments.enumerated() {
      if index > 0 { pieces.append(.text(", ")) }
      pieces.append(.term(argument, least: .or))
    }
    return pieces + [.text(")")]
  }

  /// The shortest text that reads back as this number.
  static func text(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension Operation {
  /// How tightly it binds between two operands; those that are called are atoms.
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
