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
  public var terminal: Display
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
  var done: [Experiment] = []
  var undone: [Experiment] = []

  public internal(set) var surface: AnySurface
  /// One for each contestant, in their order; for a moment after a change, still the former ones.
  public internal(set) var recordings: [Recording]
  var narration = Narration()
  var guesses = Guesses()

  /// What time counts.
  var clock = Clock.steps
  /// The time that is shown: a step, or with the other clock a number of evaluations.
  public internal(set) var playhead = 0
  public internal(set) var isPlaying = true
  /// How many times faster than the natural pace of the lesson.
  var speed = 1.0
  /// The part of a step that has been waited for.
  var waited = 0.0

  public internal(set) var view = View.map
  /// Whether the view has the screen to itself.
  var isWhole = false
  var overlays: Set<Overlay> = [.probe]
  var orbit = Orbit()
  var predictionOverlay = PredictionOverlay()
  var charts = Charts()
  /// Where Enter would set η and ρ on the map of them.
  var chartCursor: Position?

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
  public internal(set) var focus: Int?
  var hidden: Set<Int> = []
  var trail = Trail.whole
  var field = Field.loss
  var scale = HeatMap.Scale.log

  var mode = Mode.watching
  var chosenID = Knob.eta.id
  /// Digits typed just now, which may be the count of a command.
  var digits: Digits?
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
    terminal = display
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
    meetCards(from: -1)
    followLesson(since: experiment)
  }

  /// How many ticks a second it needs; nil while nothing moves.
  public var framesPerSecond: Int? { isPlaying ? preferences.framesPerSecond : nil }

  /// Whether it wants to hear when nothing is typed for a moment.
  public var awaitsIdle: Bool { digits != nil }

  /// What to leave on the shell's screen: the command that brings this state back.
  public var farewell: String? { commandLine }

  /// The end of time: when the last run has taken all its steps.
  var end: Int {
    switch clock {
    case .steps: experiment.steps
    case .evaluations:
      recordings.map { $0.time(of: experiment.steps, clock) }.max() ?? experiment.steps
    }
  }

  /// The runs that a change of a knob, or a card, is about.
  var focused: [Int] {
    if let focus, recordings.indices.contains(focus) { return [focus] }
    return Array(recordings.indices)
  }

  var layout: Layout {
    Layout(size: size, runs: experiment.namedRuns.count, view: view, isWhole: isWhole)
  }

  /// What can be laid over a map.
  enum Overlay: Sendable, Hashable { case probe, contours, valley, prediction, inspector }

  /// Whether a line of text has to be seen even where there is no room for narration.
  var needsLine: Bool {
    if case .entering = mode { return true }
    return message != nil
  }

  /// What a key means now.
  enum Mode: Sendable, Equatable {
    case watching
    /// A value is being typed for the chosen parameter.
    case typing(String)
    /// The start is being placed.
    case placing(Point<Double>)
    /// A line is being typed behind `:`.
    case entering(CommandLine)
    case picking(Picker)
    case reading(Help)
    /// The options are shown, of which this one is chosen.
    case settling(Int)
  }

  /// How much of the past a trail shows.
  enum Trail: Int, Sendable, CaseIterable {
    case none = 0
    case short = 10
    case medium = 50
    case long = 250
    case whole = 10_000_000
  }
}

extension AppState {
  /// Puts other settings in force, as one step of undo.
  mutating func set(_ next: Experiment) -> [Effect] {
    guard next != experiment else { return [] }
    let former = experiment
    let effects = adopt(next)
    if experiment != former {
      done.append(former)
      if done.count > Limits.undoLevels { done.removeFirst() }
      undone.removeAll()
    }
    return effects
  }

  mutating func undo() -> [Effect] {
    guard let former = done.popLast() else {
      message = "nothing to undo"
      return []
    }
    undone.append(experiment)
    return adopt(former)
  }

  mutating func redo() -> [Effect] {
    guard let next = undone.popLast() else {
      message = "nothing to redo"
      return []
    }
    done.append(experiment)
    return adopt(next)
  }

  /// Puts settings in force if the engine takes them, and asks for what has to be recorded anew.
  private mutating func adopt(_ next: Experiment) -> [Effect] {
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
    let missing = arrange(isSameCast: isSameCast)
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
  private mutating func arrange(isSameCast: Bool) -> [Run] {
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
    hidden = hidden.filter { $0 < recordings.count }
    if let focus, focus >= recordings.count { self.focus = nil }
    return missing
  }

  mutating func recordingsChanged() {
    guard recordings.map(\.run) == experiment.runs else { return }
    playhead = min(playhead, end)
    if !hasLeftLesson { narration.resume(at: lessonStep(at: playhead)) }
    predictionOverlay = PredictionOverlay()
  }

  /// Opens a lesson from its beginning.
  mutating func open(_ next: Scenario) {
    do throws(EngineError) {
      let shelf = loadGallery
      var fresh = try AppState(
        scenario: next, gallery: shelf(), size: size, display: display, preferences: preferences,
        lessonIDs: lessonIDs, course: course)
      fresh.trail = trail
      fresh.speed = speed
      (fresh.terminal, fresh.changedOptions) = (terminal, changedOptions)
      (fresh.history, fresh.guesses) = (history, guesses)
      (fresh.view, fresh.isWhole, fresh.overlays) = (view, isWhole, overlays)
      self = fresh
    } catch {
      message = error.description
    }
  }
}
