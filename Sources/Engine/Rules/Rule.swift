/// A typed update rule: the text of one step, checked and translated into a graph.
///
/// ```swift
/// let sam = try Rule("w - eta*grad(w + rho*unit(grad(w)))")
/// print(sam.knobs.map(\.id))  // ["eta", "rho"]
/// print(sam.evaluations(after: 10) { $0.defaultValue })  // 20
/// ```
///
/// A statement assigns to a name; `w = …`, or a last line without a name, is the new iterate. Beyond
/// the arithmetic of formulas a rule has `grad`, `loss`, `hvp` and other functions of the objective,
/// vectors, memories (`memory v = 0`), knobs (`knob alpha = 0.4 from 0 to 1`), the number of the step
/// `t` and random draws.
public struct Rule: Sendable {
  /// The source text.
  public let text: String
  /// The hyperparameters: η, ρ, β and β₂ if used, then the others as declared.
  public let knobs: [Knob]
  /// The values carried from step to step, in the order of the declarations.
  public let memories: [Memory]
  let graph: RuleGraph
  /// The id of each knob in the graph.
  let graphKnobs: [String]
  /// The values after a step: w, then the memories, then the ascent point if the rule sets it.
  let results: [RuleGraph.Value]
  /// Whether `ascent = …` sets the ascent point.
  let setsAscentPoint: Bool
  /// The random draws in the order of the text.
  let draws: [RuleGraph.Value]
  /// The assignments, in the order of the text.
  let assignments: [Assignment]

  /// A statement that computes a value.
  struct Assignment: Sendable {
    /// The statement, with single blanks.
    let text: String
    /// The name on the left; `w` for a value without a name.
    let name: String
    let value: RuleGraph.Value
  }

  /// A value carried from step to step.
  public struct Memory: Sendable {
    /// The name in the text.
    public let name: String
    /// The text of the value before the first step.
    public let start: String
    /// Whether the value has components.
    public let hasComponents: Bool
    /// The value before the first step.
    let startValue: RuleGraph.Value
  }

  /// Parses a rule.
  ///
  /// - Throws: `RuleError`, also for more than 10 000 characters, 200 levels, 200 lines, 32 calls of
  ///   the objective, 16 memories or 16 knobs.
  public init(_ text: String) throws(RuleError) {
    let syntax = try RuleParser.parse(text)
    let checker = try Self.check(syntax)
    self.text = text
    graph = checker.graph
    knobs = checker.orderedKnobs
    graphKnobs = checker.knobs.map(\.id)
    draws = checker.draws
    memories = checker.memories.map { name, memory in
      Memory(
        name: name, start: syntax.startText(of: memory.statement),
        hasComponents: memory.shape.isVector, startValue: memory.start)
    }
    assignments = checker.assignments.map { statement, value in
      Assignment(text: syntax.text(of: statement), name: statement.name, value: value)
    }
    setsAscentPoint = checker.ascentPoint != nil
    results =
      [checker.newIterate].compactMap(\.self) + checker.memories.compactMap(\.memory.next)
      + [checker.ascentPoint].compactMap(\.self)
  }

  /// Checks a rule, and infers the shape of each memory from the values assigned to it.
  ///
  /// All shapes are unknown at first; each pass over the text finds some. A shape that stays unknown
  /// is that of the start, at least a number. Shapes only grow, so the passes end.
  private static func check(_ syntax: RuleSyntax) throws(RuleError) -> RuleChecker {
    var shapes: [String: RuleShape] = [:]
    while true {
      var checker = RuleChecker(syntax, assuming: shapes)
      try checker.check()
      var found: [String: RuleShape] = [:]
      for (name, memory) in checker.memories {
        let start = checker.shape(memory.start)
        var shape = memory.next.map { checker.shape($0) } ?? .unknown
        if shape != .unknown, start.isVector { shape = max(shape, start) }
        found[name] = max(shape, shapes[name] ?? .unknown)
      }
      if found == shapes {
        let unknown = checker.memories.filter { found[$0.name] == .unknown }
        if unknown.isEmpty { return checker }
        for (name, memory) in unknown { found[name] = max(checker.shape(memory.start), .number) }
      }
      shapes = found
    }
  }

  /// Whether a step draws random numbers.
  public var drawsRandomNumbers: Bool { !draws.isEmpty }
}

extension OptimizerInfo {
  /// The description of a rule by its comments: `name`, `rule` in mathematical notation, `about` and
  /// `source`.
  public init(_ rule: Rule, id: String = "rule") {
    let comments = Rule.comments(in: rule.text)
    self.init(
      id: id, name: comments["name"] ?? id, rule: comments["rule"] ?? rule.canonicalText,
      knobs: rule.knobs,
      evaluationsPerStep: rule.evaluationsPerStep { $0.defaultValue }.last ?? 0,
      source: comments["source"] ?? "", about: comments["about"] ?? "")
  }
}

extension RuleSyntax {
  /// Returns the text of an assignment, with single blanks.
  fileprivate func text(of statement: Statement) -> String {
    switch statement.kind {
    case .assignment(let value): "\(statement.name) = \(text(self[value].enclosing))"
    case .value(let value): text(self[value].enclosing)
    case .knob, .memory: statement.name
    }
  }

  /// Returns the text of the start of a memory.
  fileprivate func startText(of statement: Statement) -> String {
    if case .memory(let start) = statement.kind { text(of: start) } else { "" }
  }
}

extension Rule {
  /// Returns the values of comments such as `# name: VaSSO` by their keys, the first of each key.
  ///
  /// A value continues on the next lines that begin with `#` and two blanks.
  public static func comments(in text: String) -> [String: String] {
    var values: [String: String] = [:]
    var key: String?
    for line in text.split(whereSeparator: \.isNewline) {
      if let begun = key, line.hasPrefix("#  ") {
        values[begun]? += " " + line.dropFirst()
        continue
      }
      key = nil
      guard line.first == "#" else { continue }
      let parts = line.dropFirst().split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let name = String(parts[0].drop(while: \.isWhitespace))
      guard values[name] == nil else { continue }
      values[name] = String(parts[1])
      key = name
    }
    return values.mapValues { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  }

  /// The rule on one line, without comments and with single blanks; parses as the same rule.
  public var canonicalText: String { Self.canonicalText(text) }

  /// Returns a rule on one line, without comments; lines are joined by `; `.
  public static func canonicalText(_ text: String) -> String {
    var (lines, depth) = ([String](), 0)
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
      guard !words.isEmpty else { continue }
      let code = words.joined(separator: " ")
      if depth > 0, let last = lines.popLast() {
        lines.append(last + " " + code)
      } else {
        lines.append(code)
      }
      for character in code {
        if character == "(" { depth += 1 }
        if character == ")" { depth = max(0, depth - 1) }
      }
    }
    return lines.flatMap { $0.split(separator: ";") }
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }.joined(separator: "; ")
  }
}
