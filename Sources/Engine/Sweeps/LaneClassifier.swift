/// Judges the ends of runs side by side as `Recording.state` judges the whole of one.
struct LaneClassifier {
  private let result: LaneResult
  private let windows: LaneWindows
  private let surface: AnySurface
  private let lastStep: Int

  /// Nil if all lanes diverged before the last steps.
  init?(_ finish: LaneResult, steps: Int, _ surface: AnySurface, _ memory: LaneWorkspace) {
    guard let windows = LaneWindows(finish, surface.laneBatchEvaluator, memory.statistics) else {
      return nil
    }
    self.result = finish
    self.windows = windows
    self.surface = surface
    lastStep = steps / WindowSize.stride * WindowSize.stride
  }

  /// The states of the first lanes at the end, at the rates that `StateClassifier` takes; nil for a lane
  /// that diverged or whose state depends on iterates that were not kept.
  func states(of count: Int, rates: Lanes) -> [State?] {
    var agreements = [StateDebounce](repeating: StateDebounce(), count: count)
    var open = (0..<count).filter { result.divergedAt[$0] < 0 }
    var step = lastStep
    while !open.isEmpty, windows.seek(to: step) {
      // One for all lanes: to make one for each takes as long as to judge.
      var judgement = StateClassifier(LaneWindow(windows, 0), surface, rate: 0)
      open.removeAll { lane in
        judgement.window.lane = lane
        judgement.effectiveLearningRate = rates[lane]
        agreements[lane].add(judgement.state, at: step)
        return agreements[lane].state != nil
      }
      step -= WindowSize.stride
    }
    return agreements.map(\.state)
  }
}
