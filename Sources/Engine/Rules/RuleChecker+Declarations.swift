// Declarations.
extension RuleChecker {
  private func checkName(_ statement: RuleSyntax.Statement) throws(RuleError) {
    let name = statement.name
    guard !RuleNames.isReserved(name), name != "ascent" else {
      throw error("\(quoted(name)) is predefined: choose another name", at: statement.nameStart)
    }
  }

  mutating func declareKnob(
    _ statement: RuleSyntax.Statement, _ value: Double, _ range: ClosedRange<Double>?
  ) throws(RuleError) {
    try checkName(statement)
    let (id, place) = (statement.name, statement.nameStart)
    if declaredKnobs.contains(id) {
      throw error("the knob \(quoted(id)) is declared twice", at: place)
    }
    if knobs.contains(where: { $0.id == id }) {
      throw error("the knob \(quoted(id)) is used above: declare the knob first", at: place)
    }
    if environment[id] != nil {
      throw error("\(quoted(id)) is set above: choose another name for the knob", at: place)
    }
    let known = RuleNames.knob(id)
    let range = range ?? known?.range ?? min(value, -1e9)...max(value, 1e9)
    guard range.contains(value) else {
      throw error(
        "\(RuleParser.outOfRange(id, value, range)): write a range after the value", at: place)
    }
    let comment = syntax.comment(behind: statement)
    knobs.append(
      Knob(
        id, symbol: known?.symbol ?? Knob.symbol(of: id), value, in: range,
        comment ?? known?.meaning ?? "a knob of the rule"))
    declaredKnobs.insert(id)
    if knobs.count > Limits.ruleKnobs {
      throw error("a rule has at most \(Limits.ruleKnobs) knobs", at: place)
    }
  }

  mutating func declareMemory(
    _ statement: RuleSyntax.Statement, _ expression: RuleSyntax.Expression
  ) throws(RuleError) {
    try checkName(statement)
    let (name, place) = (statement.name, statement.nameStart)
    if memories.contains(where: { $0.name == name }) {
      throw error("the memory \(quoted(name)) is declared twice", at: place)
    }
    if environment[name] != nil {
      throw error("\(quoted(name)) is set above: declare the memory first", at: place)
    }
    if RuleNames.knob(name) != nil || declares(knob: name) {
      throw error("\(quoted(name)) is a knob: choose another name for the memory", at: place)
    }
    if memories.count == Limits.ruleMemories {
      throw error("a rule has at most \(Limits.ruleMemories) memories", at: place)
    }
    isReadingStart = true
    let start = numeric(try value(of: expression))
    isReadingStart = false
    try checkStart(start, expression)
    let shape = assumedShapes[name] ?? .unknown
    memories.append(
      (name, Memory(start: start, next: nil, shape: shape, statement: statement)))
    define(name, graph.append(.memory(memories.count - 1), [], shape))
  }

  func declares(knob name: String) -> Bool {
    syntax.statements.contains {
      if case .knob = $0.kind { $0.name == name } else { false }
    }
  }

  /// Throws unless the start of a memory is known before the first step.
  private func checkStart(
    _ start: RuleGraph.Value, _ expression: RuleSyntax.Expression
  ) throws(RuleError) {
    let isKnown = graph.subvalues(of: [start]).allSatisfy { graph[$0].operation.isKnownAtStart }
    guard isKnown else {
      let text = excerpt(expression)
      throw startError(text, "if(t == 1, \(text), …)", at: syntax[expression].range.lowerBound)
    }
  }

  func startError(_ subject: String, _ example: String, at offset: Int) -> RuleError {
    error(
      "the start of a memory contains only numbers, knobs and w: set \(subject) in the first step, "
        + "as in \(example)", at: offset)
  }

  mutating func define(_ name: String, _ value: RuleGraph.Value) {
    if environment.updateValue(value, forKey: name) == nil { names.append(name) }
  }
}

extension RuleOperation {
  /// Whether the value is known before the first step.
  fileprivate var isKnownAtStart: Bool {
    switch self {
    case .gradient, .loss, .hessianProduct, .hessianDiagonal, .topEigenvector, .sharpness, .solve,
      .block, .draw, .step, .memory:
      false
    default: true
    }
  }
}

extension Knob {
  /// Returns the Greek letter of a name such as `beta2`, with digits as subscripts; else the name.
  static func symbol(of id: String) -> String {
    let letters = id.prefix { !$0.isNumber }
    let digits = id.dropFirst(letters.count)
    guard digits.allSatisfy(\.isNumber), letters != "pi",
      let letter = RuleLexer.greek.first(where: { $0.value == letters })?.key
    else { return id }
    let subscripts = Array("₀₁₂₃₄₅₆₇₈₉")
    return String(letter)
      + digits.compactMap(\.wholeNumberValue).map { String(subscripts[$0]) }.joined()
  }
}

extension RuleSyntax {
  /// Returns the comment behind a declaration on the same line; nil without a comment.
  func comment(behind statement: Statement) -> String? {
    let rest = characters[statement.start...].prefix { !$0.isNewline }
    guard let hash = rest.firstIndex(of: "#"), !rest[..<hash].contains(";") else { return nil }
    let comment = String(rest[(hash + 1)...].drop(while: \.isWhitespace))
    let text = comment.reversed().drop(while: \.isWhitespace).reversed()
    return text.isEmpty ? nil : String(text)
  }
}
