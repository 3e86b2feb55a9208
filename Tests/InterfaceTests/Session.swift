import Drawing
import Engine
import Gallery
import Lessons
import LessonFormat
import Synchronization
import TestSupport

@testable import Interface

/// A session without a terminal, which applies events and answers the effects synchronously.
///
/// The members of the state are members of the session.
@dynamicMemberLookup
struct Session {
  var state: AppState
  /// The effects of the last call, except the recordings and searches that were answered.
  private(set) var effects: [Effect] = []

  init(
    _ lesson: String = "xy1-three-stops", rows: Int = 24, columns: Int = 80,
    display: Display = Display(), preferences: Preferences = Preferences(pace: 0),
    course: Scenario.Course? = nil, courses: [Scenario.Course] = []
  ) throws {
    let lessons = try lessons()
    guard let scenario = lessons.first(where: { $0.id == lesson }) else {
      throw NoLesson(id: lesson)
    }
    try self.init(
      scenario, gallery: lessons, rows: rows, columns: columns, display: display,
      preferences: preferences, course: course, courses: courses)
  }

  init(
    _ scenario: Scenario, gallery: [Scenario] = [], rows: Int = 24, columns: Int = 80,
    display: Display = Display(), preferences: Preferences = Preferences(pace: 0),
    course: Scenario.Course? = nil, courses: [Scenario.Course] = []
  ) throws {
    state = try AppState(
      scenario: scenario, gallery: gallery, size: Size(rows: rows, columns: columns),
      display: display, preferences: preferences, course: course, courses: courses)
    state.prepare()
    // Starts to record a problem.
    if state.isOnProblem { try play(.resized(Size(rows: rows, columns: columns))) }
  }

  subscript<Value>(dynamicMember path: KeyPath<AppState, Value>) -> Value { state[keyPath: path] }

  /// Applies events.
  mutating func play(_ events: Event...) throws {
    effects = []
    for event in events { effects += try updateAndAnswer(&state, event) }
    state.prepare()
  }

  /// Presses and releases the mouse at a cell.
  mutating func click(_ position: Position) throws {
    try play(.mouse(Mouse(.press, position)), .mouse(Mouse(.release, position)))
  }

  /// Types characters, one key each, and waits after the digit of a view.
  mutating func type(_ text: String) throws {
    effects = []
    for character in text { effects += try updateAndAnswer(&state, .key(.character(character))) }
    if state.input.countPrefix?.view != nil { effects += try updateAndAnswer(&state, .idled) }
    state.prepare()
  }

  /// Presses keys.
  mutating func press(_ keys: Key...) throws {
    effects = []
    for key in keys { effects += try updateAndAnswer(&state, .key(key)) }
    state.prepare()
  }

  /// Plays frame by frame until the playback pauses.
  mutating func wait(frames: Int = 100_000) throws {
    for _ in 0..<frames where state.playback.isPlaying { try play(.ticked(frames: 1)) }
  }

  /// Plays frame by frame until the card changes or the playback pauses.
  mutating func waitForCard() throws {
    let entryIndex = state.narration.entryIndex
    while state.playback.isPlaying, state.narration.entryIndex == entryIndex {
      try play(.ticked(frames: 1))
    }
  }

  /// Plays up to a step, with Space at every pause, and pauses.
  mutating func playThrough(to step: Int) throws {
    var rounds = 0
    while state.playback.playhead < step, rounds < 1000 {
      rounds += 1
      if !state.playback.isPlaying { try type(" ") }
      while state.playback.isPlaying, state.playback.playhead < step {
        try play(.ticked(frames: 1))
      }
    }
    if state.playback.isPlaying { try type(" ") }
  }

  /// The rectangle of the first map.
  var map: Rect { state.layout.maps.first ?? Rect(row: 0, column: 0, rows: 0, columns: 0) }

  /// The screen as text, one line per row.
  var screen: [String] { text(of: render(state)) }
}

