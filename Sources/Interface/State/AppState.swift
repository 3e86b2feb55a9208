public import Drawing
public import Engine

/// Everything the full-screen program knows.
///
/// A player of recorded data: a changed setting makes new runs, their trajectories are recorded
/// whole, and the playhead stays where it is.
public struct AppState: Sendable {
  public internal(set) var size: Size
  /// What the terminal turned out to have; the shell corrects it before the first event.
  public var display: Display

  /// What the terminal can show at most.
  public var capabilities: Display
  public internal(set) var preferences: Preferences
  /// The options that were changed since they were written down.
  var changedOptions: Set<String> = []
  /// The lessons to pick from.
  ///
  /// Read when they are asked for: fifty files take longer than the first frame may.
  public var gallery: [Scenario] { loadGallery() }
  private let loadGallery: @Sendable () -> [Scenario]
  /// Their ids, known without reading them.
  let lessonIDs: [String]
  /// The lessons that are taught together with it, if it was opened as one of a course.
  let course: Scenario.Course?
  /// The lesson as it was written.
  public internal(set) var scenario: Scenario
  /// The settings in force.
  public internal(set) var experiment: Experiment
  var undoStack: [Experiment] = []
  var redoStack: [Experiment] = []

  public internal(set) var surface: AnySurface
  /// One for each contestant, in their order; for a moment after a change, still the former ones.
  public internal(set) var recordings: [Recording]
  var narration = Narration()
  var guesses = Guesses()

  /// What time counts.
  var timeUnit = TimeUnit.steps
  /// The time that is shown: a step, or with the other clock a number of evaluations.
  public internal(set) var playhead = 0
  public internal(set) var isPlaying = true
  /// How many times faster than the natural pace of the lesson.
  var speed = 1.0
  /// The part of a step that has been waited for.
  var stepFraction = 0.0

  public internal(set) var view = View.map
  /// Whether the view has the screen to itself.
  var isMaximized = false
  var overlays: Set<Overlay> = [.ascentStep]
  var orbit = Orbit()
  var predictionOverlay = PredictionOverlay()
  var sweepGrids = SweepGrids()
  /// Where Enter would set η and ρ on the map of them.
  var stabilityCursor: Position?

  var camera: Region
  /// Whether the camera goes with the run in focus.
  var isFollowing = false
  /// What the mouse holds.
  var drag: DragState?
  var fieldCache = FieldCache()
  var basinColoring = BasinColoring()
  /// The minima of the surface that have been in sight, as far as a search for them was completed.
  var knownMinima: Basins?
  /// The index of the run in focus; nil means all of them.
  public internal(set) var focusedRun: Int?
  var hiddenRuns: Set<Int> = []
  var trailLength = TrailLength.full
  var field = Field.loss
  var scale = HeatMap.Scale.log

  var mode = Mode.normal
  var selectedParameterID = Knob.eta.id
  /// Digits typed just now, which may be the count of a command.
  var countPrefix: CountPrefix?
  /// The lines that were obeyed, the latest last.
  public var history: [String] = []
  /// A line about the last key, until the next one.
  var message: String?

  /// The state in which a lesson opens, its runs recorded.
  ///
  /// - Throws: `EngineError` if the scenario names what the catalogue does not have.
  public init(
    scenario: Scenario, gallery: @autoclosure @escaping @Sendable () -> [Scenario], size: Size,
    display: Display, preferences: Preferences = Preferences(), lessonIDs: [String]? = nil,
    course: Scenario.Course? = nil
  ) throws(EngineError) {
    self.size = size
    self.preferences = preferences
    self.display = display
    capabilities = display
    loadGallery = gallery
    self.lessonIDs = lessonIDs ?? gallery().map(\.id)
    self.course = course
    self.scenario = scenario
    experiment = Experiment(scenario)
    camera = scenario.view
    let surface = try Catalog.surface(scenario.surface)
    self.surface = surface
    var recordings: [Recording] = []
    for run in experiment.runs { recordings.append(try Catalog.record(run, on: surface)) }
    self.recordings = recordings
    isPlaying = preferences.autoplays
    narration = Narration(scenario, recordings)
    recordingsChanged()
    pauseAtCards(from: -1)
    applyLessonAct(since: experiment)
  }

  /// How many ticks a second it needs; nil while nothing moves.
  public var framesPerSecond: Int? { isPlaying ? preferences.framesPerSecond : nil }

  /// Whether it wants to hear when nothing is typed for a moment.
  public var awaitsIdle: Bool { countPrefix != nil }

  /// What to leave on the shell's screen: the command that brings this state back.
  public var exitMessage: String? { reproductionCommand }

  /// The end of time: when the last run has taken all its steps.
  var duration: Int {
    switch timeUnit {
    case .steps: experiment.steps
    case .evaluations:
      recordings.map { $0.time(of: experiment.steps, timeUnit) }.max() ?? experiment.steps
    }
  }

  /// The runs that a change of a knob, or a card, is about.
  var focusedRuns: [Int] {
    if let focusedRun, recordings.indices.contains(focusedRun) { return [focusedRun] }
    return Array(recordings.indices)
  }

