/// Translates the syntax of an update rule into a graph and checks names, arguments and shapes.
///
/// The statements are read in order; a name stands for the value assigned to it last.
struct RuleChecker {
  /// A memory: its value before the first step and after each step.
  struct Memory {
    let start: RuleGraph.Value
    var next: RuleGraph.Value?
    var shape: RuleShape
    let statement: RuleSyntax.Statement
  }

  let syntax: RuleSyntax
  /// The shapes of memories as far as they are known.
  let assumedShapes: [String: RuleShape]
  var graph = RuleGraph()
  var knobs: [Knob] = []
  var declaredKnobs: Set<String> = []
  var memories: [(name: String, memory: Memory)] = []
  var draws: [RuleGraph.Value] = []
  /// The values of the assignments, in the order of the text.
  var assignments: [(statement: RuleSyntax.Statement, value: RuleGraph.Value)] = []
  var newIterate: RuleGraph.Value?
  var ascentPoint: RuleGraph.Value?
  /// The named values in the order of the statements, for suggestions.
  var names: [String] = []
  var environment: [String: RuleGraph.Value] = [:]
  /// Names assigned a literal, with the text of the literal.
  var literals: [String: String] = [:]
  var callCount = 0
  var isReadingStart = false
  /// The statement whose value is being read; nil in the start of a memory.
  var assigned: RuleSyntax.Statement?

  init(_ syntax: RuleSyntax, assuming shapes: [String: RuleShape]) {
    self.syntax = syntax
    assumedShapes = shapes
  }

  func error(_ message: String, at offset: Int) -> RuleError {
    RuleError(message, at: offset, in: syntax.characters)
  }

  func shape(_ value: RuleGraph.Value) -> RuleShape { graph[value].shape }

  /// Returns the text of an expression, cut to a length.
  func excerpt(_ expression: RuleSyntax.Expression, limit: Int = 30) -> String {
    let text = syntax.text(of: expression)
    return text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }

  /// Checks all statements.
  mutating func check() throws(RuleError) {
    for (index, statement) in syntax.statements.enumerated() {
      switch statement.kind {
      case .knob(let value, let range): try declareKnob(statement, value, range)
      case .memory(let start): try declareMemory(statement, start)
      case .assignment(let value): try assign(statement, value)
      case .value(let value):
        try assign(statement, value)
        if index + 1 < syntax.statements.count {
          throw error(
            "the new w without a name must be the last line: write w = … here", at: statement.start)
        }
      }
    }
    try checkEnd()
  }

  private func checkEnd() throws(RuleError) {
    guard newIterate != nil else {
      let end = syntax.characters.lastIndex { !$0.isWhitespace }.map { $0 + 1 } ?? 0
      throw error(
        "nothing sets w: end with w = …, or with the new w alone, such as w - eta*grad(w)", at: end)
    }
    for (name, memory) in memories where memory.next == nil {
      throw error(
        "the memory \(quoted(name)) is never set: write \(name) = … below, or remove the memory",
        at: memory.statement.nameStart)
    }
    let used = usedKnobs
    for statement in syntax.statements {
      guard case .knob = statement.kind, !used.contains(statement.name) else { continue }
      throw error("the knob \(quoted(statement.name)) is not used", at: statement.nameStart)
    }
  }

  private var usedKnobs: Set<String> {
    Set(
      graph.nodes.compactMap { node in
        if case .knob(let index) = node.operation { knobs[index].id } else { nil as String? }
      })
  }

  /// The used knobs: η, ρ, β, β₂, then the others as declared.
  var orderedKnobs: [Knob] {
    let used = usedKnobs
    let known = RuleNames.knobs.compactMap { known in knobs.first { $0.id == known.id } }
    return known.filter { used.contains($0.id) } + knobs.filter { RuleNames.knob($0.id) == nil }
  }
}
