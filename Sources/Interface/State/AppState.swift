public import Drawing
public import Engine
public import Lessons

/// The state of the full-screen program.
///
/// The program plays recordings: a changed setting makes new runs, whose trajectories are recorded
/// completely, while the playhead keeps its time.
public struct AppState: Sendable {
  /// The size of the screen in cells.
  public internal(set) var size: Size
  /// The colours and glyphs in use; set by the shell before the first event.
  public var display: Display

  /// The most colours and glyphs that the terminal supports.
  public var capabilities: Display
  /// The settings of the user for all lessons.
  public internal(set) var preferences: Preferences
  /// The ids of the options with unsaved changes.
  var changedOptions: Set<String> = []
  /// The lessons of the picker.
  ///
  /// Parsed on each access, because parsing fifty files would delay the first frame.
  public var gallery: [Scenario] { loadGallery() }
  private let loadGallery: @Sendable () -> [Scenario]
  /// The ids of the gallery, available without parsing its lessons.
  let lessonIDs: [String]
  /// The course from which the lesson was opened, if any.
  let course: Scenario.Course?
  /// The lesson as written.
  public internal(set) var scenario: Scenario
  /// The current settings.
  public internal(set) var experiment: Experiment
  var undoStack: [Experiment] = []
  var redoStack: [Experiment] = []

  /// The surface of the experiment.
  public internal(set) var surface: AnySurface
  /// The recordings in the order of the runs; out of date until a changed run is recorded.
  public internal(set) var recordings: [Recording]
  var narration = Narration()
  var guesses = Guesses()

  var playback: Playback

  /// The view in the middle of the screen.
  public internal(set) var view = View.map
  /// Whether the view fills the screen.
  var isMaximized = false
  var layers = MapLayers()
  var predictionOverlay = PredictionOverlay()
  var sweepGrids = SweepGrids()
  /// The cell of the η–ρ map that Enter applies.
  var stabilityCursor: Position?

  var camera: Camera
  var fieldCache = FieldCache()
  var basinColoring = BasinColoring()
  /// The minima found by completed searches in the regions shown so far.
  var knownMinima: Basins?
  var selection = RunSelection()

  var mode = Mode.normal
  var selectedParameterID = Knob.eta.id
  /// The digits just typed, which may be the count of a command.
  var countPrefix: CountPrefix?
  /// The executed command lines, the latest last.
  public var history: [String] = []
  var pendingSaves = PendingSaves()
  /// A message about the last key, shown until the next key.
  var message: String?

  /// Opens a lesson and records its runs.
  ///
  /// - Throws: `EngineError` if the lesson names an unknown surface, optimizer or knob.
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
    camera = Camera(scenario.view)
    let surface = try Catalog.surface(scenario.surface)
    self.surface = surface
    var recordings: [Recording] = []
    for run in experiment.runs { recordings.append(try Catalog.record(run, on: surface)) }
    self.recordings = recordings
    playback = Playback(isPlaying: preferences.autoplays)
    narration = Narration(scenario, recordings, preferences.memory)
    recordingsChanged()
    pauseAtCards(from: -1)
    applyLessonAct(since: experiment)
  }

  /// The number of ticks per second that the state needs; nil while paused.
  public var framesPerSecond: Int? { playback.isPlaying ? preferences.framesPerSecond : nil }

  /// Whether the state needs `Event.idled` after a pause in typing.
  public var awaitsIdle: Bool { countPrefix != nil }

  /// The text to print on exit: the command that reproduces the runs.
  public var exitMessage: String? { reproductionCommand }

  /// The indices of the runs to which commands apply: the focused run, or all runs.
  var focusedRuns: [Int] { selection.focusedRuns(of: recordings.count) }

  /// The indices of the runs that are not hidden.
  var visibleRuns: [Int] { selection.visibleRuns(of: recordings.count) }

  var layout: Layout {
    Layout(size: size, runs: experiment.namedRuns.count, view: view, isMaximized: isMaximized)
  }

  /// Whether a command line or a message must be shown even in a layout without narration.
  var needsMessageLine: Bool {
    if case .commandLine = mode { return true }
    return message != nil
  }

  /// The input mode, which determines the meaning of a key.
  enum Mode: Sendable, Equatable {
    case normal
    /// Typing a value for the selected parameter.
    case editingValue(TextField)
    /// Placing the start, at present at a point.
    case placingStart(Point<Double>)
    /// Typing a command line after `:`.
    case commandLine(LineEditor)
    case picker(Picker)
    case help(Help)
    /// Changing options, with the index of the selected option.
    case options(Int)
  }
}

