public import Drawing
public import Engine
public import Lessons

/// The state of the full-screen program.
///
/// The program plays recordings: a changed setting makes new runs, whose trajectories are recorded
/// completely, while the playhead keeps its time.
public struct AppState: Sendable {
  /// The size of the screen and the view in its middle.
  var viewport: Viewport
  /// The display and the preferences of the user.
  var options: UserOptions
  /// The current lesson, the lessons beside it, and the guesses in all of them.
  var lessons: LessonList
  /// The cards of the lesson.
  var narration = Narration()
  /// The settings with their history and the recordings of their runs.
  var recorded: RecordedExperiment
  /// The playhead and its pace.
  var playback: Playback
  /// The focused and the hidden runs, and the selected parameter.
  var selection = RunSelection()
  /// The visible region and the viewpoint of the relief.
  var camera: Camera
  /// The colours, the overlays and the trails of the map.
  var layers = MapLayers()
  /// The map and the predictions that the last frame showed.
  var caches = MapCaches()
  /// The plane of a problem, and the work that records its runs.
  var problemView = ProblemView()
  /// The sweeps of the current screen.
  var sweepGrids = SweepGrids()
  /// The colours of the basins of attraction.
  var basinColoring = BasinColoring()
  /// The open dialog, the typed count and the command history.
  var input = InputState()
  /// The values of a hyperparameter that the side-by-side view compares; nil to compare the runs.
  var split: Split?
  /// The files that are being saved.
  var pendingSaves = PendingSaves()
  /// A message about the last key, shown until the next key.
  var message: String?
  /// How the lesson has opened.
  private(set) var opening = Opening()

  /// Opens a lesson and records its runs.
  ///
  /// `file` is the path of the file from which the lesson comes.
  ///
  /// - Throws: `EngineError` if the lesson names an unknown surface, optimizer or knob.
  public init(
    scenario: Scenario, gallery: @autoclosure @escaping @Sendable () -> [Scenario], size: Size,
    display: Display, preferences: Preferences = Preferences(), lessonIDs: [String]? = nil,
    course: Scenario.Course? = nil,
    courses: @autoclosure @escaping @Sendable () -> [Scenario.Course] = [], file: String? = nil
  ) throws(EngineError) {
    try self.init(
      LessonList(
        scenario, gallery: gallery, ids: lessonIDs, course: course, courses: courses, file: file),
      UserOptions(display, preferences), size)
  }

  /// Opens the current lesson of a list and records its runs.
  init(_ lessons: LessonList, _ options: UserOptions, _ size: Size) throws(EngineError) {
    let (scenario, preferences) = (lessons.current, options.preferences)
    (self.lessons, self.options) = (lessons, options)
    viewport = Viewport(size: size, plot: scenario.plot)
    if scenario.comparison != nil { viewport.view = .sideBySide }
    recorded = try RecordedExperiment(Experiment(scenario))
    problemView.choice = scenario.plane ?? PlaneChoice()
    let isSizedByPaths = scenario.view == Scenario.problemView && recorded.surface.projection != nil
    camera = Camera(isSizedByPaths ? recorded.surface.info.frame : scenario.view)
    playback = Playback(isPlaying: preferences.autoplays)
    narration = Narration(scenario, recorded.recordings, preferences.memory)
    recordingsChanged()
    pauseAtCards(from: -1)
    if !preferences.playsAlone, narration.entryIndex != nil { playback.pause() }
    applyLessonActAndRecord()
    opening = Opening(cardIndex: narration.entryIndex, isPlaying: playback.isPlaying)
  }

  /// The number of ticks per second that the state needs; nil while paused.
  public var framesPerSecond: Int? { playback.isPlaying ? preferences.framesPerSecond : nil }

  /// The time without a key after which the state needs `Event.idled`, in milliseconds.
  ///
  /// Nil if the state does not need the event.
  public var idleDelay: Int? { input.countPrefix?.delay }

  /// The text to print on exit: the command that brings back the screen.
  public var exitMessage: String? { reproductionCommand }

  /// The indices of the runs to which commands apply: the focused run, or all runs.
  var focusedRuns: [Int] { selection.focusedRuns(of: recordings.count) }

  /// The indices of the runs that are not hidden.
  public var visibleRuns: [Int] { selection.visibleRuns(of: recordings.count) }

  var layout: Layout {
    viewport.layout(
      runs: experiment.namedRuns.count, panels: panelCounts, in: largeText,
      questionLines: questionLines, quantities)
  }

  /// The size of the screen in cells.
  public var size: Size { viewport.size }

  /// The view in the middle of the screen.
  public var view: View { viewport.view }

  /// Whether a command line or a message must be shown even in a layout without narration.
  var needsMessageLine: Bool {
    if case .commandLine = input.mode { return true }
    return layout.card == nil && (message != nil || isProbing)
  }
}
