import Engine
import Export
import Lessons
import SafeText

/// A lesson or a course as a handout for the class, in Markdown, with the answers at the end.
struct Handout {
  private(set) var text = ""
  /// The level of a lesson's title.
  private let level: Int
  /// The folder of the figures, which the page shows; nil for a page without figures.
  private let figures: String?

  /// Runs the lesson and writes its handout.
  ///
  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - figures: The folder of the figures, named after the lessons; nil for a page without figures.
  /// - Throws: `EngineError` if the catalog rejects the surface, an optimizer or a parameter.
  init(_ lesson: Scenario, figures: String? = nil) throws(EngineError) {
    (level, self.figures) = (1, figures)
    let questions = try append(lesson)
    if !questions.isEmpty {
      appendHeading("Answers")
      appendAnswers(questions)
    }
    appendSources(lesson)
  }

  /// Runs the lessons of a course and writes its handout.
  ///
  /// - Parameters:
  ///   - course: The course.
  ///   - lessons: The lessons of the course.
  ///   - figures: The folder of the figures, named after the lessons; nil for a page without figures.
  /// - Throws: `EngineError` if the catalog rejects the surface, an optimizer or a parameter.
  init(
    _ course: Scenario.Course, of lessons: [Scenario], figures: String? = nil
  ) throws(EngineError) {
    (level, self.figures) = (2, figures)
    text = "# \(escapedMarkdown(course.title))\n"
    appendParagraph(escapedMarkdown(course.about))
    appendParagraph(
      "\(lessons.count) lessons in \(course.minutes) minutes: `ravine play --course \(course.id)`.")
    var answers = Handout(level: 2)
    for (index, lesson) in lessons.enumerated() {
      let title = "\(index + 1). \(lesson.title)"
      text += "\n"
      let questions = try append(lesson, title: title)
      appendSources(lesson)
      guard !questions.isEmpty else { continue }
      answers.appendHeading(escapedMarkdown(title))
      answers.appendAnswers(questions)
    }
    if !answers.text.isEmpty { text += "\n## Answers\n" + answers.text }
  }

  private init(level: Int) { (self.level, figures) = (level, nil) }

  /// Appends a lesson without its answers and sources; returns its questions.
  private mutating func append(
    _ lesson: Scenario, title: String? = nil
  ) throws(EngineError) -> [HandoutCard] {
    var acts = ActRecorder(lesson)
    _ = try acts.recordings(of: 0)
    let schedule = lesson.schedule { (try? acts.recordings(of: $0)) ?? [:] }
    var cards: [HandoutCard] = []
    for entry in schedule.entries {
      let recordings = try acts.recordings(of: entry.act)
      cards.append(HandoutCard(lesson.cards[entry.card], entry, recordings))
    }

    text += "\(String(repeating: "#", count: level)) \(escapedMarkdown(title ?? lesson.title))\n"
    appendParagraph(escapedMarkdown(lesson.lesson))
    if let figures {
      appendParagraph("![\(escapedMarkdown(lesson.title))](\(figures)/\(lesson.id).svg)")
    }
    try appendExperiment(lesson)
    appendHeading("What to watch")
    for card in cards where !card.isQuestion {
      text += "- \(card.stepText)\(card.changeText): \(card.body)\n"
    }
    let questions = cards.filter(\.isQuestion)
    appendQuestions(questions)
    appendHeading("Claims")
    try appendClaims(lesson)
    return questions
  }

  private mutating func appendSources(_ lesson: Scenario) {
    guard !lesson.source.isEmpty else { return }
    appendHeading("Sources")
    text += escapedMarkdown(lesson.source) + "\n"
  }

  private mutating func appendHeading(_ title: String) {
    text += "\n\(String(repeating: "#", count: level + 1)) \(title)\n\n"
  }

  private mutating func appendParagraph(_ paragraph: String) {
    if !paragraph.isEmpty { text += "\n\(paragraph)\n" }
  }

