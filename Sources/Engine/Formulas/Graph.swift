import Integers

/// An expression, as the index of its node in a `Graph`.
struct Term: Sendable, Hashable {
  var index: Int
}

/// A directed acyclic graph of expressions with shared subexpressions (hash consing).
///
/// A node is stored once, after its operands, so the array of nodes is in evaluation order. The
/// functions below append nodes and simplify. Simplification keeps every value bit for bit, except
/// for the sign of a zero, for a product with the number 0, which is 0 even if the other factor is
/// NaN or ∞, and for the patterns of `Graph+Recognition`.
struct Graph: Sendable {
  /// An operation with its operands.
  enum Node: Sendable, Hashable {
    /// A finite number ≥ 0; −2 is stored as the negation of 2.
    case number(Double)
    case constant(Constant)
    /// A variable, by its index in the list of names.
    case variable(Int)
    case integerPower(Term, Int)
    case unary(Operation, Term)
    case binary(Operation, Term, Term)
    case select(Term, Term, Term)

    var operands: [Term] {
      switch self {
      case .number, .constant, .variable: []
      case .integerPower(let a, _), .unary(_, let a): [a]
      case .binary(_, let a, let b): [a, b]
      case .select(let a, let b, let c): [a, b, c]
      }
    }
  }

  /// A named constant.
  enum Constant: String, Sendable, CaseIterable {
    case pi, e

    var value: Double { self == .pi ? Double.pi : 2.718281828459045 }
  }

  private(set) var nodes: [Node] = []
  private var interned: [Node: Term] = [:]

  /// The largest integer exponent evaluated by repeated squaring.
  static let maxIntegerExponent = 1024.0

  subscript(_ term: Term) -> Node { nodes[term.index] }

  /// Returns the term of a node, appending the node unless the graph contains it.
  private mutating func intern(_ node: Node) -> Term {
    if let term = interned[node] { return term }
    if case .binary(let operation, let a, let b) = node, operation.isCommutative,
      let term = interned[.binary(operation, b, a)]
    {
      return term
    }
    let term = Term(index: nodes.count)
    nodes.append(node)
    interned[node] = term
    return term
  }

  /// Returns the value of a term that is a number or the negation of one; otherwise nil.
  func literalValue(_ term: Term) -> Double? {
    switch self[term] {
    case .number(let value): return value
    case .unary(.negate, let a):
      if case .number(let value) = self[a] { return -value }
      return nil
    default: return nil
    }
  }

  private func negationOperand(_ term: Term) -> Term? {
    if case .unary(.negate, let a) = self[term] { return a }
    return nil
  }

  /// Returns the term of a finite number.
  mutating func number(_ value: Double) -> Term {
    value < 0 ? intern(.unary(.negate, intern(.number(-value)))) : intern(.number(value.magnitude))
  }

  mutating func constant(_ constant: Constant) -> Term { intern(.constant(constant)) }

  mutating func variable(_ index: Int) -> Term { intern(.variable(index)) }

  // Numbers are folded only if the result is exact, so a text shows 1/3 and not
  // 0.3333333333333333. `Program` folds the remaining constants.

  mutating func add(_ a: Term, _ b: Term) -> Term {
    if literalValue(a) == 0 { return b }
    if literalValue(b) == 0 { return a }
    if let x = literalValue(a), let y = literalValue(b), let sum = exactSum(x, y) {
      return number(sum)
    }
    if let b = negationOperand(b) { return subtract(a, b) }
    if let a = negationOperand(a) { return subtract(b, a) }
    if a == b { return multiply(number(2), a) }
    return intern(.binary(.add, a, b))
  }

  mutating func subtract(_ a: Term, _ b: Term) -> Term {
    if literalValue(b) == 0 { return a }
    if literalValue(a) == 0 { return negate(b) }
    if let x = literalValue(a), let y = literalValue(b), let sum = exactSum(x, -y) {
      return number(sum)
    }
    if let b = negationOperand(b) { return add(a, b) }
    if literalValue(a) == 1, case .unary(.sigmoid, let u) = self[b] {
      return apply(.sigmoid, negate(u))
    }
    return intern(.binary(.subtract, a, b))
  }

  mutating func multiply(_ a: Term, _ b: Term) -> Term {
    if literalValue(a) == 0 || literalValue(b) == 0 { return number(0) }
    if literalValue(a) == 1 { return b }
    if literalValue(b) == 1 { return a }
    if let a = negationOperand(a) { return negate(multiply(a, b)) }
    if let b = negationOperand(b) { return negate(multiply(a, b)) }
    if let x = literalValue(a), let y = literalValue(b), let product = exactProduct(x, y) {
      return number(product)
    }
    return intern(.binary(.multiply, a, b))
  }