/// Applies an event, answers requests for recordings, minima and pictures, and returns the other effects.
func updateAndAnswer(_ state: inout AppState, _ event: Event) throws -> [Effect] {
  try update(&state, event).filter { effect in
    switch effect {
    case .simulate(let run):
      _ = update(&state, .simulated(try Catalog.record(run)))
    case .searchMinima(let search):
      guard let search else { return false }
      try search.refine { _ = update(&state, .minimaFound(search, $0, isComplete: $1)) }
    case .recordProblem(let request):
      guard let request else { return false }
      if isShared(request) {
        let results = try RecordedProblems.results(of: request)
        state.problemView.requestID = results.request
        _ = update(&state, .problemRecorded(results))
      } else {
        request.perform(isCancelled: { false }, isDue: { true }) {
          _ = update(&state, .problemRecorded($0))
        }
      }
    case .computePictures(let pictures):
      let isShared = problemLessonRuns.contains(state.recordings.map(\.run))
      for picture in pictures {
        if isShared {
          _ = update(&state, .pictureComputed(picture, try SharedPictures.losses(of: picture)))
        } else {
          picture.compute(isCancelled: { false }) { _ = update(&state, .pictureComputed($0, $1)) }
        }
      }
    default:
      return true
    }
    return false
  }
}

/// Whether a request is that of a lesson as it opens, whose results the tests share.
private func isShared(_ request: ProblemRequest) -> Bool {
  request.plane != nil && problemLessonRuns.contains(request.recordings.map(\.run))
    && request.recordings.allSatisfy { recording in
      recording.ambient?.samples.allSatisfy { $0.spectrum == nil } == true
    }
}

private let problemLessonRuns = Set(
  ((try? lessons()) ?? []).filter { $0.surface.source.problem != nil }
    .map { lesson in lesson.runs.map(lesson.run) })

/// Coarse pictures of the planes of lessons, each computed once for all tests, which look at cards
/// and panes.
private enum SharedPictures {
  private static let known = Mutex<[PlanePicture: Lazy<[Double]>]>([:])

  static func losses(of picture: PlanePicture) throws -> [Double] {
    let lazy = known.withLock { known in
      let lazy = known[picture] ?? Lazy()
      known[picture] = lazy
      return lazy
    }
    return try lazy.value { picture.values(every: 4) { false } ?? [] }
  }
}

struct NoLesson: Error { let id: String }

/// Returns the lessons of the gallery.
func lessons() throws -> [Scenario] { try gallerySource.get() }

private let gallerySource = Result {
  try Gallery.gallery.map {
    try LessonFormat.parseScenario(yaml: $0.yaml, file: "\($0.id).yaml", files: galleryFiles)
  }
}

/// Returns the glyphs of a canvas, one line per row, without trailing spaces.
func text(of canvas: Canvas) -> [String] {
  (0..<canvas.size.rows).map { row in
    var line = ""
    for column in 0..<canvas.size.columns where canvas[row, column].glyph != Cell.continuation {
      line.unicodeScalars.append(canvas[row, column].glyph)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension AppState {
  /// Returns the values of a knob, one per run.
  func values(_ id: String) -> [Double?] { experiment.namedRuns.map { $0.optimizer.knobs[id] } }

  /// Returns whether every recording equals a new recording of its run, bit for bit.
  func isRecorded() throws -> Bool {
    guard recordings.map(\.run) == experiment.runs else { return false }
    return try recordings.allSatisfy {
      let expected = try Catalog.record($0.run)
      if let path = $0.ambient {
        return path.losses.map(\.bitPattern) == expected.ambient?.losses.map(\.bitPattern)
      }
      return expected.trajectory.points.bits == $0.trajectory.points.bits
    }
  }
}

extension [Point<Double>] {
  var bits: [UInt64] { flatMap { [$0.x.bitPattern, $0.y.bitPattern] } }
}
