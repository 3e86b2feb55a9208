import Vectors

/// Classifies the final states of runs in lanes, as `Recording.state` does for one run.
struct LaneClassifier {
  private let result: LaneResult
  private let windows: LaneWindows
  private let run: ClassifiedRun
  private let surface: AnySurface
  private let lastStep: Int

  /// Nil if all lanes diverged before the last steps.
  init?(
    _ result: LaneResult, from start: Point<Lanes>, steps: Int, _ surface: AnySurface,
    _ memory: LaneWorkspace, isRandom: Bool
  ) {
    guard
      let windows = LaneWindows(result, from: start, surface.laneBatchEvaluator, memory.statistics)
    else { return nil }
    self.result = result
    self.windows = windows
    self.surface = surface
    run = surface.classifiedRun(isRandom: isRandom, comparesCourse: false)
    lastStep = steps / WindowSize.stride * WindowSize.stride
  }

  /// The final states of the first `count` lanes, given their effective step sizes.
  ///
  /// Nil for a lane that diverged or whose state depends on iterates that were not stored.
  func states(of count: Int, stepSizes: Lanes) -> [State?] {
    var debounces = [StateDebounce](repeating: StateDebounce(), count: count)
    // A run at rest keeps its state, as long as its iterate has the same bits.
    var settledPoints = [Point<Double>?](repeating: nil, count: count)
    let undefined = (0..<count).map { surface.undefinedState(at: result.finalPoint(of: $0)) }
    var openLanes = (0..<count).filter { result.divergedAt[$0] < 0 && undefined[$0] == nil }
    var step = lastStep
    while !openLanes.isEmpty, windows.seek(to: step) {
      // Shared by all lanes: constructing a classifier costs as much as classifying.
      var classifier = StateClassifier(
        LaneWindow(windows, 0), of: run, stepSize: 0)
      openLanes.removeAll { lane in
        classifier.window.lane = lane
        classifier.effectiveStepSize = stepSizes[lane]
        let point = classifier.window[0]
        let isSettled = settledPoints[lane] == point && classifier.isAtRest
        let state = isSettled ? .settled : classifier.state
        if state == .settled { settledPoints[lane] = point }
        debounces[lane].add(state, at: step)
        return debounces[lane].state != nil
      }
      step -= WindowSize.stride
    }
    return zip(undefined, debounces).map { $0 ?? $1.state }
  }
}
