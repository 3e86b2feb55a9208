import Integers

/// A request to record runs on a problem, in the background.
///
/// The work records all steps, then chooses the plane, then measures the sharpness.
public struct ProblemRequest: Sendable, Hashable {
  /// The number of the request, which identifies it.
  public let id: Int
  /// The names of the runs.
  public let names: [String]
  /// The recordings of the runs, which may be beginnings.
  public let recordings: [Recording]
  /// The plane to choose once all steps are recorded; nil to keep the plane.
  public let plane: PlaneChoice?
  /// Whether to compute the coordinates in the plane between samples; they are interpolated
  /// otherwise.
  public var tracesPaths = true
  /// Whether to measure the sharpness; it is NaN otherwise.
  public var measuresSharpness = true

  /// Creates a request; `recordings` are on one surface, in the order of `names`.
  public init(id: Int, names: [String], recordings: [Recording], plane: PlaneChoice?) {
    (self.id, self.names, self.recordings, self.plane) = (id, names, recordings, plane)
  }

  /// Returns whether both requests have the same number.
  public static func == (a: Self, b: Self) -> Bool { a.id == b.id }

  /// Hashes the number.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }

  /// The operations after which a recorder looks for a cancellation.
  private static let operationsPerTurn = 1e7

  /// Does the work, with the results so far whenever `isDue` returns true.
  ///
  /// Returns once cancelled; the last result is complete.
  public func perform(
    isCancelled: () -> Bool, isDue: () -> Bool, onResult: (ProblemProgress) -> Void
  ) {
    guard let surface = recordings.first?.surface, let problem = surface.projection?.problem else {
      return
    }
    var progress = ProblemProgress(request: id, recordings: recordings)
    guard record(problem, &progress, isCancelled, isDue, onResult) else { return }
    if let plane, let former = surface.projection?.plane {
      let runs = zip(names, progress.recordings).map { (name: $0, recording: $1) }
      do throws(EngineError) {
        let found = try ChosenPlane(plane, of: runs, after: former)
        if let seen = surface.seen(through: found.plane) {
          progress.recordings = progress.recordings.map { $0.seen(on: seen) }
        }
        progress.planeTitle = found.remark ?? found.title
      } catch {
        progress.planeError = error.description
      }
      progress.hasPlane = true
      onResult(progress)
    }
    for index in progress.recordings.indices
    where tracesPaths && progress.recordings[index].ambient?.isInterpolated == true {
      guard let traced = progress.recordings[index].retraced(isCancelled: isCancelled) else {
        return
      }
      progress.recordings[index] = traced
      onResult(progress)
    }
    if measuresSharpness {
      guard measure(problem, &progress, isCancelled, isDue, onResult) else { return }
    }
    if problem.hasManifoldOfMinima, measuresSharpness {
      for index in progress.recordings.indices {
        guard let drifting = progress.recordings[index].withDrift(on: problem, isCancelled) else {
          return
        }
        progress.recordings[index] = drifting
      }
    }
    progress.isComplete = true
    onResult(progress)
  }

  /// Records the remaining steps of all runs in turn; returns false once cancelled.
  private func record(
    _ problem: any Problem, _ progress: inout ProblemProgress, _ isCancelled: () -> Bool,
    _ isDue: () -> Bool, _ onResult: (ProblemProgress) -> Void
  ) -> Bool {
    let steps = max(1, Int(clamping: Self.operationsPerTurn / (5 * problem.gradientCost)))
    var recorders = progress.recordings.map { ProblemRecorder(continuing: $0) }
    func store() {
      for (index, recorder) in recorders.enumerated() {
        if let recorder { progress.recordings[index] = recorder.recording }
      }
    }
    var isRunning = true
    while isRunning {
      isRunning = false
      for index in recorders.indices {
        if isCancelled() { return false }
        if recorders[index]?.advance(by: min(steps, 256)) == true { isRunning = true }
      }
      if isRunning, isDue() {
        store()
        onResult(progress)
      }
    }
    store()
    onResult(progress)
    return true
  }

  /// Measures the sharpness of all runs in turn; returns false once cancelled.
  private func measure(
    _ problem: any Problem, _ progress: inout ProblemProgress, _ isCancelled: () -> Bool,
    _ isDue: () -> Bool, _ onResult: (ProblemProgress) -> Void
  ) -> Bool {
    var starts = [Coordinates?](repeating: nil, count: progress.recordings.count)
    var isRunning = true
    while isRunning {
      isRunning = false
      for (index, recording) in progress.recordings.enumerated() {
        guard let next = recording.nextUnmeasuredSample, let path = recording.ambient else {
          continue
        }
        if isCancelled() { return false }
        let w = path.samples[next].iterate
        var sharpness = Double.nan
        if w.isFinite, path.losses[path.samples[next].step].isFinite {
          let pairs = problem.topEigenpairs(2, at: w, from: starts[index], products: 60)
          (sharpness, starts[index]) = (pairs.values[0], pairs.nextStart)
        }
        progress.recordings[index] = recording.measured(next, sharpness)
        isRunning = true
      }
      if isRunning, isDue() { onResult(progress) }
    }
    return true
  }
}

/// The results of a `ProblemRequest` so far.
public struct ProblemProgress: Sendable {
  /// The number of the request.
  public let request: Int
  /// The recordings of the runs, all on one surface.
  public internal(set) var recordings: [Recording]
  /// What the chosen plane is; nil unless a plane was chosen.
  public internal(set) var planeTitle: String?
  /// Whether the request has chosen the plane.
  public internal(set) var hasPlane = false
  /// Why there is no such plane, so that the plane stays; nil for a chosen plane.
  public internal(set) var planeError: String?
  /// Whether the work is complete.
  public internal(set) var isComplete = false
}

extension Recording {
  /// Whether the sharpness is measured, all coordinates are computed and all steps are recorded.
  public var isMeasured: Bool {
    guard let ambient else { return true }
    return ambient.isFinished && !ambient.isInterpolated && nextUnmeasuredSample == nil
  }

  /// Returns the first steps of a run on a problem that take a fraction of a frame.
  ///
  /// - Throws: `EngineError` if the surface has no problem, or the optimizer does not run on it.
  public static func beginning(
    of run: Run, on surface: AnySurface
  ) throws(EngineError) -> Recording {
    var recorder = try ProblemRecorder(run, on: surface)
    let cost = surface.projection?.problem.gradientCost ?? 1
    _ = recorder.advance(by: Int(clamping: min(8e6 / (5 * cost), Double(run.steps))))
    return recorder.recording
  }
}