  mutating func divide(_ a: Term, _ b: Term) -> Term {
    if literalValue(b) == 1 { return a }
    if let a = negationOperand(a) { return negate(divide(a, b)) }
    if let b = negationOperand(b) { return negate(divide(a, b)) }
    if let x = literalValue(a), let y = literalValue(b), y != 0, exactProduct(x / y, y) == x {
      return number(x / y)
    }
    return recognizedQuotient(a, b) ?? intern(.binary(.divide, a, b))
  }

  mutating func negate(_ a: Term) -> Term {
    if literalValue(a) == 0 { return a }
    switch self[a] {
    case .unary(.negate, let inner): return inner
    case .binary(.subtract, let x, let y): return subtract(y, x)
    default: return intern(.unary(.negate, a))
    }
  }

  mutating func power(_ a: Term, _ b: Term) -> Term {
    guard let exponent = literalValue(b), exponent.magnitude <= Self.maxIntegerExponent,
      exponent == exponent.rounded()
    else { return intern(.binary(.power, a, b)) }
    return power(a, Int(clamping: exponent))
  }

  mutating func power(_ a: Term, _ exponent: Int) -> Term {
    if exponent == 0 { return number(1) }
    if exponent == 1 { return a }
    if exponent > 0, let base = literalValue(a),
      let result = exactInteger(Double.pow(base, exponent)),
      base == base.rounded()
    {
      return number(result)
    }
    if exponent < 0, let share = recognizedShare(of: number(1), a) {
      return power(share, -exponent)
    }
    return intern(.integerPower(a, exponent))
  }

  mutating func apply(_ operation: Operation, _ a: Term) -> Term {
    if operation == .negate { return negate(a) }
    if operation == .log, self[a] == .constant(.e) { return number(1) }
    if let x = literalValue(a), let value = exactInteger(operation.value(x)) {
      return number(value)
    }
    switch operation {
    case .log: if let log = recognizedLogarithm(a) { return log }
    case .log1p: if case .unary(.exp, let u) = self[a] { return apply(.softplus, u) }
    case .sqrt: if let root = recognizedRoot(a) { return root }
    default: break
    }
    return intern(.unary(operation, a))
  }

  mutating func apply(_ operation: Operation, _ a: Term, _ b: Term) -> Term {
    switch operation {
    case .add: return add(a, b)
    case .subtract: return subtract(a, b)
    case .multiply: return multiply(a, b)
    case .divide: return divide(a, b)
    case .power: return power(a, b)
    default:
      if operation == .ratio, literalValue(a) == 0 { return a }
      if let x = literalValue(a), let y = literalValue(b),
        let value = exactInteger(operation.value(x, y))
      {
        return number(value)
      }
      return intern(.binary(operation, a, b))
    }
  }

  /// Returns the term with value `yes` where the condition is not zero, otherwise `no`.
  mutating func select(_ condition: Term, _ yes: Term, _ no: Term) -> Term {
    if yes == no { return yes }
    if let value = literalValue(condition) { return value == 0 ? no : yes }
    return intern(.select(condition, yes, no))
  }
}

extension Operation {
  /// Returns the value for given operands, computed as in a program.
  ///
  /// For `.integerPower` and `.sinc`, `b` is an integer.
  func value(_ a: Double, _ b: Double = 0, _ c: Double = 0) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { registers in
      _ = registers.initialize(from: [a, b, c, 0])
      Instruction(
        operation: self, destination: 3, a: 0,
        b: self == .integerPower || self == .sinc ? Int32(b) : 1, c: 2
      ).execute(registers)
      return registers[3]
    }
  }
}

/// Returns a + b if exact and finite, otherwise nil.
private func exactSum(_ a: Double, _ b: Double) -> Double? {
  let sum = a + b
  let part = sum - a
  // The rounding error by Knuth's two-sum.
  let error = (a - (sum - part)) + (b - part)
  return error == 0 && sum.isFinite ? sum : nil
}

/// Returns a·b if exact and finite, otherwise nil.
private func exactProduct(_ a: Double, _ b: Double) -> Double? {
  let product = a * b
  return product.isFinite && (-product).addingProduct(a, b) == 0
    && (product != 0 || a == 0 || b == 0)
    ? product : nil
}

/// Returns the value if it is an integer below 2⁵³ in magnitude, otherwise nil.
private func exactInteger(_ value: Double) -> Double? {
  value == value.rounded() && value.magnitude < 0x1p53 ? value : nil
}
