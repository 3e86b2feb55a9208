// Calls of functions: the numbers and shapes of their arguments.
extension RuleChecker {
  /// A call whose arguments have values.
  fileprivate struct Call {
    let name: String
    let expressions: [RuleSyntax.Expression]
    var values: [RuleGraph.Value]
    let start: Int
    let usage: String
  }

  mutating func call(
    _ name: String, _ arguments: [RuleSyntax.Expression], _ expression: RuleSyntax.Expression
  ) throws(RuleError) -> RuleGraph.Value {
    let start = syntax[expression].range.lowerBound
    guard let function = RuleFunction.all[name] else {
      throw error(
        isValue(name)
          ? "\(quoted(name)) is a value, not a function: write \(name)*(…)"
          : RuleNames.unknownFunction(name), at: start)
    }
    guard function.counts.contains(arguments.count), arguments.count != 2 || name != "if" else {
      throw error(countMessage(name, function, arguments.count), at: start)
    }
    let isObjective = RuleFunction.ofObjective.contains(name)
    if isReadingStart, isObjective || name == "block" || RuleFunction.random.contains(name) {
      throw startError(name, "if(t == 1, \(excerpt(expression)), …)", at: start)
    }
    var values: [RuleGraph.Value] = []
    for argument in arguments { values.append(try value(of: argument)) }
    var call = Call(
      name: name, expressions: arguments, values: values, start: start, usage: function.usage)
    if isObjective { return try objective(&call) }
    if let draw = RuleOperation.Draw(rawValue: name) { return try random(draw, &call) }
    switch name {
    case "if": return try select(call)
    case "not":
      try require(.condition, 0, of: &call, "not negates a condition")
      return graph.append(.not, call.values, shape(call.values[0]))
    default: return try compute(&call)
    }
  }

  private func countMessage(_ name: String, _ function: RuleFunction, _ count: Int) -> String {
    switch (name, count) {
    case ("mean", 2...):
      return "mean takes the components of one vector: write 0.5*(a + b) for the mean of two"
    case ("clip", 2):
      return "clip takes three values, not 2: write clip(a, low, high), or cap(v, r) to limit the "
        + "norm of a vector"
    case ("hvp", 1): return "hvp takes a point and a vector, not 1 value: write hvp(w, v)"
    default:
      let numbers = ["no value", "one value", "two values", "three values"]
      let expected = function.counts.map { numbers[$0] }.joined(separator: " or ")
      return "\(name) takes \(expected), not \(count): write \(function.usage)"
    }
  }

  /// What a function requires of an argument.
  private enum Requirement {
    case vector, number, condition
  }

  /// Converts an argument to the required shape, or throws.
  private mutating func require(
    _ requirement: Requirement, _ index: Int, of call: inout Call, _ problem: String
  ) throws(RuleError) {
    let value = call.values[index]
    switch (requirement, shape(value)) {
    case (_, .unknown), (.vector, .vector), (.vector, .diagonal), (.number, .number),
      (.condition, .condition), (.condition, .mask):
      return
    case (.vector, .mask), (.number, .condition): call.values[index] = numeric(value)
    case (.vector, .number) where isZero(value):
      call.values[index] = graph.append(.zero, [], .vector)
    default:
      let expression = call.expressions[index]
      throw error(
        "\(problem), and \(excerpt(expression)) is \(shape(value).text): write \(call.usage)",
        at: syntax[expression].range.lowerBound)
    }
  }

  /// Returns the value of a function of the objective.
  private mutating func objective(_ call: inout Call) throws(RuleError) -> RuleGraph.Value {
    let name = call.name
    try require(.vector, 0, of: &call, "\(name) is taken at a point")
    try countCall(at: call.start)
    switch name {
    case "grad", "loss":
      if call.values.count == 2 { try requireLabel(&call) }
      return graph.append(
        name == "grad" ? .gradient : .loss, call.values, name == "grad" ? .vector : .number)
    case "hvp":
      try require(.vector, 1, of: &call, "hvp multiplies the Hessian by a vector")
      return graph.append(.hessianProduct, call.values, .vector)
    case "solve":
      try require(.vector, 1, of: &call, "the second value of solve is the right-hand side")
      if call.values.count == 3 {
        try require(
          .number, 2, of: &call, "the third value of solve is added to the diagonal of the Hessian")
      }
      return graph.append(.solve, call.values, .vector)
    case "hdiag": return graph.append(.hessianDiagonal, call.values, .diagonal)
    case "top": return graph.append(.topEigenvector, call.values, .vector)
    default: return graph.append(.sharpness, call.values, .number)
    }
  }

  private mutating func requireLabel(_ call: inout Call) throws(RuleError) {
    let problem = "the second value of \(call.name) shifts the label"
    if shape(call.values[1]).isVector {
      throw error(
        "\(problem) and is a number, and \(excerpt(call.expressions[1])) is "
          + shape(call.values[1]).text, at: syntax[call.expressions[1]].range.lowerBound)
    }
    try require(.number, 1, of: &call, problem)
  }

