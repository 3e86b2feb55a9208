import ArgumentParser
import Engine
import Export

/// All that is known of one lesson, surface or optimizer.
struct ShowVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Describe a lesson, a surface, an optimizer or a formula.",
    discussion: """
      Examples:
        ravine show xy1-three-stops --handout
        ravine show --surface 'x^2 + b*y^2' --set b=20 --start 2,1
      """)

  @Argument(
    help: ArgumentHelp(
      "A lesson, a file with one, a surface or an optimizer.", valueName: "name"),
    completion: .name)
  var name: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A surface by its id, or a formula in x and y.", valueName: "name or formula"),
    completion: .surface)
  var surface: String?

  @Option(
    help: ArgumentHelp("A knob or letter of the surface.", valueName: "name=value"),
    completion: .surfaceKnobs)
  var set: [Assignment] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where to give the values of the surface.", valueName: "x,y"))
  var start: PointArgument?

  @Flag(help: "Print a JSON object.")
  var json = false

  @Flag(help: "Print a lesson as a page for the class, in Markdown, with the answers at its end.")
  var handout = false

  func validate() throws {
    if handout, json { throw ValidationError("Choose one of --json and --handout.") }
    if (name == nil) == (surface == nil) {
      throw ValidationError("Give a name, or --surface with a name or a formula.")
    }
  }

  func run() throws {
    var output = try Output(nil)
    if handout {
      try output.write(try handoutText())
      return try output.close()
    }
    let sheet = try makeDescription()
    try output.write(json ? "\(sheet.json)\n" : sheet.text)
    try output.close()
  }

  private func handoutText() throws(CommandError) -> String {
    guard let name, Lessons.isPath(name) || Lessons.ids.contains(name) else {
      throw CommandError(
        .usage, "--handout is for a lesson\(Lessons.suggestion(name ?? "", Lessons.ids))")
    }
    let lesson = try Lessons.named(name)
    do throws(EngineError) {
      return try Handout(lesson).text
    } catch {
      throw CommandError(.dataError, "\(lesson.id): \(error)")
    }
  }

  private func makeDescription() throws(CommandError) -> Description {
    guard let name else { return try makeSurfaceDescription(surface ?? "") }
    if Lessons.isPath(name) || Lessons.ids.contains(name) {
      return Description(try Lessons.named(name))
    }
    if let entry = Catalog.optimizers.first(where: { $0.info.id == name }) {
      return Description(entry.info)
    }
    let surfaces = Catalog.surfaces.map(\.info.id)
    guard surfaces.contains(name) else {
      let known = Lessons.ids + surfaces + Catalog.optimizers.map(\.info.id)
      throw CommandError(
        .noInput,
        "there is no scenario, surface or optimizer “\(name)”\(Lessons.suggestion(name, known))")
    }
    return try makeSurfaceDescription(name)
  }

  private func makeSurfaceDescription(_ text: String) throws(CommandError) -> Description {
    let choice = try SurfaceChoice(typed: text, set)
    do throws(EngineError) {
      let surface = try Catalog.surface(choice)
      return Description(surface, at: start?.point ?? surface.info.start)
    } catch {
      throw CommandError(.usage, "\(error)")
    }
  }
}
