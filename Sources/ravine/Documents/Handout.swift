import Engine
import Export

/// A lesson as a page for the class, in Markdown: the answers stand at its end.
struct Handout {
  private(set) var text = ""

  /// - Throws: `EngineError` if the catalogue does not know a surface, optimizer or knob.
  init(_ lesson: Scenario) throws(EngineError) {
    let acts = lesson.acts
    var recordings: [[String: Recording]] = []
    for act in acts { recordings.append(try act.scenario.recordings()) }
    let schedule = lesson.schedule { recordings[$0] }
    let told = schedule.entries.map { entry in
      HandoutCard(card: lesson.cards[entry.card], entry: entry, recordings: recordings[entry.act])
    }

    text = "# \(escapedMarkdown(lesson.title))\n"
    appendParagraph(escapedMarkdown(lesson.lesson))
    try appendExperiment(lesson)
    appendHeading("What to watch")
    for card in told where !card.isQuestion {
      text += "- \(card.stepText)\(card.changeText): \(card.body)\n"
    }
    appendQuestions(told.filter(\.isQuestion))
    appendHeading("The numbers")
    try appendClaims(lesson)
    appendAnswers(told.filter(\.isQuestion))
    if !lesson.source.isEmpty {
      appendHeading("Sources")
      text += escapedMarkdown(lesson.source) + "\n"
    }
  }

  private mutating func appendHeading(_ title: String) { text += "\n## \(title)\n\n" }

  private mutating func appendParagraph(_ words: String) {
    if !words.isEmpty { text += "\n\(words)\n" }
  }

  private mutating func appendExperiment(_ lesson: Scenario) throws(EngineError) {
    appendHeading("The experiment")
    let card = try Catalog.surface(lesson.surface).info
    let given = lesson.surface.assignedValues.map { "\($0.name) = \(formatExact($0.value))" }
    text += "The loss is f(x, y) = \(escapedMarkdown(card.formula))"
    text += given.isEmpty ? ".\n" : ", with \(given.joined(separator: ", ")).\n"
    text += "Every run starts at (\(lesson.start.argumentText.replacing(",", with: ", ")))"
    text += " and takes \(lesson.steps) steps.\n\n"
    var runs = TextTable(["run", "rule", "setting"])
    for run in lesson.runs {
      let card = try Catalog.optimizer(run.optimizer.id).info
      runs.append([run.name, escapedMarkdown(card.updateRule), hyperparameterText(of: run, card)])
    }
    text += runs.markdown
    text +=
      "\nTo see it: `ravine \(lesson.id)`. Space plays, `,` and `.` step, `n` is the next card.\n"
  }

  /// The knobs by their symbols, and what else is the run's own.
  private func hyperparameterText(of run: NamedRun, _ card: OptimizerInfo) -> String {
    var words = card.knobs.map { knob in
      let value = run.optimizer.knobs[knob.id] ?? knob.defaultValue
      let change = run.optimizer.schedules[knob.id].map { " changing as \($0)" } ?? ""
      return "\(knob.symbol) = \(formatExact(value))\(change)"
    }
    if let start = run.start {
      words.append("start (\(start.argumentText.replacing(",", with: ", ")))")
    }
    switch run.noise {
    case .none: break
    case .normal(let x, let y): words.append("normal noise \(formatExact(x)), \(formatExact(y))")
    case .pareto(let tail, let x, let y):
      words.append(
        "Pareto noise of tail \(formatExact(tail)), scale \(formatExact(x)), \(formatExact(y))")
    case .label(let sigma): words.append("label noise \(formatExact(sigma))")
    }
    if run.noise != .none { words.append("seed \(run.seed)") }
    return words.joined(separator: ", ")
  }

  private mutating func appendQuestions(_ questions: [HandoutCard]) {
    guard !questions.isEmpty else { return }
    appendHeading("Questions")
    for (index, question) in questions.enumerated() {
      text += "\(index + 1). \(question.body)"
      text += question.entry.step > 0 ? " (Asked at step \(question.entry.step).)\n" : "\n"
      for (letter, choice) in zip("abcdefghi", question.choices) {
        text += "   - \(letter)) \(escapedMarkdown(choice))\n"
      }
    }
  }

  private mutating func appendClaims(_ lesson: Scenario) throws(EngineError) {
    var columns = TextTable(["claim", "measured", "why"])
    for verdict in try lesson.check() {
      columns.append([
        escapedMarkdown(verdict.claim), verdict.measuredText,
        escapedMarkdown(verdict.because ?? ""),
      ])
    }
    text += columns.markdown
  }

  private mutating func appendAnswers(_ questions: [HandoutCard]) {
    guard !questions.isEmpty else { return }
    appendHeading("Answers")
    for (index, question) in questions.enumerated() {
      text += "\(index + 1). \(question.answerText)\n"
    }
  }
}

/// A card as it is told in the lesson's own settings.
private struct HandoutCard {
  let card: Card
  let entry: CardSchedule.ScheduledCard
  let recordings: [String: Recording]

  var isQuestion: Bool { !choices.isEmpty }

  /// “, with ρ = 0.3”, where the card changes a setting.
  var changeText: String {
    let changes = card.changes.descriptions
    return changes.isEmpty ? "" : ", with \(escapedMarkdown(changes.joined(separator: ", ")))"
  }

  var stepText: String { entry.step == 0 ? "at the start" : "step \(entry.step)" }

  var body: String {
    escapedMarkdown(
      card.text.filled { expression in
        let value = recordings.value(of: expression, at: entry.step)
        return expression.isCount ? formatExact(value) : formatSignificant(value, digits: 4)
      })
  }

  var choices: [String] {
    if case .question(_, let choices, _) = card.content { choices } else { [] }
  }

  /// “b) sam”.
  var answerText: String {
    guard case .question(_, let choices, let answer) = card.content else { return "" }
    let letters = Array("abcdefghi")
    return "\(letters[answer])) \(escapedMarkdown(choices[answer]))"
  }
}

/// Text that Markdown leaves as it is.
private func escapedMarkdown(_ text: String) -> String {
  var escaped = ""
  for character in sanitized(text) {
    if "\\`*_<>[]#".contains(character) { escaped.append("\\") }
    escaped.append(character)
  }
  return escaped
}
