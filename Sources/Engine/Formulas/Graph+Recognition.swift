/// Forms that neither overflow nor divide 0 by 0, for the patterns in which people write them.
extension Graph {
  /// The depth to which a pattern is searched, so that a long chain does not overflow the stack.
  static let maxPatternDepth = 12

  /// Returns ln(exp(a) + exp(b) + …) of the given exponents, without overflow.
  mutating func logSumExp(_ exponents: [Term]) -> Term {
    if exponents.count == 2 {
      if literalValue(exponents[0]) == 0 { return apply(.softplus, exponents[1]) }
      if literalValue(exponents[1]) == 0 { return apply(.softplus, exponents[0]) }
    }
    return exponents.dropFirst().reduce(exponents[0]) { apply(.logaddexp, $0, $1) }
  }

  /// Returns ln a for the arguments whose logarithm overflows later than they do; otherwise nil.
  ///
  /// These are cosh(u), exp(u), sigmoid(u), sums of exponentials with positive coefficients, and
  /// each of them times or over a positive number.
  mutating func recognizedLogarithm(_ a: Term, depth: Int = maxPatternDepth) -> Term? {
    guard depth > 0 else { return nil }
    switch self[a] {
    case .unary(.cosh, let u): return apply(.logcosh, u)
    case .unary(.exp, let u): return u
    case .unary(.sigmoid, let u): return negate(apply(.softplus, negate(u)))
    case .binary(.add, _, _): return exponents(ofSum: a).map { logSumExp($0) }
    case .binary(.multiply, let c, let b):
      if let number = literalValue(c), number > 0,
        let log = recognizedLogarithm(b, depth: depth - 1)
      {
        return add(log, apply(.log, c))
      }
      if let number = literalValue(b), number > 0,
        let log = recognizedLogarithm(c, depth: depth - 1)
      {
        return add(log, apply(.log, b))
      }
      return nil
    case .binary(.divide, let b, let c):
      guard let number = literalValue(c), number > 0,
        let log = recognizedLogarithm(b, depth: depth - 1)
      else { return nil }
      return subtract(log, apply(.log, c))
    default: return nil
    }
  }

  /// Returns the u, v, … of exp(u) + exp(v) + …; nil for other terms.
  ///
  /// A positive coefficient c adds ln c to the exponent, and a positive number counts as exp(0)
  /// with a coefficient. At least one summand must be an exponential.
  private mutating func exponents(ofSum term: Term) -> [Term]? {
    guard let summands = summands(of: term), summands.count > 1 else { return nil }
    var exponents: [Term] = []
    var hasExponential = false
    for (summand, isNegative) in summands {
      guard !isNegative else { return nil }
      if let number = literalValue(summand) {
        guard number > 0 else { return nil }
        exponents.append(apply(.log, summand))
      } else if let exponent = exponent(ofPositive: summand) {
        exponents.append(exponent)
        hasExponential = true
      } else {
        return nil
      }
    }
    return hasExponential ? exponents : nil
  }

  /// Returns the u of exp(u), c·exp(u) or exp(u)/c with a positive number c; otherwise nil.
  private mutating func exponent(
    ofPositive term: Term, depth: Int = maxPatternDepth
  ) -> Term? {
    guard depth > 0 else { return nil }
    switch self[term] {
    case .unary(.exp, let u): return u
    case .binary(.power, let base, let u): return self[base] == .constant(.e) ? u : nil
    case .binary(.multiply, let a, let b):
      for (c, power) in [(a, b), (b, a)] {
        if let number = literalValue(c), number > 0,
          let u = exponent(ofPositive: power, depth: depth - 1)
        {
          return add(u, apply(.log, c))
        }
      }
      return nil
    case .binary(.divide, let power, let c):
      guard let number = literalValue(c), number > 0,
        let u = exponent(ofPositive: power, depth: depth - 1)
      else { return nil }
      return subtract(u, apply(.log, c))
    default: return nil
    }
  }

  /// Returns the terms of a chain of + and −; nil for more than 32.
  private func summands(of term: Term) -> [(term: Term, isNegative: Bool)]? {
    var summands: [(term: Term, isNegative: Bool)] = []
    var pending = [(term: term, isNegative: false)]
    while let (term, isNegative) = pending.popLast() {
      guard summands.count + pending.count < 32 else { return nil }
      switch self[term] {
      case .binary(.add, let a, let b): pending += [(b, isNegative), (a, isNegative)]
      case .binary(.subtract, let a, let b): pending += [(b, !isNegative), (a, isNegative)]
      case .unary(.negate, let a): pending.append((a, !isNegative))
      default: summands.append((term, isNegative))
      }
    }
    return summands
  }

