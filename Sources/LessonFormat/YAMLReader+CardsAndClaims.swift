import Engine
import Lessons
import SafeText
import Spelling
import StrictYAML

// The cards and claims of a lesson.
extension YAMLReader {
  /// Parses a card of a lesson with `steps` steps.
  func card(
    _ node: YAMLNode, _ symbols: SymbolTable, _ settings: SettingResolver, steps: Int,
    isAfterQuestion: Bool
  ) throws(YAMLFileError) -> Card {
    let fields = try MappingFields(
      node, of: self, mappingName: "a card",
      keys: ["at", "when", "say", "ask", "choices", "answer", "pause", "set", "reveal", "pace"])
    let moment: Moment =
      switch try fields.exactlyOne(of: ["at", "when"]) {
      case "at": try step(try fields.required("at"), steps)
      default: try event(try fields.required("when"), symbols, run: nil)
      }
    let content: Card.Content
    if try fields.exactlyOne(of: ["say", "ask"]) == "say" {
      for key in ["choices", "answer"] where fields.optional(key) != nil {
        throw error(at: fields.keyNode(of: key), "“\(key)” goes with “ask”, not with “say”")
      }
      content = .statement(try template(try fields.required("say"), symbols))
    } else {
      content = try question(fields, symbols)
    }
    let pauses = try fields.optional("pause").map { node throws(YAMLFileError) in
      try bool(node, "pause")
    }
    let changes = try fields.optional("set").map { node throws(YAMLFileError) in
      try self.changes(node, settings)
    }
    let reveals = try fields.optional("reveal").map { node throws(YAMLFileError) in
      try bool(node, "reveal")
    }
    if reveals == true, !isAfterQuestion {
      throw error(
        at: fields.keyNode(of: "reveal"), "“reveal” needs a card with “ask” before this card")
    }
    return Card(
      moment: moment, content: content, pauses: pauses ?? false, changes: changes ?? [],
      reveals: reveals ?? false, pace: try pace(fields.optional("pace")) ?? 1)
  }

  /// Parses the factor on the playing time from a card to the next.
  private func pace(_ node: YAMLNode?) throws(YAMLFileError) -> Double? {
    guard let node else { return nil }
    let pace = try number(node, "pace")
    guard Limits.cardPace.contains(pace) else {
      throw error(
        at: node,
        "pace must be between \(Limits.cardPace.lowerBound) and \(Limits.cardPace.upperBound), "
          + "not \(node.kind)")
    }
    return pace
  }

  private func question(_ fields: MappingFields, _ symbols: SymbolTable) throws(YAMLFileError)
    -> Card.Content
  {
    let text = try template(try fields.required("ask"), symbols)
    let node = try fields.required("choices")
    let items = try sequence(node, "choices")
    guard (2...9).contains(items.count) else {
      throw error(at: node, "a question must have 2 to 9 choices, not \(items.count)")
    }
    var choices: [String] = []
    for item in items {
      let choice = try nonEmptyText(item, "a choice")
      guard !choices.contains(choice) else {
        throw error(
          at: item, "the choice “\(sanitizedExcerpt(choice))” is listed twice; remove one")
      }
      choices.append(choice)
    }
    let answerNode = try fields.required("answer")
    let answer = try self.text(answerNode, "the answer")
    guard let index = choices.firstIndex(of: answer) else {
      throw error(
        at: answerNode,
        "the answer must be one of the choices, not \(answerNode.kind)"
          + suggestion(answer, from: choices.map { sanitizedExcerpt($0) }))
    }
    return .question(text, choices: choices, answer: index)
  }

  private func template(_ node: YAMLNode, _ symbols: SymbolTable) throws(YAMLFileError) -> Template
  {
    let text = try nonEmptyText(node, "a card’s text")
    do throws(TemplateError) {
      return try Template(text) { symbols.isKnown($0, run: nil) }
    } catch {
      throw self.error(
        at: node, offset: error.offset,
        symbols.unknownNameMessage(text, error.offset, nil) ?? error.message)
    }
  }

  /// Parses a step of the lesson, or `end`.
  private func step(_ node: YAMLNode, _ steps: Int) throws(YAMLFileError) -> Moment {
    node.scalar == "end" ? .end : .step(try integer(node, "the step", in: 0...steps))
  }

