import Engine
import Lessons
import SafeText
import Spelling
import StrictYAML

// The cards of a lesson.
extension YAMLReader {
  /// Parses a card; nil for an invalid card, whose errors are noted.
  func card(
    _ node: YAMLNode, _ context: LessonContext, isAfterQuestion: Bool
  ) throws(YAMLFileError) -> Card? {
    let fields = try MappingFields(
      node, of: self, mappingName: "a card",
      keys: ["at", "when", "say", "ask", "choices", "answer", "pause", "set", "reveal", "pace"])
    let moment = attempt(try moment(fields, context))
    let content = attempt(try content(fields, context.symbols)) ?? nil
    let pauses = attempt(try flag(fields, "pause"))
    let changes = attempt(try changes(fields.optional("set"), context.settings))
    let reveals = attempt(try reveals(fields, isAfterQuestion: isAfterQuestion))
    let pace = attempt(try pace(fields.optional("pace")) ?? 1)
    guard let moment, let content, let pauses, let changes, let reveals, let pace else {
      return nil
    }
    return Card(
      moment: moment, content: content, pauses: pauses, changes: changes, reveals: reveals,
      pace: pace)
  }

  /// Parses the moment of a card.
  private func moment(
    _ fields: MappingFields, _ context: LessonContext
  ) throws(YAMLFileError) -> Moment {
    try fields.exactlyOne(of: ["at", "when"]) == "at"
      ? step(try fields.required("at"), context.steps)
      : event(try fields.required("when"), context.symbols, run: nil)
  }

  private func content(
    _ fields: MappingFields, _ symbols: SymbolTable
  ) throws(YAMLFileError) -> Card.Content? {
    guard try fields.exactlyOne(of: ["say", "ask"]) == "say" else {
      return try question(fields, symbols)
    }
    for key in ["choices", "answer"] where fields.optional(key) != nil {
      try note(
        error(at: fields.keyNode(of: key), "“\(key)” goes with “ask”, not with “say”"))
    }
    return .statement(try template(try fields.required("say"), symbols))
  }

  /// Parses `true` or `false`; the default is false.
  private func flag(_ fields: MappingFields, _ key: String) throws(YAMLFileError) -> Bool {
    guard let node = fields.optional(key) else { return false }
    return try bool(node, key)
  }

  private func reveals(
    _ fields: MappingFields, isAfterQuestion: Bool
  ) throws(YAMLFileError) -> Bool {
    let reveals = try flag(fields, "reveal")
    if reveals, !isAfterQuestion {
      throw error(
        at: fields.keyNode(of: "reveal"), "“reveal” needs a card with “ask” before this card")
    }
    return reveals
  }

  /// Parses optional changes; without valid settings the changes are not checked.
  func changes(
    _ node: YAMLNode?, _ settings: SettingResolver?
  ) throws(YAMLFileError) -> [SettingChange] {
    guard let node, let settings else { return [] }
    return try changes(node, settings)
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

  /// Parses a question; nil for an invalid question, whose errors are noted.
  private func question(
    _ fields: MappingFields, _ symbols: SymbolTable
  ) throws(YAMLFileError) -> Card.Content? {
    let text = attempt(try template(try fields.required("ask"), symbols))
    guard let choices = attempt(try choices(try fields.required("choices"))) else { return nil }
    let node = try fields.required("answer")
    let answer = try self.text(node, "the answer")
    guard let index = choices.firstIndex(of: answer) else {
      throw error(
        at: node,
        "the answer must be one of the choices, not \(node.kind)"
          + suggestion(answer, from: choices.map { sanitizedExcerpt($0) }))
    }
    return text.map { .question($0, choices: choices, answer: index) }
  }

  private func choices(_ node: YAMLNode) throws(YAMLFileError) -> [String] {
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
    return choices
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
  func step(_ node: YAMLNode, _ steps: Int) throws(YAMLFileError) -> Moment {
    node.scalar == "end" ? .end : .step(try integer(node, "the step", in: 0...steps))
  }

  /// Parses an event: `usam settled`, `settled` if `run` is known, or an expression.
  func event(
    _ node: YAMLNode, _ symbols: SymbolTable, run: String?
  ) throws(YAMLFileError) -> Moment {
    let text = try nonEmptyText(node, "an event")
    if let run, State.isValidName(text) { return .state(run: run, word: text) }
    if let space = text.firstIndex(of: " ") {
      let (first, rest) = (String(text[..<space]), String(text[text.index(after: space)...]))
      let isWords = rest.allSatisfy { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
      if symbols.hasRun(first), isWords {
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

  func word(_ word: String, _ node: YAMLNode, offset: Int) throws(YAMLFileError) -> String {
    guard State.isValidName(word) else {
      throw error(
        at: node, offset: offset,
        "there is no state “\(sanitizedExcerpt(word))”\(suggestion(word, from: State.names))")
    }
    return word
  }
}
