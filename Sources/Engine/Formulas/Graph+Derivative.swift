extension Graph {
  /// Returns the given terms and all their subterms, in evaluation order.
  func subterms(of terms: [Term]) -> [Term] {
    var isSubterm = [Bool](repeating: false, count: nodes.count)
    for term in terms { isSubterm[term.index] = true }
    for index in nodes.indices.reversed() where isSubterm[index] {
      for operand in nodes[index].operands { isSubterm[operand.index] = true }
    }
    return nodes.indices.filter { isSubterm[$0] }.map { Term(index: $0) }
  }

  /// Returns the exact derivatives of terms with respect to the variable `name`.
  ///
  /// At a kink the derivative is the one of `Number`, the mean of the one-sided derivatives: 0 for
  /// abs and for a norm at 0, and the mean of both for min and max at a tie. It is 0 for sign, floor
  /// and comparisons.
  mutating func derivatives(of terms: [Term], by name: Int) -> [Term] {
    let zero = number(0)
    var derivatives = [Term](repeating: zero, count: nodes.count)
    for term in subterms(of: terms) {
      derivatives[term.index] = derivative(of: term, by: name) { derivatives[$0.index] }
    }
    return terms.map { derivatives[$0.index] }
  }

  /// Returns the derivative of a term, given the derivatives `d` of its operands.
  private mutating func derivative(of term: Term, by name: Int, _ d: (Term) -> Term) -> Term {
    switch self[term] {
    case .number, .constant: return number(0)
    case .variable(let index): return number(index == name ? 1 : 0)
    case .integerPower(let a, let n):
      if isZero(d(a)) { return d(a) }
      if let square = derivativeOfSquare(a, d) {
        // aⁿ = (a²)^(n/2), where a² is smooth.
        return product([
          number(0.5 * Double(n)), power(a, number(Double(n - 2))), square,
        ])
      }
      return product([number(Double(n)), power(a, number(Double(n - 1))), d(a)])
    case .unary(let operation, let a):
      if isZero(d(a)) { return d(a) }
      return chainRule(operation, a, value: term, d)
    case .binary(let operation, let a, let b):
      let (da, db) = (d(a), d(b))
      switch operation {
      case .add: return add(da, db)
      case .subtract: return subtract(da, db)
      case .multiply: return add(product([da, b]), product([a, db]))
      case .divide:
        if case .unary(.cosh, let u) = self[b] {
          // sinh(u)/cosh(u) is a tanh, which does not overflow.
          return subtract(quotient(da, b), product([term, apply(.tanh, u), d(u)]))
        }
        return quotientRule(a, da, b, db, quotient: term)
      case .power: return powerRule(a, da, b, db, power: term)
      case .min: return select(apply(.less, b, a), db, select(apply(.less, a, b), da, mean(da, db)))
      case .max: return select(apply(.less, a, b), db, select(apply(.less, b, a), da, mean(da, db)))
      case .logaddexp:
        return add(
          product([apply(.sigmoid, subtract(a, b)), da]),
          product([apply(.sigmoid, subtract(b, a)), db]))
      case .hypot:
        return add(product([apply(.ratio, a, term), da]), product([apply(.ratio, b, term), db]))
      case .ratio:
        return apply(.ratio, isZero(db) ? da : subtract(da, product([term, db])), b)
      case .atan2:
        let r = apply(.hypot, a, b)
        return quotient(
          subtract(product([quotient(b, r), da]), product([quotient(a, r), db])), r)
      case .sinc:
        if isZero(da) { return da }
        let next = apply(.sinc, a, number((literalValue(b) ?? 0) + 1))
        if let square = derivativeOfSquare(a, d) { return product([number(-0.5), next, square]) }
        return product([negate(a), next, da])
      default: return number(0)
      }
    case .select(let condition, let yes, let no):
      return select(condition, d(yes), d(no))
    }
  }

  /// Returns the derivative of a² for a root times constants; nil for other terms.
  ///
  /// Even functions of a root are functions of its square, which has a derivative where the root is
  /// 0 and has none.
  private mutating func derivativeOfSquare(
    _ a: Term, _ d: (Term) -> Term, depth: Int = maxPatternDepth
  ) -> Term? {
    guard depth > 0 else { return nil }
    switch self[a] {
    case .unary(.sqrt, let u): return d(u)
    case .unary(.negate, let b): return derivativeOfSquare(b, d, depth: depth - 1)
    case .binary(.hypot, let p, let q):
      return add(product([number(2), p, d(p)]), product([number(2), q, d(q)]))
    case .binary(.multiply, let b, let c):
      for (constant, root) in [(b, c), (c, b)] where isZero(d(constant)) {
        return derivativeOfSquare(root, d, depth: depth - 1).map {
          product([power(constant, 2), $0])
        }
      }
      return nil
    case .binary(.divide, let root, let constant):
      guard isZero(d(constant)) else { return nil }
      return derivativeOfSquare(root, d, depth: depth - 1).map { quotient($0, power(constant, 2)) }
    default: return nil
    }
  }

  private mutating func mean(_ a: Term, _ b: Term) -> Term {
    a == b ? a : product([number(0.5), add(a, b)])
  }

  /// Returns f′(a)·da for a function of one argument.
  private mutating func chainRule(
    _ f: Operation, _ a: Term, value: Term, _ d: (Term) -> Term
  ) -> Term {
    let (one, da) = (number(1), d(a))
    switch f {
    case .negate: return negate(da)
    case .sin: return product([apply(.cos, a), da])
    case .cos:
      if let square = derivativeOfSquare(a, d) {
        return product([number(-0.5), apply(.sinc, a, number(0)), square])
      }
      return product([negate(apply(.sin, a)), da])
    case .tan: return product([add(one, power(value, 2)), da])
    case .asin: return quotient(da, apply(.sqrt, subtract(one, power(a, 2))))
    case .acos: return negate(quotient(da, apply(.sqrt, subtract(one, power(a, 2)))))
    case .atan: return quotient(da, add(one, power(a, 2)))
    case .sinh: return product([apply(.cosh, a), da])
    case .cosh: return product([apply(.sinh, a), da])
    case .tanh: return product([subtract(one, power(value, 2)), da])
    case .exp: return product([value, da])
    case .log: return quotient(da, a)
    case .log10: return quotient(da, product([apply(.log, number(10)), a]))
    case .sqrt:
      let denominator = product([number(2), value])
      // Where the argument vanishes with its derivative, the one-sided derivatives have mean 0.
      return literalValue(da) != nil || isPositive(a)
        ? quotient(da, denominator) : apply(.ratio, da, denominator)
    case .abs: return product([apply(.sign, a), da])
    case .softplus: return product([apply(.sigmoid, a), da])
    case .sigmoid: return product([value, apply(.sigmoid, negate(a)), da])
    case .asinh: return quotient(da, apply(.hypot, one, a))
    case .acosh:
      return quotient(
        da, product([apply(.sqrt, subtract(a, one)), apply(.sqrt, add(a, one))]))
    case .atanh: return quotient(da, product([subtract(one, a), add(one, a)]))
    case .expm1: return product([apply(.exp, a), da])
    case .log1p: return quotient(da, add(one, a))
    case .erf:
      let scale = divide(number(2), apply(.sqrt, constant(.pi)))
      return product([scale, apply(.exp, negate(power(a, 2))), da])
    case .logcosh: return product([apply(.tanh, a), da])
    default: return number(0)
    }
  }

  private mutating func quotientRule(
    _ a: Term, _ da: Term, _ b: Term, _ db: Term, quotient term: Term
  ) -> Term {
    if isZero(db) { return quotient(da, b) }
    if literalValue(a) != nil { return negate(quotient(product([a, db]), power(b, 2))) }
    // (da − (a/b)·db)/b overflows later than (da·b − a·db)/b².
    return quotient(subtract(da, product([term, db])), b)
  }

  private mutating func powerRule(
    _ a: Term, _ da: Term, _ b: Term, _ db: Term, power term: Term
  ) -> Term {
    var fromBase = number(0)
    if !isZero(da) { fromBase = product([b, power(a, subtract(b, number(1))), da]) }
    if isZero(db) { return fromBase }
    return add(fromBase, product([term, apply(.log, a), db]))
  }

  private func isZero(_ term: Term) -> Bool { literalValue(term) == 0 }

  /// Returns a/b, or 0 if a is the number 0, even where b is 0.
  private mutating func quotient(_ a: Term, _ b: Term) -> Term {
    isZero(a) ? a : divide(a, b)
  }

  /// Returns the product with its numbers combined in front, which may change the last bit.
  private mutating func product(_ terms: [Term]) -> Term {
    var coefficient = number(1)
    var isNegative = false
    var factors: [Term] = []
    for var term in terms {
      if case .unary(.negate, let inner) = self[term] {
        isNegative.toggle()
        term = inner
      }
      let (number, rest) = splitCoefficient(term)
      if let number {
        let combined = multiply(coefficient, number)
        if self.literalValue(combined) == nil {
          factors.append(number)
        } else {
          coefficient = combined
        }
      }
      factors += rest
    }
    var result = coefficient
    for factor in factors { result = multiply(result, factor) }
    return isNegative ? negate(result) : result
  }

  /// Returns the leading number of a product, if any, and the other factors.
  ///
  /// Does not split products of more than 32 factors: the derivative of a product of n factors
  /// has n such products, and splitting all of them would take O(n²) time.
  private func splitCoefficient(_ term: Term) -> (number: Term?, rest: [Term]) {
    if literalValue(term) != nil { return (term, []) }
    var factors: [Term] = []
    var first = term
    while case .binary(.multiply, let a, let b) = self[first], factors.count < 32 {
      factors.append(b)
      first = a
    }
    return literalValue(first) == nil ? (nil, [term]) : (first, factors.reversed())
  }
}
