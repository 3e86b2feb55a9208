import ArgumentParser
import Engine
import Export
import Interface
import Lessons
import UserConfiguration

/// The verb `list`, which lists lessons, courses, surfaces, problems, optimizers, keys, terms or
/// states.
struct ListVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: """
      List the lessons, their claims, courses, surfaces, problems, optimizers, keys, terms or \
      states, or print a cheat sheet.
      """,
    discussion: """
      Examples:
        ravine list courses
        ravine list surfaces
        ravine list scenarios --json
        ravine list sheet                    # keys, verbs, rules and formulas
      """)

  /// The subjects that the verb lists.
  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case scenarios, claims, courses, surfaces, problems, optimizers, keys, terms, states
    /// The cheat sheet.
    case sheet

    /// Parses a subject; the lessons have two names.
    init?(argument: String) {
      self.init(rawValue: argument == "lessons" ? Self.scenarios.rawValue : argument)
    }
  }

  @Argument(
    help: """
      scenarios (lessons), claims, courses, surfaces, problems, optimizers, keys, terms, states or \
      sheet (a cheat sheet).
      """)
  var subject: Subject

  @Argument(help: "A lesson whose update rules the optimizers include.", completion: .lesson)
  var lesson: String?

  @Flag(help: "Print a JSON array.")
  var json = false

  @Flag(help: "Print Markdown.")
  var markdown = false

  func validate() throws {
    if json, markdown { throw ValidationError("Choose one of --json and --markdown.") }
    if lesson != nil, subject != .optimizers {
      throw ValidationError("A lesson goes with optimizers only.")
    }
  }

  func run() throws {
    var output = try Output(nil)
    if json {
      try output.write("\(JSON.array(try Self.objects(subject, lesson)))\n")
    } else if markdown {
      try output.write(try Self.markdown(subject))
    } else if subject == .sheet {
      try output.write(CheatSheet().text(columns: 80))
    } else {
      try output.write(try Self.columns(subject, lesson).text(columns: 80))
    }
    try output.close()
  }

  private static func objects(
    _ subject: Subject, _ lesson: String?
  ) throws(CommandError) -> [JSON] {
    switch subject {
    case .scenarios: try LessonFiles.all().map(\.json)
    case .claims:
      try LessonFiles.all().flatMap { lesson -> [JSON] in
        lesson.claims.map {
          JSON.object([
            ("lesson", .string(lesson.id)), ("claim", .string("\($0)")),
            ("because", .string($0.because ?? "")),
          ])
        }
      }
    case .sheet: CheatSheet().json
    case .courses: try LessonFiles.courses().map(\.json)
    case .surfaces: Catalog.surfaces.map(\.info.json)
    case .problems: Catalog.allProblems.map(\.info.json)
    case .optimizers:
      Catalog.optimizers.map(\.info.json)
        + (try rules(lesson)).map { $0.info.json(origin: $0.origin) }
    case .keys: try keyObjects()
    case .terms: Glossary.terms.map(\.json)
    case .states: Glossary.states.map(\.json)
    }
  }

  /// Returns the rules of a lesson and those of the user, with their origin.
  private static func rules(
    _ lesson: String?
  ) throws(CommandError) -> [(info: OptimizerInfo, origin: String)] {
    let ofLesson = try lesson.map { name throws(CommandError) in try LessonFiles.named(name) }
    let rules =
      (ofLesson?.rules ?? []).map { ($0, "lesson \(lesson ?? "")") }
      + UserRules.all().map { ($0, UserRules.path(of: $0)) }
    return rules.compactMap { rule, origin in
      (try? Rule(rule.text)).map { (OptimizerInfo($0, id: rule.id), origin) }
    }
  }

  private static func keyObjects() throws(CommandError) -> [JSON] {
    let keys = try Configuration.load().preferences.keys
    return commands.map { command in
      .object([
        ("id", .string(command.id)),
        ("keys", .array(keys.keys(of: command.id).map { .string($0.label) })),
        ("title", .string(command.title)), ("group", .string(command.group.rawValue)),
      ])
    }
  }

  private static func columns(
    _ subject: Subject, _ lesson: String? = nil
  ) throws(CommandError) -> TextTable {
    func names(_ knobs: [Knob]) -> String { knobs.map(\.id).joined(separator: " ") }
    var columns: TextTable
    switch subject {
    case .scenarios:
      columns = TextTable(["id", "title"])
      for lesson in try LessonFiles.all() { columns.append([lesson.id, lesson.title]) }
    case .claims:
      columns = TextTable(["lesson", "claim"])
      for lesson in try LessonFiles.all() {
        for claim in lesson.claims { columns.append([lesson.id, "\(claim)"]) }
      }
    case .sheet:
      columns = TextTable(["", ""])
      for row in CheatSheet().parts.flatMap(\.rows) { columns.append([row.head, row.text]) }
    case .courses:
      columns = TextTable(["course", "lesson", "title"])
      let lessons = try LessonFiles.all()
      for course in try LessonFiles.courses() {
        columns.append([course.id, "\(course.minutes) minutes", course.title])
        for id in course.lessons {
          columns.append(["", id, lessons.first { $0.id == id }?.title ?? ""])
        }
      }
    case .surfaces:
      columns = TextTable(["id", "parameters", "formula"])
      for info in Catalog.surfaces.map(\.info) {
        columns.append([info.id, names(info.knobs), info.formula])
      }
    case .problems:
      columns = TextTable(["id", "settings", "loss"])
      for info in Catalog.allProblems.map(\.info) {
        columns.append([info.id, names(info.settings), info.formula])
      }
    case .optimizers:
      columns = TextTable(["id", "hyperparameters", "update rule"])
      for info in Catalog.optimizers.map(\.info) {
        columns.append([info.id, names(info.knobs), info.updateRule])
      }
      for (info, origin) in try rules(lesson) {
        columns.append([info.id, names(info.knobs), "\(info.updateRule)  (\(origin))"])
      }
    case .keys:
      columns = TextTable(["key", "command", "description"])
      let keys = try Configuration.load().preferences.keys
      for command in commands {
        let labels = keys.keys(of: command.id).map(\.label).joined(separator: " ")
        columns.append([labels, command.id, command.title])
      }
    case .terms:
      columns = TextTable(["term", "definition"])
      for term in Glossary.terms { columns.append([term.name, term.definition]) }
    case .states:
      columns = TextTable(["state", "definition and criterion"])
      for term in Glossary.states {
        columns.append([term.name, "\(term.definition) Criterion: \(term.criterion ?? "")."])
      }
    }
    return columns
  }

  /// Returns a compact list for the README: each name as code, then its meaning.
  private static func markdown(_ subject: Subject) throws(CommandError) -> String {
    func line(_ entries: [(code: String, meaning: String)]) -> String {
      entries.map { "`\($0.code)` \($0.meaning)" }.joined(separator: " · ")
    }
    switch subject {
    case .scenarios:
      var columns = TextTable(["id", "lesson", "source"])
      for lesson in try LessonFiles.all() {
        columns.append(["`\(lesson.id)`", lesson.lesson, lesson.source])
      }
      return columns.markdown
    case .claims:
      return try LessonFiles.all().map(GallerySection.init).map(\.text).joined(separator: "\n")
    case .sheet: return CheatSheet().markdown
    case .courses:
      var columns = TextTable(["id", "course", "minutes", "lessons"])
      for course in try LessonFiles.courses() {
        columns.append([
          "`\(course.id)`", "\(course.title) \(course.about)", "\(course.minutes)",
          course.lessons.map { "`\($0)`" }.joined(separator: ", "),
        ])
      }
      return columns.markdown
    case .surfaces:
      return line(Catalog.surfaces.map { ($0.info.id, $0.info.formula) }) + "\n"
    case .problems:
      return line(Catalog.allProblems.map { ($0.info.id, $0.info.formula) }) + "\n"
    case .optimizers:
      return line(Catalog.optimizers.map { ($0.info.id, $0.info.updateRule) }) + "\n"
    case .keys:
      var columns = TextTable(["", "keys"])
      for group in Command.Group.allCases {
        let entries = commands.filter { $0.group == group }
          .map { ($0.keys.map(\.label).joined(separator: "` `"), $0.title) }
        columns.append([group.rawValue, line(entries)])
      }
      return columns.markdown
    case .terms:
      var columns = TextTable(["term", "also", "definition", "lesson"])
      for term in Glossary.terms {
        columns.append([
          term.name, term.synonyms.joined(separator: ", "), term.definition, "`\(term.lesson)`",
        ])
      }
      return columns.markdown
    case .states:
      var columns = TextTable(["state", "definition", "criterion"])
      for term in Glossary.states {
        columns.append([term.name, term.definition, term.criterion ?? ""])
      }
      return columns.markdown
    }
  }
}
