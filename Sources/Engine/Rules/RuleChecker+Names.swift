// Assignments.
extension RuleChecker {
  mutating func assign(
    _ statement: RuleSyntax.Statement, _ expression: RuleSyntax.Expression
  ) throws(RuleError) {
    let name = statement.name
    try checkTarget(statement, expression)
    assigned = statement
    var value = try self.value(of: expression)
    assigned = nil
    if name == "w" || name == "ascent" { value = try point(value, statement, expression) }
    if let index = memories.firstIndex(where: { $0.name == name }) {
      value = numeric(value)
      let start = shape(memories[index].memory.start)
      if shape(value) == .number, start.isVector, !isZero(value) {
        throw error(
          "the memory \(quoted(name)) starts as \(start.text), and \(excerpt(expression)) is a number",
          at: syntax[expression].range.lowerBound)
      }
      memories[index].memory.next = value
    }
    assignments.append((statement, value))
    if name == "w" { newIterate = value }
    if name == "ascent" { ascentPoint = value }
    let isMemory = memories.contains { $0.name == name }
    literals[name] =
      syntax.isLiteral(expression) && !isMemory ? syntax.text(of: expression) : nil
    define(name, value)
  }

  /// Throws if a statement sets a name with another meaning.
  private func checkTarget(
    _ statement: RuleSyntax.Statement, _ expression: RuleSyntax.Expression
  ) throws(RuleError) {
    let (name, place) = (statement.name, statement.nameStart)
    if name == "w" { return }
    if name == "t" { throw error("“t” is the number of the step and cannot be set", at: place) }
    guard RuleNames.knob(name) != nil || declaredKnobs.contains(name) else {
      if RuleNames.isReserved(name) {
        throw error("\(quoted(name)) is predefined: choose another name", at: place)
      }
      return
    }
    throw syntax.isLiteral(expression)
      ? error(
        "\(quoted(name)) is a knob: write knob \(name) = \(syntax.text(of: expression))", at: place)
      : error(
        "\(quoted(name)) is a knob, which a rule cannot set: choose another name, such as "
          + "\(name)_t = …", at: place)
  }

  /// Returns the value of w or of the ascent point, which must be a point.
  private mutating func point(
    _ value: RuleGraph.Value, _ statement: RuleSyntax.Statement,
    _ expression: RuleSyntax.Expression
  ) throws(RuleError) -> RuleGraph.Value {
    if isZero(value) { return graph.append(.zero, [], .vector) }
    let shape = shape(value)
    if shape.isVector || shape == .unknown { return value }
    let isIterate = statement.name == "w"
    if isIterate, shape.isCondition, case .value = statement.kind,
      case .binary("==", _, _, let at) = syntax[expression].kind
    {
      throw error("an assignment is written =", at: at)
    }
    throw error(
      "\(isIterate ? "the new w" : "ascent") is a point, but this is \(shape.text): write w "
        + "\(isIterate ? "- … for a step" : "+ …")", at: syntax[expression].range.lowerBound)
  }

  func isZero(_ value: RuleGraph.Value) -> Bool { graph[value].operation == .number(0) }

  /// Returns a condition as 1 or 0; other values unchanged.
  mutating func numeric(_ value: RuleGraph.Value) -> RuleGraph.Value {
    switch shape(value) {
    case .condition: graph.append(.asNumber, [value], .number)
    case .mask: graph.append(.asNumber, [value], .diagonal)
    default: value
    }
  }
}

// Names.
extension RuleChecker {
  mutating func value(ofName name: String, at place: Int) throws(RuleError) -> RuleGraph.Value {
    if let value = environment[name] {
      if name != "w", assigned?.name == name, let literal = literals[name] {
        throw error(
          "\(quoted(name)) is set to \(literal) in every step: to keep its value, write memory "
            + "\(name) = \(literal)", at: place)
      }
      return value
    }
    switch name {
    case "w": return graph.append(.w, [], .vector)
    case "t":
      guard !isReadingStart else {
        throw error(
          "the start of a memory cannot contain t: the first step has not begun", at: place)
      }
      return graph.append(.step, [], .number)
    case "one": return graph.append(.one, [], .diagonal)
    default: break
    }
    if let index = knobs.firstIndex(where: { $0.id == name }) {
      return graph.append(.knob(index), [], .number)
    }
    if let constant = RuleNames.constants[name] {
      return graph.append(.constant(constant), [], .number)
    }
    if let function = RuleFunction.all[name] {
      throw error("\(name) needs parentheses: write \(function.usage)", at: place)
    }
    if let message = messageForLaterName(name) { throw error(message, at: place) }
    guard let knob = RuleNames.knob(name) else {
      throw error(
        RuleNames.unknownValue(name, known: names.filter { $0 != "w" } + knobs.map(\.id)), at: place
      )
    }
    knobs.append(knob)
    return graph.append(.knob(knobs.count - 1), [], .number)
  }

  /// Returns the error for a name that is set below or by the current statement.
  private func messageForLaterName(_ name: String) -> String? {
    let quoted = quoted(name)
    let first = syntax.statements.first { statement in
      switch statement.kind {
      case .assignment, .memory: statement.name == name
      case .knob, .value: false
      }
    }
    if let first {
      if case .memory = first.kind {
        return "the memory \(quoted) is declared below: move the declaration up"
      }
      if assigned?.name == name {
        return "\(quoted) is set from itself: to keep its value from step to step, begin with "
          + "memory \(name) = 0"
      }
      return "\(quoted) is read before it is set: move its line up, or for the value of the last "
        + "step begin with memory \(name) = 0"
    }
    if declares(knob: name) {
      return "the knob \(quoted) is declared below: move the declaration up"
    }
    return name == "ascent" ? "“ascent” is read before it is set" : nil
  }

  /// Whether a name is a value, for the error of a call.
  func isValue(_ name: String) -> Bool {
    environment[name] != nil || knobs.contains { $0.id == name } || RuleNames.knob(name) != nil
      || RuleNames.values.contains(name)
  }

  /// Counts a call of the objective.
  mutating func countCall(at place: Int) throws(RuleError) {
    callCount += 1
    guard callCount <= Limits.ruleCalls else {
      throw error(
        "a rule has at most \(Limits.ruleCalls) calls of the surface", at: place)
    }
  }

  /// Returns a new random draw.
  mutating func draw(
    _ draw: RuleOperation.Draw, _ operands: [RuleGraph.Value], _ shape: RuleShape
  ) -> RuleGraph.Value {
    let value = graph.append(.draw(draw, draws.count), operands, shape)
    draws.append(value)
    return value
  }
}