  /// Returns the factors of a chain of products; the term itself if there are more than 32.
  private func factors(of term: Term) -> [Term] {
    var factors: [Term] = []
    var pending = [term]
    while let next = pending.popLast() {
      guard factors.count + pending.count < 32 else { return [term] }
      if case .binary(.multiply, let a, let b) = self[next] {
        pending += [b, a]
      } else {
        factors.append(next)
      }
    }
    return factors
  }

  private mutating func product(of factors: [Term]) -> Term {
    factors.dropFirst().reduce(factors.first ?? number(1)) { multiply($0, $1) }
  }

  /// Returns a/b for sigmoid, softmax, tanh and sin(u)/u; nil for other quotients.
  mutating func recognizedQuotient(_ a: Term, _ b: Term) -> Term? {
    switch (self[a], self[b]) {
    case (.unary(.sinh, let u), .unary(.cosh, let v)) where u == v: return apply(.tanh, u)
    case (.integerPower(let p, let n), .integerPower(let q, let m)) where n == m && n > 1:
      return recognizedSinc(p, q).map { power($0, n) }
    case (_, .integerPower(let base, let n)) where n > 0:
      if case .unary(.cosh, _) = self[base] {
        return multiply(a, power(divide(number(1), base), n))
      }
      guard let share = recognizedShare(of: number(1), base) else { return nil }
      return multiply(a, power(share, n))
    case (_, .binary(.add, _, _)): return recognizedShare(of: a, b) ?? recognizedSinc(a, b)
    default: return recognizedSinc(a, b)
    }
  }

  /// Returns a/(exp(u) + exp(v) + …) as shares exp(u − ln(…)), which are at most 1.
  mutating func recognizedShare(of a: Term, _ sum: Term) -> Term? {
    guard case .binary(.add, _, _) = self[sum], let exponents = exponents(ofSum: sum),
      let summands = summands(of: a)
    else { return nil }
    var shares: [(term: Term, isNegative: Bool)] = []
    for (summand, isNegative) in summands {
      var factors = factors(of: summand)
      var exponent = number(0)
      var found: Term?
      if let index = factors.firstIndex(where: { self.exponent(ofExponential: $0) != nil }) {
        found = self.exponent(ofExponential: factors.remove(at: index))
      }
      if let found { exponent = found }
      // A sum of numerators without exponentials is one numerator.
      guard found != nil || summands.count == 1 else {
        return recognizedShare(ofSum: a, exponents)
      }
      factors.append(share(of: exponent, exponents))
      shares.append((product(of: factors), isNegative))
    }
    return self.sum(of: shares)
  }

  private mutating func recognizedShare(ofSum a: Term, _ exponents: [Term]) -> Term {
    multiply(a, share(of: number(0), exponents))
  }

  private mutating func sum(of summands: [(term: Term, isNegative: Bool)]) -> Term {
    summands.reduce(number(0)) { $1.isNegative ? subtract($0, $1.term) : add($0, $1.term) }
  }

  private func exponent(ofExponential term: Term) -> Term? {
    switch self[term] {
    case .unary(.exp, let u): u
    case .binary(.power, let base, let u) where self[base] == .constant(.e): u
    default: nil
    }
  }

  /// Returns exp(exponent)/(exp(u) + exp(v) + …) without overflow.
  private mutating func share(of exponent: Term, _ exponents: [Term]) -> Term {
    if exponents.count == 2, let index = exponents.firstIndex(of: exponent) {
      return apply(.sigmoid, subtract(exponent, exponents[1 - index]))
    }
    return apply(.exp, subtract(exponent, logSumExp(exponents)))
  }

  /// Returns sin(c·b)/b as c·sinc(c·b), also with a number in front of b; otherwise nil.
  private mutating func recognizedSinc(_ a: Term, _ b: Term) -> Term? {
    var numerator = factors(of: a)
    guard
      let index = numerator.firstIndex(where: {
        if case .unary(.sin, _) = self[$0] { true } else { false }
      }), case .unary(.sin, let angle) = self[numerator[index]]
    else { return nil }
    var angleFactors = factors(of: angle)
    var denominator = factors(of: b)
    for factor in denominator {
      guard let match = angleFactors.firstIndex(of: factor),
        let own = denominator.firstIndex(of: factor)
      else { continue }
      angleFactors.remove(at: match)
      denominator.remove(at: own)
    }
    // A remaining factor of the denominator must not vanish.
    guard denominator.allSatisfy({ literalValue($0) != nil }),
      denominator.count < factors(of: b).count
    else { return nil }
    numerator[index] = apply(.sinc, angle, number(0))
    let product = product(of: angleFactors + numerator)
    return denominator.isEmpty ? product : divide(product, self.product(of: denominator))
  }
}
