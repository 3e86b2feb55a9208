/// Judges the ends of runs side by side as `Recording.state` judges the whole of one.
final class LaneJudge {
  private let surface: AnySurface
  private let past: LanePast
  private let last: Int
  /// The windows in which to judge, the latest first, as far as they were asked for.
  private var windows: [LaneWindows] = []

  /// Nil if all lanes diverged before the last steps.
  init?(_ finish: LaneFinish, steps: Int, _ surface: AnySurface) {
    guard let tail = finish.tail else { return nil }
    self.surface = surface
    past = LanePast(finish, Points(tail.points), surface.laneGauge)
    last = steps / WindowSize.stride * WindowSize.stride
  }

  /// The state of a lane at the end, or nil if that depends on iterates that were not kept.
  func state(_ lane: Int, rate: Double) -> State? {
    agreedState(at: last) { step in
      guard let window = window(at: step) else { return nil }
      return Judgement(LaneWindow(window, lane), surface, rate: rate).state
    }
  }

  /// The window at a step; nil if it reaches back beyond what was kept.
  private func window(at step: Int) -> LaneWindows? {
    let index = (last - step) / WindowSize.stride
    if index < windows.count { return windows[index] }
    guard let window = LaneWindows(past, at: step) else { return nil }
    windows.append(window)
    return window
  }
}
