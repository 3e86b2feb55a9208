extension Graph {
  /// The terms that these are made of, themselves included, in the order of evaluation.
  func subterms(of terms: [Term]) -> [Term] {
    var isPart = [Bool](repeating: false, count: nodes.count)
    for term in terms { isPart[term.index] = true }
    for index in nodes.indices.reversed() where isPart[index] {
      for operand in nodes[index].operands { isPart[operand.index] = true }
    }
    return nodes.indices.filter { isPart[$0] }.map { Term(index: $0) }
  }

  /// The exact derivatives of these terms with respect to one name.
  ///
  /// At a kink they are what `Number` says: abs has slope 0 at 0, sign has slope 0 everywhere, min
  /// and max take the first at a tie. A comparison has slope 0.
  mutating func derivatives(of terms: [Term], by name: Int) -> [Term] {
    let zero = number(0)
    var slopes = [Term](repeating: zero, count: nodes.count)
    for term in subterms(of: terms) {
      slopes[term.index] = derivative(of: term, by: name) { slopes[$0.index] }
    }
    return terms.map { slopes[$0.index] }
  }

  private mutating func derivative(of term: Term, by name: Int, _ slope: (Term) -> Term) -> Term {
    switch self[term] {
    case .number, .constant: return number(0)
    case .variable(let index): return number(index == name ? 1 : 0)
    case .integerPower(let a, let n):
      if isZero(slope(a)) { return slope(a) }
      return product([number(Double(n)), power(a, number(Double(n - 1))), slope(a)])
    case .unary(let operation, let a):
      if isZero(slope(a)) { return slope(a) }
      return chainRule(operation, a, value: term, slope(a))
    case .binary(let operation, let a, let b):
      let (da, db) = (slope(a), slope(b))
      switch operation {
      case .add: return add(da, db)
      case .subtract: return subtract(da, db)
      case .multiply: return add(product([da, b]), product([a, db]))
      case .divide: return quotientRule(a, da, b, db, quotient: term)
      case .power: return powerRule(a, da, b, db, power: term)
      case .min: return select(apply(.less, b, a), db, da)
      case .max: return select(apply(.less, a, b), db, da)
      default: return number(0)
      }
    case .select(let condition, let yes, let no):
      return select(condition, slope(yes), slope(no))
    }
  }

  /// f′(a)·da for a function of one value.
  private mutating func chainRule(_ f: Operation, _ a: Term, value: Term, _ da: Term) -> Term {
    let one = number(1)
    switch f {
    case .negate: return negate(da)
    case .sin: return product([apply(.cos, a), da])
    case .cos: return product([negate(apply(.sin, a)), da])
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
    case .sqrt: return quotient(da, product([number(2), value]))
    case .abs: return product([apply(.sign, a), da])
    case .softplus:
      // The logistic function, ½(1 + tanh(a/2)), saturates instead of overflowing.
      let half = number(0.5)
      return product([half, add(one, apply(.tanh, product([half, a]))), da])
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

  /// The quotient as a derivative has it: a numerator that is 0 leaves nothing.
  private mutating func quotient(_ a: Term, _ b: Term) -> Term {
    isZero(a) ? a : divide(a, b)
  }

  /// The product with its numbers gathered in front, which may move the last bit.
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
        let gathered = multiply(coefficient, number)
        if self.literalValue(gathered) == nil {
          factors.append(number)
        } else {
          coefficient = gathered
        }
      }
      factors += rest
    }
    var result = coefficient
    for factor in factors { result = multiply(result, factor) }
    return isNegative ? negate(result) : result
  }

  /// The number that a product begins with, if it does, and the other factors.
  ///
  /// Products of more than 32 factors are left as they are: splitting each of the many that a
  /// long one has as derivative would cost the square of its length.
  private func splitCoefficient(_ term: Term) -> (number: Term?, rest: [Term]) {
    if literalValue(term) != nil { return (term, []) }
    var followers: [Term] = []
    var first = term
    while case .binary(.multiply, let a, let b) = self[first], followers.count < 32 {
      followers.append(b)
      first = a
    }
    return literalValue(first) == nil ? (nil, [term]) : (first, followers.reversed())
  }
}