  private mutating func appendExperiment(_ lesson: Scenario) throws(EngineError) {
    appendHeading("The experiment")
    let surface = try Catalog.surface(lesson.surface)
    let formula = escapedMarkdown(surface.info.formula)
    let (knobs, assigned) = (surface.info.knobs, lesson.surface.assignedValues)
    let others = assigned.filter { value in !knobs.contains { $0.id == value.name } }
    let values =
      knobs.map { knob in
        let value = assigned.first { $0.name == knob.id }?.value ?? knob.defaultValue
        return "\(knob.symbol) = \(formatExact(value))"
      } + others.map { "\($0.name) = \(formatExact($0.value))" }
    let settings = values.isEmpty ? ".\n" : ", with \(values.joined(separator: ", ")).\n"
    if let problem = surface.projection?.problem {
      text += "The loss of the problem `\(lesson.surface.source.text)` has \(problem.dimension) "
      text += "parameters: \(formula)\(settings)"
      text += "Every run takes \(lesson.steps) steps.\n\n"
    } else {
      text += "The loss is f(x, y) = \(formula)\(settings)"
      let start = lesson.start
      text += "Every run starts at (\(formatSignificant(start.x)), \(formatSignificant(start.y)))"
      text += " and takes \(lesson.steps) steps.\n\n"
    }
    var runs = TextTable(["run", "update rule", "hyperparameters"])
    for run in lesson.runs {
      let info = try Catalog.optimizer(run.optimizer).info
      runs.append([run.name, escapedMarkdown(info.updateRule), hyperparameterText(of: run, info)])
    }
    text += runs.markdown
    text +=
      "\nPlay the lesson: `ravine \(lesson.id)`. Space plays, `,` and `.` step, `n` jumps to the "
      + "next card. Draw it: `ravine render \(lesson.id) --format svg -o \(lesson.id).svg`.\n"
  }

  /// Returns the hyperparameters, and the start, noise and seed of a run if it has its own.
  private func hyperparameterText(of run: NamedRun, _ info: OptimizerInfo) -> String {
    var parts = info.knobs.map { knob in
      let value = run.optimizer.knobs[knob.id] ?? knob.defaultValue
      let schedule = run.optimizer.schedules[knob.id].map { " with schedule \($0)" } ?? ""
      return "\(knob.symbol) = \(formatExact(value))\(schedule)"
    }
    if let start = run.start {
      parts.append("start (\(start.argumentText.replacing(",", with: ", ")))")
    }
    switch run.noise {
    case .none: break
    case .normal(let x, let y): parts.append("normal noise \(formatExact(x)), \(formatExact(y))")
    case .pareto(let tail, let x, let y):
      parts.append(
        "Pareto noise of tail \(formatExact(tail)), scale \(formatExact(x)), \(formatExact(y))")
    case .label(let sigma): parts.append("label noise \(formatExact(sigma))")
    }
    if run.noise != .none { parts.append("seed \(run.seed)") }
    return parts.joined(separator: ", ")
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
    for (index, question) in questions.enumerated() {
      text += "\(index + 1). \(question.answerText)\n"
    }
  }
}

/// The recordings of the acts of a lesson, of which those of one act are kept.
private struct ActRecorder {
  private let acts: [Act]
  private var latest: (act: Int, recordings: [String: Recording])?

  init(_ lesson: Scenario) { acts = lesson.acts }

  mutating func recordings(of act: Int) throws(EngineError) -> [String: Recording] {
    if let latest, latest.act == act { return latest.recordings }
    latest = nil
    let recordings = try acts[act].scenario.recordings()
    latest = (act, recordings)
    return recordings
  }
}

/// A scheduled card with its text.
private struct HandoutCard {
  let card: Card
  let entry: CardSchedule.ScheduledCard
  /// The text of the card with the values at its step.
  let body: String

  init(
    _ card: Card, _ entry: CardSchedule.ScheduledCard, _ recordings: [String: Recording]
  ) {
    self.card = card
    self.entry = entry
    body = escapedMarkdown(
      card.text.filled { expression in
        let value = recordings.value(of: expression, at: entry.step)
        return expression.isCount ? formatExact(value) : formatSignificant(value, digits: 4)
      })
  }

  var isQuestion: Bool { !choices.isEmpty }

  /// The parameter changes of the card, such as “, with ρ = 0.3”.
  var changeText: String {
    let changes = card.changes.descriptions
    return changes.isEmpty ? "" : ", with \(escapedMarkdown(changes.joined(separator: ", ")))"
  }

  var stepText: String { entry.step == 0 ? "at the start" : "step \(entry.step)" }

  var choices: [String] {
    if case .question(_, let choices, _) = card.content { choices } else { [] }
  }

  /// The letter and text of the answer, such as “b) sam”.
  var answerText: String {
    guard case .question(_, let choices, let answer) = card.content else { return "" }
    let letters = Array("abcdefghi")
    return "\(letters[answer])) \(escapedMarkdown(choices[answer]))"
  }
}

/// Returns sanitized text with Markdown's special characters escaped.
func escapedMarkdown(_ text: String) -> String {
  var escaped = ""
  for character in sanitized(text) {
    if "\\`*_<>[]#".contains(character) { escaped.append("\\") }
    escaped.append(character)
  }
  return escaped
}