  /// Parses an event: `usam settled`, `settled` if `run` is known, or an expression.
  private func event(
    _ node: YAMLNode, _ symbols: SymbolTable, run: String?
  ) throws(YAMLFileError) -> Moment {
    let text = try nonEmptyText(node, "an event")
    if let run, State.isValidName(text) { return .state(run: run, word: text) }
    if let space = text.firstIndex(of: " ") {
      let (first, rest) = (String(text[..<space]), String(text[text.index(after: space)...]))
      let isWords = rest.allSatisfy { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
      if symbols.runs.contains(first), isWords {
        return .state(run: first, word: try word(rest, node, offset: first.count + 1))
      }
      if State.isValidName(rest), isWords {
        throw error(
          at: node,
          "there is no run “\(sanitizedExcerpt(first))”\(suggestion(first, from: symbols.runs))")
      }
    }
    return .holds(try expression(node, "an event", in: symbols, run: run))
  }

  private func word(_ word: String, _ node: YAMLNode, offset: Int) throws(YAMLFileError) -> String {
    guard State.isValidName(word) else {
      throw error(
        at: node, offset: offset,
        "there is no state “\(sanitizedExcerpt(word))”\(suggestion(word, from: State.names))")
    }
    return word
  }

  /// Parses a claim of a lesson with `steps` steps.
  func claim(
    _ node: YAMLNode, _ symbols: SymbolTable, _ settings: SettingResolver, steps: Int
  ) throws(YAMLFileError) -> Claim {
    let folds = Claim.Fold.allCases.map(\.rawValue)
    let fields = try MappingFields(
      node, of: self, mappingName: "a claim",
      keys: ["run", "at", "first", "over", "value"] + folds + [
        "equals", "within", "below", "above", "state", "because", "with", "seeds",
      ])
    let run = try fields.optional("run").map { node throws(YAMLFileError) in
      try self.run(node, symbols)
    }
    let (sampling, assertion) = try samplingAndAssertion(fields, symbols, run: run, steps: steps)
    let because = try fields.optional("because").map { node throws(YAMLFileError) in
      try nonEmptyText(node, "because")
    }
    let changes = try fields.optional("with").map { node throws(YAMLFileError) in
      try self.changes(node, settings)
    }
    return Claim(
      run: run, sampling: sampling, assertion: assertion, because: because, changes: changes ?? [],
      seeds: try fields.optional("seeds").map { node throws(YAMLFileError) in try seeds(node) })
  }

  private func run(_ node: YAMLNode, _ symbols: SymbolTable) throws(YAMLFileError) -> String {
    let run = try text(node, "the run")
    guard symbols.runs.contains(run) else {
      throw error(
        at: node, "there is no run “\(sanitizedExcerpt(run))”\(suggestion(run, from: symbols.runs))"
      )
    }
    return run
  }

  private func samplingAndAssertion(
    _ fields: MappingFields, _ symbols: SymbolTable, run: String?, steps: Int
  ) throws(YAMLFileError) -> (Claim.Sampling, Claim.Assertion) {
    let folds = Claim.Fold.allCases.map(\.rawValue)
    let momentKey = try fields.exactlyOne(of: ["at", "first", "over"])
    let valueKey = try fields.exactlyOne(of: ["value", "state"] + folds)
    if momentKey == "over" {
      guard let fold = Claim.Fold(rawValue: valueKey) else {
        throw error(
          at: fields.keyNode(of: valueKey),
          "“over” goes with one of \(folds.joined(separator: ", ")), not with “\(valueKey)”")
      }
      let value = try expression(try fields.required(valueKey), valueKey, in: symbols, run: run)
      let range = try stepRange(try fields.required("over"), steps)
      return (.over(range, fold), .value(value, try test(fields)))
    }
    guard !folds.contains(valueKey) else {
      throw error(
        at: fields.keyNode(of: valueKey), "“\(valueKey)” goes with “over”, not with “\(momentKey)”")
    }
    let node = try fields.required(momentKey)
    let moment: Moment =
      momentKey == "at" ? try step(node, steps) : try event(node, symbols, run: run)
    if valueKey == "state" { return (.at(moment), try state(fields, run: run)) }
    let value = try fields.required("value")
    if value.scalar == "step" { return (.at(moment), .step(try test(fields))) }
    return (
      .at(moment), .value(try expression(value, "value", in: symbols, run: run), try test(fields))
    )
  }

  private func state(_ fields: MappingFields, run: String?) throws(YAMLFileError) -> Claim.Assertion
  {
    guard run != nil else {
      throw error(at: fields.keyNode(of: "state"), "“state” needs the key “run” in the claim")
    }
    for key in ["equals", "within", "below", "above"] where fields.optional(key) != nil {
      throw error(at: fields.keyNode(of: key), "“\(key)” goes with “value”, not with “state”")
    }
    let node = try fields.required("state")
    return .state(word: try word(try text(node, "the state"), node, offset: 0))
  }

  /// Parses a range of seeds: `[1, 5]` for seeds 1 to 5.
  private func seeds(_ node: YAMLNode) throws(YAMLFileError) -> ClosedRange<UInt64> {
    let (low, high) = try pair(node, "seeds")
    let lower = try integer(low, "the seed", in: 0...1_000_000)
    let upper = try integer(high, "the seed", in: 0...1_000_000)
    guard lower <= upper, upper - lower < Limits.seeds else {
      throw error(
        at: node,
        "seeds must be [first, last] with first ≤ last, at most \(Limits.seeds) seeds")
    }
    return UInt64(lower)...UInt64(upper)
  }

  private func stepRange(_ node: YAMLNode, _ steps: Int) throws(YAMLFileError) -> ClosedRange<Int> {
    let (low, high) = try pair(node, "over")
    let lower = try integer(low, "the step", in: 0...steps)
    let upper =
      high.scalar == "end" ? steps : try integer(high, "the step", in: 0...steps)
    guard lower <= upper else {
      throw error(at: node, "over must be [first, last] with first ≤ last")
    }
    return lower...upper
  }

  private func test(_ fields: MappingFields) throws(YAMLFileError) -> Claim.Test {
    let key = try fields.exactlyOne(of: ["equals", "below", "above"])
    let bound = try number(try fields.required(key), key)
    guard key == "equals" else {
      if fields.optional("within") != nil {
        throw error(
          at: fields.keyNode(of: "within"), "“within” goes with “equals”, not with “\(key)”")
      }
      return key == "below" ? .below(bound) : .above(bound)
    }
    let node = try fields.required("within")
    let within = try number(node, "within")
    guard within >= 0 else { throw error(at: node, "within must be ≥ 0") }
    return .equals(bound, within: within)
  }
}
