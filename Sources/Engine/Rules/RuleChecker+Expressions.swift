import Integers

// Expressions: operators and the shapes of their values.
extension RuleChecker {
  mutating func value(
    of expression: RuleSyntax.Expression
  ) throws(RuleError) -> RuleGraph.Value {
    switch syntax[expression].kind {
    case .number(let number): return graph.number(number)
    case .name(let name):
      return try value(ofName: name, at: syntax[expression].range.lowerBound)
    case .negate(let operand):
      let value = numeric(try value(of: operand))
      return graph.append(.negate, [value], shape(value))
    case .call(let name, let arguments): return try call(name, arguments, expression)
    case .binary: return try chain(expression)
    }
  }

  /// Returns the value of a binary expression, without recursion over its left operands.
  private mutating func chain(
    _ expression: RuleSyntax.Expression
  ) throws(RuleError) -> RuleGraph.Value {
    var (chain, first) = ([RuleSyntax.Expression](), expression)
    while case .binary(_, let left, _, _) = syntax[first].kind {
      chain.append(first)
      first = left
    }
    var value = try value(of: first)
    for expression in chain.reversed() {
      guard case .binary(let name, let left, let right, _) = syntax[expression].kind else { break }
      value = try binary(name, (left, value), (right, try self.value(of: right)))
    }
    return value
  }

  /// An operand: its expression and its value.
  private typealias Operand = (expression: RuleSyntax.Expression, value: RuleGraph.Value)

  private mutating func binary(
    _ name: String, _ left: Operand, _ right: Operand
  ) throws(RuleError) -> RuleGraph.Value {
    if name == "and" || name == "or" { return try join(name, left, right) }
    let (a, b) = (numeric(left.value), numeric(right.value))
    switch name {
    case "<": return compare(.less, a, b)
    case "<=": return compare(.lessOrEqual, a, b)
    case ">": return compare(.less, b, a)
    case ">=": return compare(.lessOrEqual, b, a)
    case "==": return compare(.equal, a, b)
    case "+", "-": return try sum(name, (left.expression, a), (right.expression, b))
    case "*": return multiply(a, b)
    case "/": return divide(a, b)
    default: return power(a, b)
    }
  }

  private mutating func join(
    _ name: String, _ left: Operand, _ right: Operand
  ) throws(RuleError) -> RuleGraph.Value {
    for operand in [left, right] {
      let shape = shape(operand.value)
      guard shape.isCondition || shape == .unknown else {
        throw error(
          "\(name) joins conditions such as t > 1, and \(excerpt(operand.expression)) is "
            + shape.text, at: syntax[operand.expression].range.lowerBound)
      }
    }
    let isMask = shape(left.value) == .mask || shape(right.value) == .mask
    return graph.append(
      name == "and" ? .and : .or, [left.value, right.value], isMask ? .mask : .condition)
  }

  private mutating func compare(
    _ operation: RuleOperation, _ a: RuleGraph.Value, _ b: RuleGraph.Value
  ) -> RuleGraph.Value {
    let hasComponents =
      shape(a) != .unknown && shape(b) != .unknown && (shape(a).isVector || shape(b).isVector)
    return graph.append(operation, [a, b], hasComponents ? .mask : .condition)
  }

  private mutating func sum(
    _ name: String, _ left: Operand, _ right: Operand
  ) throws(RuleError) -> RuleGraph.Value {
    let (a, b) = (left.value, right.value)
    // The number 0 is the zero vector too.
    if isZero(a), shape(b).isVector {
      return name == "+" ? b : graph.append(.negate, [b], shape(b))
    }
    if isZero(b), shape(a).isVector { return a }
    guard let sum = Self.sum(shape(a), shape(b)) else { throw sumError(name, left, right) }
    return graph.append(name == "+" ? .add : .subtract, [a, b], sum)
  }

  /// Returns the shape of a sum; nil for a number and a vector.
  private static func sum(_ a: RuleShape, _ b: RuleShape) -> RuleShape? {
    if a == .unknown || b == .unknown { return max(a, b) == .number ? .unknown : max(a, b) }
    if a == b { return a }
    return min(a, b) == .number && max(a, b) == .vector ? nil : max(a, b)
  }

