// Recognition of roots that simplify, and of signs.
extension Graph {
  /// Returns √a without underflow of squares: abs of a square, hypot of two; otherwise nil.
  mutating func recognizedRoot(_ a: Term) -> Term? {
    if case .integerPower(let b, 2) = self[a] { return apply(.abs, b) }
    if case .binary(.multiply, let b, let c) = self[a], b == c { return apply(.abs, b) }
    return recognizedNorm(a)
  }

  private mutating func recognizedNorm(_ a: Term, depth: Int = maxPatternDepth) -> Term? {
    guard depth > 0 else { return nil }
    if case .binary(.add, let b, let c) = self[a] {
      guard let p = rootOfSquare(b), let q = rootOfSquare(c) else { return nil }
      return apply(.hypot, p, q)
    }
    return rootOfMultiple(a) { $0.recognizedNorm($1, depth: depth - 1) }
  }

  /// Returns b for b², and √c·b for c·b² with a positive number c; otherwise nil.
  private mutating func rootOfSquare(_ a: Term, depth: Int = maxPatternDepth) -> Term? {
    guard depth > 0 else { return nil }
    switch self[a] {
    case .integerPower(let b, 2): return b
    case .integerPower(let b, 4): return power(b, 2)
    case .binary(.multiply, let b, let c) where b == c: return b
    default: return rootOfMultiple(a) { $0.rootOfSquare($1, depth: depth - 1) }
    }
  }

  /// Returns √c·√s for c·s and √s/√c for s/c, with a positive number c; otherwise nil.
  ///
  /// `root` returns √s, or nil if s is of another form.
  private mutating func rootOfMultiple(
    _ a: Term, _ root: (inout Self, Term) -> Term?
  ) -> Term? {
    switch self[a] {
    case .binary(.multiply, let b, let c):
      for (scale, square) in [(b, c), (c, b)] where isPositiveNumber(scale) {
        if let root = root(&self, square) { return multiply(apply(.sqrt, scale), root) }
      }
      return nil
    case .binary(.divide, let square, let scale):
      guard isPositiveNumber(scale), let root = root(&self, square) else { return nil }
      return divide(root, apply(.sqrt, scale))
    default: return nil
    }
  }

  private func isPositiveNumber(_ term: Term) -> Bool {
    if case .constant = self[term] { return true }
    return (literalValue(term) ?? 0) > 0
  }

  /// Returns whether the value is provably > 0 wherever it is a number; `depth` bounds the search.
  func isPositive(_ term: Term, depth: Int = maxPatternDepth) -> Bool {
    guard depth > 0 else { return false }
    switch self[term] {
    case .number(let value): return value > 0
    case .constant: return true
    case .unary(let f, _): return [.exp, .cosh, .sigmoid, .softplus].contains(f)
    case .integerPower(let a, _): return isPositive(a, depth: depth - 1)
    case .binary(.add, let a, let b):
      return isPositive(a, depth: depth - 1) && isNonnegative(b, depth: depth - 1)
        || isPositive(b, depth: depth - 1) && isNonnegative(a, depth: depth - 1)
    case .binary(.multiply, let a, let b), .binary(.divide, let a, let b):
      return isPositive(a, depth: depth - 1) && isPositive(b, depth: depth - 1)
    default: return false
    }
  }

  private func isNonnegative(_ term: Term, depth: Int) -> Bool {
    guard depth > 0 else { return false }
    switch self[term] {
    case .integerPower(let a, let n):
      return n.isMultiple(of: 2) || isNonnegative(a, depth: depth - 1)
    case .unary(.abs, _), .unary(.sqrt, _), .unary(.logcosh, _), .binary(.hypot, _, _): return true
    case .binary(.multiply, let a, let b) where a == b: return true
    case .binary(.add, let a, let b), .binary(.multiply, let a, let b),
      .binary(.divide, let a, let b):
      return isNonnegative(a, depth: depth - 1) && isNonnegative(b, depth: depth - 1)
    default: return isPositive(term, depth: depth) || literalValue(term) == 0
    }
  }
}
