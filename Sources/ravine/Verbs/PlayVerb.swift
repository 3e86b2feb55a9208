public import ArgumentParser
public import Drawing
import Engine
import Glibc
import Interface
import Lessons
import Spelling
import UserConfiguration
import TerminalShell

/// The verb `play`, which opens the full screen.
struct PlayVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Open a lesson or another experiment in full screen.",
    discussion: """
      Without arguments, the first lesson opens. ? shows the keys, q quits. Keys and display \
      options can be set permanently in $XDG_CONFIG_HOME/ravine/config.yaml.

      y shows the options that bring back a screen, and q prints them. A lesson whose settings \
      change keeps its text, and u undoes the change.

      With --plain, the cards and every change of a run's state are printed line by line, for a \
      screen reader or a pipe.

      Examples:
        ravine play hyperbola-drift
        ravine play --surface valley --optimizer gd,sam --eta 0.1
        ravine play xy1-three-stops --step 300 --split rho=0.05,0.1,0.3
        ravine play xy1-three-stops --plain
        ravine play --problem digits --optimizer gd,usam,sam --eta 0.15 --steps 300
        ravine play --course why-normalize
      """)

  @OptionGroup(title: "Settings") var settings: ExperimentOptions
  @OptionGroup(title: "Problems") var problem: ProblemOptions
  @OptionGroup(title: "Time and view") var session: SessionOptions
  @OptionGroup(title: "Map and plots") var screen: ScreenOptions
  @OptionGroup(title: "Display") var displayOptions: DisplayOptions

  @Option(
    help: "The id of a course: ) opens its next lesson, ( the previous one.", completion: .course)
  var course: String?

  @Flag(help: "Print the lesson line by line; needs no terminal.")
  var plain = false

  @Flag(inversion: .prefixedNo, help: "Start paused.")
  var reducedMotion: Bool?

  @Option(help: "The factor on the reading time of the cards, 0 to 10; 0 holds at no card.")
  var pace: Double?

  @Flag(inversion: .prefixedNo, help: "Play without waiting for a key at cards.")
  var autoplay: Bool?

  @Flag(inversion: .prefixedNo, help: "Show few and large parts, for a projector.")
  var big: Bool?

  func run() throws {
    if let name = settings.scenario, !settings.opensSurface, !LessonFiles.isPath(name),
      !LessonFiles.ids.contains(name)
    {
      let verbs = Ravine.configuration.subcommands.compactMap { $0.configuration.commandName }
      let known = LessonFiles.ids + verbs
      throw CommandError(
        .noInput, "there is no lesson or verb “\(name)”\(LessonFiles.hint(name, known))")
    }
    let course = try self.course.map { name throws(CommandError) in try LessonFiles.course(name) }
    if plain { return try narrate(course) }
    let opened = try openLesson(course)
    var configuration = try Configuration.load()
    if let big { configuration.preferences.isBig = big }
    if let autoplay { configuration.preferences.playsAlone = autoplay }
    if let pace {
      guard Limits.pace.contains(pace) else {
        throw CommandError(
          .usage, "--pace must be between 0 and \(Limits.pace.upperBound)")
      }
      configuration.preferences.pace = pace
    }
    if let reducedMotion { configuration.preferences.autoplays = !reducedMotion }
    let options = displayOptions.playOptions(configuration)
    let status: Int32
    do {
      let display = try TerminalShell.detectDisplay(options, .current())
      var preferences = configuration.preferences
      preferences.usesMouse = options.mouse
      preferences.graphics = options.graphics
      preferences.memory = settings.memoryBudget
      preferences.rules = UserRules.all()
      var state = try withProgress("preparing") { () throws(CommandError) in
        try makeState(opened, course, preferences, display, size: terminalSize())
      }
      state.commandHistory = CommandHistory.lines()
      // Parses the gallery after the first frame, so the list of lessons opens at once.
      runInBackground {
        usleep(300_000)
        _ = try? LessonFiles.all()
        _ = try? LessonFiles.courses()
      }
      status = try TerminalShell.play(state, options, SessionFiles().handlers)
    } catch let error as TerminalError {
      throw CommandError(.unavailable, error.description)
    }
    Glibc.exit(status)
  }

  /// A lesson as written, and the settings that change it.
  struct OpenedLesson {
    let scenario: Scenario
    let settings: ExperimentOptions
    /// Whether the settings are those of a problem, which has no lesson to change.
    var isProblem = false
  }

  /// Returns the lesson of the command line, whose settings are valid at its first step.
  ///
  /// - Throws: `CommandError` if the lesson or a setting is invalid.
  func openLesson(_ course: Scenario.Course?) throws(CommandError) -> OpenedLesson {
    if let scenario = try problem.scenario(settings) {
      return OpenedLesson(scenario: scenario, settings: settings, isProblem: true)
    }
    var settings = settings
    if let course { settings.scenario = try lesson(of: course) }
    let scenario = try settings.openedScenario()
    _ = try settings.changed(Experiment(scenario), of: scenario)
    return OpenedLesson(scenario: scenario, settings: settings)
  }

  /// Returns the state with which the full screen opens.
  ///
  /// The settings of the command line change an opened lesson as a key does, so they can be undone.
  ///
  /// - Throws: `CommandError` if a setting is invalid.
  func makeState(
    _ opened: OpenedLesson, _ course: Scenario.Course?, _ preferences: Preferences,
    _ display: Display, size: Size
  ) throws(CommandError) -> AppState {
    let (scenario, settings) = (opened.scenario, opened.settings)
    var state: AppState
    do throws(EngineError) {
      state = try AppState(
        scenario: scenario, gallery: (try? LessonFiles.all()) ?? [], size: size, display: display,
        preferences: preferences, lessonIDs: LessonFiles.ids, course: course,
        courses: (try? LessonFiles.courses()) ?? [], file: settings.lessonFile)
    } catch {
      throw CommandError(.dataError, error.description)
    }
    let values = session.values.merging(screen.values) { value, _ in value }
      .merging(problem.screenValues) { value, _ in value }
    let message = try state.restore(values, settings.viewBox?.frame) {
      experiment throws(CommandError) in
      opened.isProblem ? experiment : try settings.changed(experiment, of: scenario)
    }
    if let message { throw ScreenOptions.error(message, values) }
    return state
  }

  /// Returns the lesson of a course that the command line names, or its first lesson.
  ///
  /// - Throws: `CommandError` if the course does not have the named lesson.
  private func lesson(of course: Scenario.Course) throws(CommandError) -> String? {
    guard let lesson = settings.scenario else { return course.lessons.first }
    guard course.lessons.contains(lesson) else {
      throw CommandError(
        .usage,
        "“\(lesson)” is not in the course “\(course.id)”"
          + suggestion(lesson, from: course.lessons))
    }
    return lesson
  }

  /// Prints the lesson, and the lessons of the course after it.
  private func narrate(_ course: Scenario.Course?) throws(CommandError) {
    var settings = settings
    if let course { settings.scenario = try lesson(of: course) }
    let scenario = try settings.resolveScenario()
    try narrate(scenario)
    for lesson in course?.lessons.drop(while: { $0 != scenario.id }).dropFirst() ?? [] {
      try narrate(LessonFiles.named(lesson))
    }
  }

  private func narrate(_ scenario: Scenario) throws(CommandError) {
    var output = try Output(nil)
    var state: AppState
    do throws(EngineError) {
      state = try AppState(
        scenario: scenario, gallery: [], size: Size(rows: 24, columns: 80), display: Display(),
        preferences: settings.preferences)
    } catch {
      throw CommandError(.dataError, error.description)
    }
    state.completeProblem()
    var narrator = PlainNarrator(state)
    try narrator.write(to: &output)
    try output.close()
  }
}

