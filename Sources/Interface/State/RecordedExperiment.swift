import Engine
import Lessons

/// The settings with their history, the surface, and the recordings of the runs.
struct RecordedExperiment: Sendable {
  /// The settings and their history.
  private(set) var history: ExperimentHistory
  /// The surface of the settings.
  private(set) var surface: AnySurface
  /// The recordings in the order of the runs; out of date until a changed run is recorded.
  private(set) var recordings: [Recording]

  /// Records the runs of an experiment; on a problem only their first steps.
  ///
  /// - Throws: `EngineError` if the experiment names an unknown surface, optimizer or knob.
  init(_ experiment: Experiment) throws(EngineError) {
    history = ExperimentHistory(experiment)
    surface = try Catalog.surface(experiment.surface)
    recordings = []
    for run in experiment.runs {
      recordings.append(
        surface.projection == nil
          ? try Catalog.record(run, on: surface) : try Recording.beginning(of: run, on: surface))
    }
  }

  /// Creates an experiment with known recordings; a long run has at first only its beginning.
  ///
  /// - Parameters:
  ///   - experiment: The settings.
  ///   - surface: The surface of the settings.
  ///   - known: Recordings that are not made again.
  /// - Throws: `EngineError` if the experiment names an unknown optimizer or knob.
  init(
    _ experiment: Experiment, on surface: AnySurface, known: [Recording]
  ) throws(EngineError) {
    history = ExperimentHistory(experiment)
    self.surface = surface
    recordings = []
    _ = try replace(history, known: known)
  }

  /// Whether every run has its recording.
  var isRecorded: Bool { recordings.map(\.run) == history.present.runs }

  /// The runs without their recording.
  var missingRuns: [Run] {
    zip(history.present.runs, recordings).filter { $0 != $1.run }.map(\.0)
  }

  /// Replaces the settings and their history, and assigns known recordings to the runs.
  ///
  /// A recording may come from the lesson or from another run: after doubling every η, a run can
  /// equal the former run with twice its η. If runs were added or removed, missing recordings are
  /// made immediately, so every run has one; that of a long run is at first only its beginning.
  ///
  /// - Parameters:
  ///   - next: The new settings with their history.
  ///   - known: Recordings besides the present ones; nil means that the settings are only an
  ///     intermediate state, which needs no recordings.
  /// - Returns: The runs without a recording, each once.
  /// - Throws: `EngineError` if the catalog rejects the surface; nothing is replaced then.
  mutating func replace(
    _ next: ExperimentHistory, known: [Recording]?
  ) throws(EngineError) -> [Run] {
    let former = history.present
    if next.present.surface.source.problem != nil {
      try replaceOnProblem(next, known: known ?? [])
      return []
    }
    if next.present.surface != former.surface {
      surface = try Catalog.surface(next.present.surface)
    }
    history = next
    guard let known else { return [] }
    let hasSameRuns =
      next.present.namedRuns.map(\.name) == former.namedRuns.map(\.name)
      && recordings.count == former.namedRuns.count
    let byRun = Dictionary(
      (recordings + known).map { ($0.run, $0) }, uniquingKeysWith: { first, _ in first })
    var missing: [Run] = []
    recordings = next.present.runs.enumerated().compactMap { index, run in
      if let known = byRun[run] { return known }
      let isLong = run.steps > Self.maxImmediateSteps
      if hasSameRuns || isLong, !missing.contains(run) { missing.append(run) }
      if hasSameRuns { return recordings[index] }
      var beginning = run
      beginning.steps = min(run.steps, Self.maxImmediateSteps)
      return try? Catalog.record(beginning, on: surface)
    }
    return missing
  }

  /// Replaces the settings on a problem; a run without a known recording has its first steps.
  private mutating func replaceOnProblem(
    _ next: ExperimentHistory, known: [Recording]
  ) throws(EngineError) {
    let isSameSurface = next.present.surface == history.present.surface
    let surface = isSameSurface ? surface : try Catalog.surface(next.present.surface)
    var found: [Recording] = []
    for run in next.present.runs {
      if let known = (recordings + known).first(where: { $0.run == run }) {
        found.append(known.surface === surface ? known : known.seen(on: surface))
      } else {
        found.append(try Recording.beginning(of: run, on: surface))
      }
    }
    (history, self.surface, recordings) = (next, surface, found)
  }

  /// Shows the runs on a problem through the plane of another surface of the same problem.
  mutating func showProblem(of surface: AnySurface) {
    guard surface.projection != nil, surface !== self.surface else { return }
    self.surface = surface
    recordings = recordings.map { $0.seen(on: surface) }
  }

  /// Stores the recordings of all runs on one surface; returns false unless they match the runs.
  mutating func receive(_ recordings: [Recording]) -> Bool {
    guard recordings.map(\.run) == history.present.runs, let surface = recordings.first?.surface
    else { return false }
    (self.surface, self.recordings) = (surface, recordings)
    return true
  }

  /// The number of steps that are recorded within a fraction of a frame.
  private static let maxImmediateSteps = 20_000

  /// Stores a recording; returns false if no current run matches.
  mutating func receive(_ recording: Recording) -> Bool {
    let runs = history.present.runs
    guard runs.contains(recording.run) else { return false }
    for index in runs.indices where runs[index] == recording.run { recordings[index] = recording }
    return true
  }
}