  private mutating func random(
    _ draw: RuleOperation.Draw, _ call: inout Call
  ) throws(RuleError) -> RuleGraph.Value {
    switch draw {
    case .normal, .sphere: return self.draw(draw, call.values, .vector)
    case .signs: return self.draw(draw, call.values, .diagonal)
    case .uniform: return self.draw(draw, call.values, .number)
    case .mask:
      try require(.number, 0, of: &call, "mask takes a probability")
      if case .number(let number) = graph[call.values[0]].operation, number > 1 {
        throw error(
          "mask takes a probability from 0 to 1, not \(number.shortestText)",
          at: syntax[call.expressions[0]].range.lowerBound)
      }
      return self.draw(draw, call.values, .mask)
    }
  }

  private mutating func select(_ call: Call) throws(RuleError) -> RuleGraph.Value {
    let condition = call.values[0]
    guard shape(condition).isCondition || shape(condition) == .unknown else {
      throw error(
        "if begins with a condition such as t > 1, and \(excerpt(call.expressions[0])) is "
          + shape(condition).text, at: syntax[call.expressions[0]].range.lowerBound)
    }
    var (a, b) = (call.values[1], call.values[2])
    if !(shape(a).isCondition && shape(a) == shape(b)) { (a, b) = (numeric(a), numeric(b)) }
    // The number 0 is the zero vector too.
    if shape(a).isVector, isZero(b) { b = graph.append(.zero, [], .vector) }
    if shape(b).isVector, isZero(a) { a = graph.append(.zero, [], .vector) }
    var common = max(shape(a), shape(b))
    if min(shape(a), shape(b)) == .unknown, common == .number { common = .unknown }
    if min(shape(a), shape(b)) == .number, common == .vector {
      let number = shape(a) == .number ? 1 : 2
      let (first, second) = (excerpt(call.expressions[1]), excerpt(call.expressions[2]))
      throw error(
        "both values of if have one shape, but \(first) is \(shape(a).text) and \(second) is "
          + "\(shape(b).text): write \(number == 1 ? first : second)*one",
        at: syntax[call.expressions[number]].range.lowerBound)
    }
    if shape(condition) == .mask, common == .number { common = .diagonal }
    if shape(condition) == .mask, common == .condition { common = .mask }
    return graph.append(.select, [condition, a, b], common)
  }

  /// Returns the value of a function that computes with numbers and vectors.
  private mutating func compute(_ call: inout Call) throws(RuleError) -> RuleGraph.Value {
    for index in call.values.indices { call.values[index] = numeric(call.values[index]) }
    let shape = elementwiseShape(call.values)
    switch call.name {
    case "norm":
      if self.shape(call.values[0]) == .number { throw normOfNumber(call) }
      return try reduce(.norm, &call, "norm takes a vector", .number)
    case "sum": return try reduce(.sum, &call, "sum adds the components of a vector", .number)
    case "mean": return try reduce(.mean, &call, "mean takes the components of a vector", .number)
    case "dot": return try reduce(.dot, &call, "dot takes two vectors", .number)
    case "unit": return try reduce(.unit, &call, "unit takes a vector", .vector)
    case "proj": return try reduce(.project, &call, "proj takes two vectors", .vector)
    case "cap":
      try require(.vector, 0, of: &call, "cap limits the norm of a vector")
      try require(.number, 1, of: &call, "cap limits the norm of a vector")
      return graph.append(.cap, call.values, .vector)
    case "axis":
      try require(.number, 0, of: &call, "axis takes the number of a component, from 0")
      return graph.append(.axis, call.values, .diagonal)
    case "block":
      try require(.number, 0, of: &call, "block takes the number of a block of parameters, from 0")
      return graph.append(.block, call.values, .diagonal)
    case "min", "max": return try extremum(call, shape)
    case "clip":
      let raised = graph.append(
        .max, Array(call.values[..<2]), elementwiseShape(call.values.dropLast()))
      return graph.append(.min, [raised, call.values[2]], shape)
    case "mod": return graph.append(.mod, call.values, shape)
    default:
      guard let function = RuleOperation.Elementwise(rawValue: call.name) else {
        preconditionFailure("every function has a value")
      }
      return graph.append(.elementwise(function), call.values, shape)
    }
  }

  /// Returns the value of a function of vectors.
  private mutating func reduce(
    _ operation: RuleOperation, _ call: inout Call, _ problem: String, _ shape: RuleShape
  ) throws(RuleError) -> RuleGraph.Value {
    for index in call.values.indices { try require(.vector, index, of: &call, problem) }
    return graph.append(operation, call.values, shape)
  }

  private mutating func extremum(
    _ call: Call, _ shape: RuleShape
  ) throws(RuleError) -> RuleGraph.Value {
    let isMin = call.name == "min"
    if call.values.count == 2 { return graph.append(isMin ? .min : .max, call.values, shape) }
    guard self.shape(call.values[0]) != .number else {
      throw error(
        "\(call.name) of one value takes a vector: write \(call.name)(a, b)", at: call.start)
    }
    return graph.append(isMin ? .smallest : .largest, call.values, .number)
  }

  private func normOfNumber(_ call: Call) -> RuleError {
    error(
      "norm takes a vector, and \(excerpt(call.expressions[0])) is a number: write abs(…)",
      at: syntax[call.expressions[0]].range.lowerBound)
  }
}