/// The display options of the full screen.
struct DisplayOptions: ParsableArguments {
  @Option(help: "The colours of the terminal (default: detected).")
  var color: Display.Depth?

  @Option(help: "The characters to draw with (default: detected).")
  var glyphs: Display.Glyphs?

  @Option(help: "The colour map of the surface.")
  var map: Display.ColorMap?

  @Flag(inversion: .prefixedNo, help: "Draw for a light background.")
  var light: Bool?

  @Flag(inversion: .prefixedNo, help: "Use the mouse.")
  var mouse: Bool?

  @Option(
    help: """
      Maps and reliefs in pixels or in cells; auto uses pixels where text stays over them. In tmux, \
      kitty needs tmux’s option allow-passthrough.
      """)
  var graphics: GraphicsChoice?

  /// Returns these options; an option that is not set has the configuration's value.
  func playOptions(_ configuration: Configuration) -> PlayOptions {
    PlayOptions(
      color: color ?? configuration.color, glyphs: glyphs ?? configuration.glyphs,
      map: map ?? configuration.map ?? .viridis, light: light ?? configuration.light ?? false,
      mouse: mouse ?? configuration.mouse ?? true,
      graphics: graphics ?? configuration.graphics ?? .auto)
  }
}

extension Display.Depth: ExpressibleByArgument {}
extension Display.Glyphs: ExpressibleByArgument {}
extension Display.ColorMap: ExpressibleByArgument {}
extension GraphicsChoice: ExpressibleByArgument {}