  var layout: Layout {
    Layout(size: size, runs: experiment.namedRuns.count, view: view, isWhole: isMaximized)
  }

  /// What can be laid over a map.
  enum Overlay: Sendable, Hashable { case ascentStep, contours, valley, prediction, inspector }

  /// Whether a line of text has to be seen even where there is no room for narration.
  var needsMessageLine: Bool {
    if case .commandLine = mode { return true }
    return message != nil
  }

  /// What a key means now.
  enum Mode: Sendable, Equatable {
    case normal
    /// A value is being typed for the chosen parameter.
    case editingValue(String)
    /// The start is being placed.
    case placingStart(Point<Double>)
    /// A line is being typed behind `:`.
    case commandLine(LineEditor)
    case picker(Picker)
    case help(Help)
    /// The options are shown, of which this one is chosen.
    case options(Int)
  }

  /// How much of the past a trail shows.
  enum TrailLength: Int, Sendable, CaseIterable {
    case none = 0
    case short = 10
    case medium = 50
    case long = 250
    case full = 10_000_000
  }
}

extension AppState {
  /// Puts other settings in force, as one step of undo.
  mutating func commit(_ next: Experiment) -> [Effect] {
    guard next != experiment else { return [] }
    let former = experiment
    let effects = replaceExperiment(next)
    if experiment != former {
      undoStack.append(former)
      if undoStack.count > Limits.undoLevels { undoStack.removeFirst() }
      redoStack.removeAll()
    }
    return effects
  }

  mutating func undo() -> [Effect] {
    guard let former = undoStack.popLast() else {
      message = "nothing to undo"
      return []
    }
    redoStack.append(experiment)
    return replaceExperiment(former)
  }

  mutating func redo() -> [Effect] {
    guard let next = redoStack.popLast() else {
      message = "nothing to redo"
      return []
    }
    undoStack.append(experiment)
    return replaceExperiment(next)
  }

  /// Puts settings in force if the engine takes them, and asks for what has to be recorded anew.
  private mutating func replaceExperiment(_ next: Experiment) -> [Effect] {
    if let refusal = Limits.violation(steps: next.steps, runs: next.namedRuns.count) {
      message = refusal
      return []
    }
    do throws(EngineError) {
      if next.surface != experiment.surface {
        surface = try Catalog.surface(next.surface)
        knownMinima = nil
      }
    } catch {
      message = error.description
      return []
    }
    let isSameCast = next.namedRuns.map(\.name) == experiment.namedRuns.map(\.name)
    experiment = next
    let missing = updateRecordings(isSameCast: isSameCast)
    recordingsChanged()
    return missing.map(Effect.simulate)
  }

  /// Takes in a recording, if it is still asked for.
  mutating func receive(_ recording: Recording) {
    let runs = experiment.runs
    guard runs.contains(recording.run) else { return }  // stale: the user has moved on
    for index in runs.indices where runs[index] == recording.run { recordings[index] = recording }
    recordingsChanged()
  }

  /// Gives each run its recording if it is at hand, and tells the runs that have none, each once.
  ///
  /// Another run may have left it behind, as when both η are doubled and one was twice the other;
  /// and those of the lesson are always at hand. What a changed list of runs lacks is recorded at
  /// once, so that every run has a recording.
  private mutating func updateRecordings(isSameCast: Bool) -> [Run] {
    let known = recordings + narration.setups.flatMap(\.recordings)
    let byRun = Dictionary(known.map { ($0.run, $0) }, uniquingKeysWith: { first, _ in first })
    var missing: [Run] = []
    recordings = experiment.runs.enumerated().compactMap { index, run in
      if let known = byRun[run] { return known }
      guard isSameCast else { return try? Catalog.record(run, on: surface) }
      if !missing.contains(run) { missing.append(run) }
      return recordings[index]
    }
    guard !isSameCast else { return missing }
    hiddenRuns = hiddenRuns.filter { $0 < recordings.count }
    if let focusedRun, focusedRun >= recordings.count { self.focusedRun = nil }
    return missing
  }

  mutating func recordingsChanged() {
    guard recordings.map(\.run) == experiment.runs else { return }
    playhead = min(playhead, duration)
    if !differsFromLesson { narration.resume(at: lessonStep(at: playhead)) }
    predictionOverlay = PredictionOverlay()
  }

  /// Opens a lesson from its beginning.
  mutating func open(_ next: Scenario) {
    do throws(EngineError) {
      let shelf = loadGallery
      var fresh = try AppState(
        scenario: next, gallery: shelf(), size: size, display: display, preferences: preferences,
        lessonIDs: lessonIDs, course: course)
      fresh.trailLength = trailLength
      fresh.speed = speed
      (fresh.capabilities, fresh.changedOptions) = (capabilities, changedOptions)
      (fresh.history, fresh.guesses) = (history, guesses)
      (fresh.view, fresh.isMaximized, fresh.overlays) = (view, isMaximized, overlays)
      self = fresh
    } catch {
      message = error.description
    }
  }
}