extension AppState {
  /// Applies changed settings as one undo step, and returns the effects that record the runs.
  ///
  /// `recordings` may be those of the new runs.
  mutating func commit(_ next: Experiment, _ recordings: [Recording]? = []) -> [Effect] {
    guard next != experiment else { return [] }
    let former = experiment
    let effects = replaceExperiment(next, recordings)
    if experiment != former {
      undoStack.append(former)
      if undoStack.count > Limits.undoLevels { undoStack.removeFirst() }
      redoStack.removeAll()
    }
    return effects
  }

  /// Restores the settings before the last change.
  mutating func undo(_ recordings: [Recording]? = []) -> [Effect] {
    guard let former = undoStack.popLast() else {
      message = "nothing to undo"
      return []
    }
    redoStack.append(experiment)
    return replaceExperiment(former, recordings)
  }

  /// Restores the settings before the last undo.
  mutating func redo(_ recordings: [Recording]? = []) -> [Effect] {
    guard let next = redoStack.popLast() else {
      message = "nothing to redo"
      return []
    }
    undoStack.append(experiment)
    return replaceExperiment(next, recordings)
  }

  /// Applies valid settings, and returns the effects that record the new runs.
  ///
  /// Invalid settings only set `message`. Known recordings of the new runs are not made again;
  /// nil means that the settings are only an intermediate state, which needs no recordings.
  private mutating func replaceExperiment(
    _ next: Experiment, _ recordings: [Recording]?
  ) -> [Effect] {
    if let violation = Limits.violation(steps: next.steps, runs: next.namedRuns.count)
      ?? preferences.memory.violation(steps: next.steps, runs: next.namedRuns.count, acts: 1)
    {
      message = violation
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
    let hasSameRuns = next.namedRuns.map(\.name) == experiment.namedRuns.map(\.name)
    experiment = next
    guard let recordings else { return [] }
    let missing = updateRecordings(recordings, hasSameRuns: hasSameRuns)
    recordingsChanged()
    return missing.map(Effect.simulate)
  }

  /// Stores a recording, unless no current run matches.
  mutating func receive(_ recording: Recording) {
    let runs = experiment.runs
    guard runs.contains(recording.run) else { return }  // the settings have changed since
    // The predictions of large runs would keep the former recordings in memory.
    if recording.lastStep > 1_000_000 { predictionOverlay = PredictionOverlay(isStale: false) }
    for index in runs.indices where runs[index] == recording.run { recordings[index] = recording }
    recordingsChanged()
  }

  /// Assigns existing recordings to the runs, and returns the runs without a recording, each once.
  ///
  /// A recording may come from the lesson or from another run: after doubling every η, a run can
  /// equal the former run with twice its η. If runs were added or removed, missing recordings are
  /// made immediately, so every run has one.
  private mutating func updateRecordings(_ more: [Recording], hasSameRuns: Bool) -> [Run] {
    let known = recordings + more + narration.setups.flatMap(\.recordings)
    let byRun = Dictionary(known.map { ($0.run, $0) }, uniquingKeysWith: { first, _ in first })
    var missing: [Run] = []
    recordings = experiment.runs.enumerated().compactMap { index, run in
      if let known = byRun[run] { return known }
      guard hasSameRuns else { return try? Catalog.record(run, on: surface) }
      if !missing.contains(run) { missing.append(run) }
      return recordings[index]
    }
    guard !hasSameRuns else { return missing }
    selection.limit(to: recordings.count)
    return missing
  }

  /// Updates playhead, card and predictions once every current run has its recording.
  mutating func recordingsChanged() {
    guard recordings.map(\.run) == experiment.runs else { return }
    playback.playhead = min(playback.playhead, duration)
    if !differsFromLesson { narration.resume(at: lessonStep(at: playback.playhead)) }
    predictionOverlay = PredictionOverlay()
  }

  /// Opens a lesson at its first step, and keeps the options, the view, the speed and the guesses.
  mutating func open(_ next: Scenario) {
    if let violation = preferences.memory.violation(
      steps: next.steps, runs: next.runs.count, acts: next.acts.count)
    {
      message = violation
      return
    }
    do throws(EngineError) {
      let load = loadGallery
      var fresh = try AppState(
        scenario: next, gallery: load(), size: size, display: display, preferences: preferences,
        lessonIDs: lessonIDs, course: course)
      fresh.layers.keepOverlays(of: layers)
      fresh.playback.keepSpeed(of: playback)
      (fresh.capabilities, fresh.changedOptions) = (capabilities, changedOptions)
      (fresh.history, fresh.guesses) = (history, guesses)
      fresh.pendingSaves = pendingSaves
      (fresh.view, fresh.isMaximized) = (view, isMaximized)
      self = fresh
    } catch {
      message = error.description
    }
  }
}
