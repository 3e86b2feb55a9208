import Drawing
import Engine
import Integers
import Lessons
import Scenes

extension AppState {
  /// Whether the runs are on a problem of many parameters.
  var isOnProblem: Bool { surface.projection != nil }

  /// The region with which the map opens, to which a key returns.
  var openingRegion: Region {
    guard isOnProblem else { return scenario.view }
    return problemView.region ?? surface.info.frame
  }

  /// The quantities of the plots.
  var quantities: PlottedQuantities {
    guard isOnProblem else { return .ofSurfaces }
    let hasClasses = recordings.first?.ambient?.samples.first?.accuracy != nil
    return hasClasses ? .ofProblems : .withoutAccuracy
  }

  /// The steps of a run in a map over η and ρ; nil on a surface, and for a problem that takes too long.
  var problemSweepSteps: Int? {
    guard let problem = surface.projection?.problem else { return nil }
    let steps = Int(clamping: Self.sweepCost / problem.gradientCost)
    return steps < 100 ? nil : min(steps, 2000)
  }

  /// The rough number of operations of a cell in a map over η and ρ.
  private static let sweepCost = 4e7

  private var wish: ProblemView.PlaneWish {
    ProblemView.PlaneWish(
      surface: experiment.surface, choice: problemView.choice, generation: problemView.generation)
  }

  /// Returns the effects that record the runs on a problem, and those that compute its pictures.
  mutating func requestProblemWork() -> [Effect] {
    guard isOnProblem else {
      guard problemView.requestID > 0 else { return [] }
      let (id, wasWorking) = (problemView.requestID, problemView.isWorking)
      problemView = ProblemView()
      problemView.requestID = id
      return wasWorking ? [.recordProblem(nil), .computePictures([])] : []
    }
    return requestRecordings() + requestPictures()
  }

  private mutating func requestRecordings() -> [Effect] {
    let wish = wish
    let runs = experiment.runs + (split?.runs ?? [])
    if let requested = problemView.requested, requested.runs == runs, requested.plane == wish {
      return []
    }
    problemView.requested = (runs, wish)
    let needsPlane = problemView.shown != wish
    let all = recordings + (split?.variants.flatMap(\.recordings) ?? [])
    guard needsPlane || all.contains(where: { !$0.isMeasured }) else {
      defer { problemView.isWorking = false }
      return problemView.isWorking ? [.recordProblem(nil)] : []
    }
    problemView.requestID += 1
    problemView.isWorking = true
    return [
      .recordProblem(
        ProblemRequest(
          id: problemView.requestID, names: experiment.namedRuns.map(\.name),
          recordings: all, plane: needsPlane ? problemView.choice : nil))
    ]
  }

  /// Whether the work in the background still changes the value of an expression: coordinates of the
  /// plane, and the sharpness until it is measured.
  func isProvisional(_ expression: Expression) -> Bool {
    guard problemView.isWorking else { return false }
    let isMeasured = recordings.allSatisfy(\.isMeasured)
    return expression.names.contains { name in
      let quantity = name.split(separator: ".").last.flatMap { Quantity.named(String($0)) }
      return quantity?.needsPlane == true || quantity?.id == Quantity.sharpness.id && !isMeasured
    }
  }

  /// Stores the results of the last request.
  mutating func receive(_ progress: ProblemProgress) {
    let count = recordings.count
    guard progress.request == problemView.requestID,
      recorded.receive(Array(progress.recordings.prefix(count)))
    else { return }
    split?.receive(Array(progress.recordings.dropFirst(count)))
    if progress.isComplete { problemView.isWorking = false }
    if !differsFromLesson,
      narration.isPartial && recordings.allSatisfy(\.isComplete)
        || narration.isProvisional && progress.isComplete
    {
      narration = narration.rescheduled(scenario, recordings, preferences.memory)
    }
    if progress.hasPlane, let requested = problemView.requested,
      problemView.shown != requested.plane
    {
      problemView.shown = requested.plane
      if let error = progress.planeError {
        message = "\(error); the plane stays"
      } else {
        problemView.title = progress.planeTitle
        fitProblemRegion()
      }
    }
    if progress.hasPlane || progress.isComplete { recordingsChanged() }
  }

  /// Moves the map to the paths in a new plane, unless the user has moved the map.
  private mutating func fitProblemRegion() {
    let isUnmoved = camera.region == openingRegion
    let former = problemView.region
    problemView.region =
      surface.projection?.line?.region ?? recordings.region(in: layout.maps.first)
    if isUnmoved || former != nil, let region = problemView.region { camera.region = region }
  }

  /// The last step that the play may show: that of the slowest run that is still recorded.
  var recordedDuration: Int {
    guard isOnProblem else { return duration }
    let all = recordings + (shownSplit?.variants.flatMap(\.recordings) ?? [])
    let ends = all.filter { !$0.isComplete }.map { time(of: $0.lastStep, of: $0) }
    return min(ends.min() ?? duration, duration)
  }

  private func time(of step: Int, of recording: Recording) -> Int {
    recording.time(of: step, playback.unit)
  }

  /// Completes the recordings, the plane and the sharpness of all runs on a problem at once.
  ///
  /// For pictures and tests, which do not wait.
  public mutating func completeProblem() {
    guard isOnProblem else { return }
    for case .recordProblem(let request?) in requestProblemWork() {
      request.perform(isCancelled: { false }, isDue: { false }) { receive($0) }
    }
    completePictures()
  }
}

extension [Recording] {
  /// Returns the region of a map around the paths, with equal scales on both axes.
  ///
  /// The part of a diverging run farther from the start than one and a half times the other runs
  /// does not count.
  fileprivate func region(in map: Rect?) -> Region? {
    let limit = compactMap(\.ambient).distanceLimit
    var (x, y): (ClosedRange<Double>?, ClosedRange<Double>?)
    for recording in self {
      guard let path = recording.ambient else { continue }
      for (point, distance) in zip(recording.trajectory.points, path.distances)
      where distance <= limit && point.isFinite {
        x =
          x.map { Swift.min($0.lowerBound, point.x)...Swift.max($0.upperBound, point.x) }
          ?? point.x...point.x
        y =
          y.map { Swift.min($0.lowerBound, point.y)...Swift.max($0.upperBound, point.y) }
          ?? point.y...point.y
      }
    }
    guard let x, let y else { return nil }
    // A cell is two pixels high.
    let aspect =
      map.map { Double(Swift.max($0.columns, 1)) / Double(Swift.max(2 * $0.rows, 1)) } ?? 1
    let height = 1.3 * Swift.max(y.length, x.length / aspect, 1e-6 * (1 + x.upperBound.magnitude))
    func around(_ middle: Double, _ length: Double) -> ClosedRange<Double> {
      middle - length / 2...middle + length / 2
    }
    return Region(x: around(x.middle, height * aspect), y: around(y.middle, height))
  }
}