  private func sumError(_ name: String, _ left: Operand, _ right: Operand) -> RuleError {
    let isLeft = shape(left.value) == .number
    let number = isLeft ? left.expression : right.expression
    let text = excerpt(number)
    let problem =
      name == "-" && isLeft
      ? "a vector cannot be subtracted from a number, and \(text) is a number"
      : "a number cannot be \(name == "+" ? "added to" : "subtracted from") a vector, and \(text) "
        + "is a number"
    return error(problem + sumHint(number, text), at: syntax[number].range.lowerBound)
  }

  /// Returns how to make a vector of a number that is added to one.
  private func sumHint(_ number: RuleSyntax.Expression, _ text: String) -> String {
    let factors = factors(of: number)
    for (index, factor) in factors.enumerated() {
      guard case .call("norm", let arguments) = syntax[factor].kind, let vector = arguments.first
      else { continue }
      var product = factors
      product.remove(at: index)
      let unit = "unit(\(excerpt(vector, limit: 24)))"
      return ": write \((product.map { excerpt($0) } + [unit]).joined(separator: "*")) for a step "
        + "along it"
    }
    var factor = text
    if case .binary(let name, _, _, _) = syntax[number].kind, name == "+" || name == "-" {
      factor = "(\(text))"
    }
    return ": write \(factor)*one for every component, or \(factor)*unit(…) for a step along a "
      + "vector"
  }

  private func factors(of expression: RuleSyntax.Expression) -> [RuleSyntax.Expression] {
    var (factors, rest) = ([RuleSyntax.Expression](), expression)
    while case .binary("*", let left, let right, _) = syntax[rest].kind {
      factors.append(right)
      rest = left
    }
    return [rest] + factors.reversed()
  }

  mutating func multiply(_ a: RuleGraph.Value, _ b: RuleGraph.Value) -> RuleGraph.Value {
    // A number times a unit vector divides by the norm once.
    for (unit, number) in [(b, a), (a, b)]
    where graph[unit].operation == .unit && shape(number) == .number {
      return graph.append(.along, [graph[unit].operands[0], number], .vector)
    }
    let product: RuleShape
    switch (shape(a), shape(b)) {
    case (.unknown, let other), (let other, .unknown):
      product = other == .vector ? .vector : .unknown
    case (.number, .number): product = .number
    case (.vector, .vector): product = .diagonal
    case (.vector, _), (_, .vector): product = .vector
    default: product = .diagonal
    }
    return graph.append(.multiply, [a, b], product)
  }

  private mutating func divide(_ a: RuleGraph.Value, _ b: RuleGraph.Value) -> RuleGraph.Value {
    var b = b
    // A norm in a denominator has 10⁻¹² added, so that 0/0 is 0.
    if graph[b].operation == .norm { b = graph.append(.add, [b, graph.number(1e-12)], .number) }
    if shape(a).isVector, shape(b) == .number {
      return multiply(graph.append(.divide, [graph.number(1), b], .number), a)
    }
    let quotient: RuleShape
    switch (shape(a), shape(b)) {
    case (.vector, .unknown), (.vector, .diagonal): quotient = .vector
    case (.unknown, _), (_, .unknown): quotient = .unknown
    case (.number, .number): quotient = .number
    default: quotient = .diagonal
    }
    return graph.append(.divide, [a, b], quotient)
  }

  private mutating func power(_ a: RuleGraph.Value, _ b: RuleGraph.Value) -> RuleGraph.Value {
    let shape = elementwiseShape([a, b])
    if let exponent = literal(b), exponent == exponent.rounded(),
      exponent.magnitude <= Graph.maxIntegerExponent
    {
      return exponent == 1 ? a : graph.append(.integerPower(Int(clamping: exponent)), [a], shape)
    }
    return graph.append(.power, [a, b], shape)
  }

  /// Returns the value of a number or of its negation.
  private func literal(_ value: RuleGraph.Value) -> Double? {
    switch graph[value].operation {
    case .number(let number): return number
    case .negate:
      if case .number(let number) = graph[graph[value].operands[0]].operation { return -number }
      return nil
    default: return nil
    }
  }

  /// Returns the shape of a function that is applied to each component.
  func elementwiseShape(_ values: [RuleGraph.Value]) -> RuleShape {
    let shapes = values.map { shape($0) }
    if shapes.contains(where: \.isVector) { return .diagonal }
    return shapes.contains(.unknown) ? .unknown : .number
  }
}
