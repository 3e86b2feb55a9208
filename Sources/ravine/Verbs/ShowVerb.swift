import ArgumentParser
import Engine
import Export
import Glibc
import Interface
import LandscapeFiles
import Lessons
import Spelling

/// The verb `show`, which describes a lesson, a course, a surface, a problem, an optimizer or a term.
struct ShowVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Describe a lesson, a course, a surface, an optimizer, a formula, a rule or a term.",
    discussion: """
      Examples:
        ravine show xy1-three-stops --handout
        ravine show noise --handout --figures pictures > noise.md
        ravine show quad-split --yaml > mine.yaml      # an example to change
        ravine show drifting
        ravine show --surface 'x^2 + b*y^2' --set b=20 --start 2,1
        ravine show 'w - eta*grad(w + rho*unit(grad(w)))'
      """)

  @Argument(
    help: ArgumentHelp(
      "A lesson, course, surface, problem, optimizer, update rule, term or file.",
      valueName: "name"),
    completion: .name)
  var name: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The id of a surface, or a formula in x and y.", valueName: "id or formula"),
    completion: .surface)
  var surface: String?

  @Option(
    help: ArgumentHelp(
      "The value of a parameter of the surface or formula; repeatable.", valueName: "name=value"),
    completion: .surfaceKnobs)
  var set: [Assignment] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The point at which to evaluate the surface.", valueName: "x,y"))
  var start: PointArgument?

  @Flag(help: "Print a JSON object.")
  var json = false

  @Flag(
    help: "Print a lesson or a course as a handout in Markdown, with the answers at the end.")
  var handout = false

  @Option(
    help: ArgumentHelp(
      "Show a figure of each lesson in the handout, and write the figures to a folder as svg.",
      valueName: "folder"),
    completion: .directory)
  var figures: String?

  @Flag(help: "Replace existing figures.")
  var force = false

  @Flag(help: "Print the file of a built-in lesson, as the beginning of your own.")
  var yaml = false

  func validate() throws {
    if [handout, json, yaml].count(where: \.self) > 1 {
      throw ValidationError("Choose one of --json, --handout and --yaml.")
    }
    if figures != nil, !handout { throw ValidationError("--figures goes with --handout.") }
    if force, figures == nil { throw ValidationError("--force goes with --figures.") }
    if (name == nil) == (surface == nil) {
      throw ValidationError("Give either a name or --surface.")
    }
  }

  func run() throws {
    var output = try Output(nil)
    if handout {
      try output.write(try handoutText())
      return try output.close()
    }
    if yaml {
      try output.write(try yamlText())
      return try output.close()
    }
    let description = try makeDescription()
    try output.write(json ? "\(description.json)\n" : description.text)
    try output.close()
  }

  private func yamlText() throws(CommandError) -> [UInt8] {
    guard let yaml = LessonFiles.yaml(of: name ?? "") else {
      let hint = suggestion(name ?? "", from: LessonFiles.ids, listedBy: "ravine list lessons")
      throw CommandError(.usage, "--yaml needs a built-in lesson\(hint)")
    }
    return yaml
  }

  private func handoutText() throws(CommandError) -> String {
    let known = LessonFiles.ids + LessonFiles.courseIDs
    guard let name, LessonFiles.isPath(name) || known.contains(name) else {
      throw CommandError(
        .usage,
        "--handout needs a lesson or a course"
          + suggestion(name ?? "", from: known, listedBy: "ravine list lessons"))
    }
    let course = LessonFiles.courseIDs.contains(name) ? try LessonFiles.course(name) : nil
    var lessons: [Scenario] = []
    for id in course?.lessons ?? [name] { lessons.append(try LessonFiles.named(id)) }
    if let figures { try writeFigures(of: lessons, to: figures) }
    do throws(EngineError) {
      return try withProgress("handout") { () throws(EngineError) in
        if let course { return try Handout(course, of: lessons, figures: figures).text }
        return try Handout(lessons[0], figures: figures).text
      }
    } catch {
      throw CommandError(.dataError, "\(name): \(error)")
    }
  }

  /// Writes the figures of lessons to a folder, which is created if it does not exist.
  ///
  /// - Throws: `CommandError` if a file cannot be written, or exists without `--force`.
  private func writeFigures(of lessons: [Scenario], to folder: String) throws(CommandError) {
    if mkdir(folder, 0o777) != 0, errno != EEXIST {
      throw .system(.ioError, "cannot create \(folder)")
    }
    let progress = ProgressLine("figures", of: lessons.count)
    defer { progress.clear() }
    for lesson in lessons {
      let figure: Figure
      do throws(EngineError) { figure = try Figure(lesson) } catch {
        throw CommandError(.dataError, "\(lesson.id): \(error)")
      }
      var output = try Output("\(folder)/\(lesson.id).svg", force: force)
      try output.write(figure.svg)
      try output.close()
      progress.add(1)
    }
  }

  /// The names that the verb describes, except files and the rules of lessons.
  static var names: [String] {
    LessonFiles.ids + LessonFiles.courseIDs + Catalog.surfaces.map(\.info.id)
      + Catalog.optimizers.map(\.info.id) + Catalog.allProblems.map(\.info.id)
      + UserRules.loaded.rules.map(\.id) + Glossary.terms.map(\.id)
  }

  private func makeDescription() throws(CommandError) -> Description {
    guard let name else { return try makeSurfaceDescription(surface ?? "") }
    if SurfaceChoice.isLandscape(name) { return try makeSurfaceDescription(name) }
    if let rule = try ruleText(name) {
      do throws(RuleError) { return Description(try Rule(rule)) } catch {
        throw CommandError(.dataError, "invalid update rule:\n\(error)")
      }
    }
    if LessonFiles.isPath(name) || LessonFiles.ids.contains(name) {
      return Description(try LessonFiles.named(name))
    }
    if LessonFiles.courseIDs.contains(name) {
      let course = try LessonFiles.course(name)
      var lessons: [Scenario] = []
      for id in course.lessons { lessons.append(try LessonFiles.named(id)) }
      return Description(course, of: lessons)
    }
    if let entry = Catalog.optimizers.first(where: { $0.info.id == name }) {
      return Description(entry)
    }
    if let entry = Catalog.allProblems.first(where: { $0.info.id == name }) {
      return try withUsageErrors { () throws(EngineError) in try Description(entry) }
    }
    if let rule = UserRules.all().first(where: { $0.id == name }),
      let valid = try? Rule(rule.text)
    {
      return Description(valid, id: rule.id, origin: UserRules.path(of: rule))
    }
    guard Catalog.surfaces.contains(where: { $0.info.id == name }) else {
      if let term = Glossary.term(named: name) { return Description(term) }
      let lessonRules = try LessonFiles.rules()
      if let found = lessonRules.first(where: { $0.rule.id == name }),
        let rule = try? Rule(found.rule.text)
      {
        return Description(rule, id: name, origin: "lesson \(found.lesson)")
      }
      let known = Self.names + lessonRules.map(\.rule.id)
      let hint =
        likelyWords(name, known).isEmpty
        ? "; “ravine list” with lessons, surfaces, problems, optimizers or terms lists the names"
        : suggestion(name, from: known)
      throw CommandError(
        .noInput, "there is no lesson, surface, problem, optimizer or term “\(name)”\(hint)")
    }
    return try makeSurfaceDescription(name)
  }

  /// Returns the text of an update rule or of a rule file; nil for another name.
  private func ruleText(_ name: String) throws(CommandError) -> String? {
    let source = OptimizerChoice.Source(name)
    if let path = source.ruleFile { return try RuleFiles.text(at: path) }
    // A slash alone is more likely the path of a lesson than a division.
    let isRule = name.contains { $0.isWhitespace || "=()*+^;".contains($0) }
    guard source.catalogID == nil, isRule, !name.hasSuffix(".yaml") else { return nil }
    return name
  }

  private func makeSurfaceDescription(_ text: String) throws(CommandError) -> Description {
    let choice = try SurfaceChoice(argument: text, set)
    let surface = try withUsageErrors { () throws(EngineError) in try Catalog.surface(choice) }
    let point = start?.point ?? surface.info.start
    let decisions = choice.source.grid == nil ? [] : landscapeDecisions(text)
    return Description(surface, at: point, decisions: decisions)
  }

  private func landscapeDecisions(_ text: String) -> [(String, String)] {
    ((try? LandscapeSources.landscape(text))?.decisions ?? []).map { ($0.subject, $0.text) }
  }
}
