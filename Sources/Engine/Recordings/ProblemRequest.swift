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
  /// Whether to predict SAM's drift where minima fill a manifold.
  public var predictsDrift = true

  /// Creates a request.
  ///
  /// The recordings are on one surface, first those of `names` in their order; further recordings,
  /// such as those of other values of a hyperparameter, do not decide the plane.
  public init(id: Int, names: [String], recordings: [Recording], plane: PlaneChoice?) {
    (self.id, self.names, self.recordings, self.plane) = (id, names, recordings, plane)
  }

  /// Returns whether both requests have the same number.
  public static func == (a: Self, b: Self) -> Bool { a.id == b.id }

  /// Hashes the number.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }

  /// The operations after which the work looks for a cancellation.
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
    let cost = problem.gradientCost
    guard record(cost, &progress, isCancelled, isDue, onResult) else { return }
    if let plane, let former = surface.projection?.plane {
      let runs = zip(names, progress.recordings).compactMap { name, recording in
        recording.ambient.map { (name: name, path: $0) }
      }
      do throws(EngineError) {
        let center = plane.center.flatMap { center in
          runs.first { $0.name == center.run }?.path.iterate(at: center.step ?? .max)
        }
        let found = try runs.map(\.path).plane(plane.kind, center: center, previous: former)
        if let seen = surface.seen(through: found.plane) {
          progress.recordings = progress.recordings.map { $0.seen(on: seen) }
        }
        progress.planeTitle =
          found.lineEnd.map { end in
            "line from \(name(of: found.plane.origin, runs)) to \(name(of: end, runs))"
          } ?? found.remark ?? found.title
      } catch {
        progress.planeError = error.description
      }
      progress.hasPlane = true
      onResult(progress)
    }
    for index in progress.recordings.indices
    where tracesPaths && progress.recordings[index].isInterpolated {
      guard let traced = progress.recordings[index].retraced(isCancelled: isCancelled) else {
        return
      }
      progress.recordings[index] = traced
      onResult(progress)
    }
    if measuresSharpness {
      guard measure(&progress, isCancelled, isDue, onResult) else { return }
    }
    if problem.hasManifoldOfMinima, predictsDrift {
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

  /// Returns the name of an end of a line: a run for its last iterate, `start`, or the center.
  private func name(
    of w: Coordinates, _ runs: [(name: String, path: ProblemRecording)]
  ) -> String {
    if let run = runs.first(where: { $0.path.w == w }) { return run.name }
    if runs.contains(where: { $0.path.iterate(at: 0) == w }) { return "start" }
    return plane?.center?.text ?? "center"
  }

  /// Records the remaining steps of all runs in turn; returns false once cancelled.
  private func record(
    _ gradientCost: Double, _ progress: inout ProblemProgress, _ isCancelled: () -> Bool,
    _ isDue: () -> Bool, _ onResult: (ProblemProgress) -> Void
  ) -> Bool {
    let steps = min(256, max(1, Int(clamping: Self.operationsPerTurn / (5 * gradientCost))))
    var isRunning = true
    while isRunning {
      isRunning = false
      for index in progress.recordings.indices {
        if isCancelled() { return false }
        if progress.recordings[index].advance(by: steps) { isRunning = true }
      }
      if isRunning, isDue() { onResult(progress) }
    }
    onResult(progress)
    return true
  }

  /// Measures the spectra of all runs in turn; returns false once cancelled.
  private func measure(
    _ progress: inout ProblemProgress, _ isCancelled: () -> Bool, _ isDue: () -> Bool,
    _ onResult: (ProblemProgress) -> Void
  ) -> Bool {
    var isRunning = true
    while isRunning {
      isRunning = false
      for index in progress.recordings.indices {
        if isCancelled() { return false }
        if progress.recordings[index].ambient?.measureNextSpectrum(converging: 1) == true {
          isRunning = true
        }
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
    return ambient.isFinished && !isInterpolated && ambient.hasAllSpectra
  }
}
