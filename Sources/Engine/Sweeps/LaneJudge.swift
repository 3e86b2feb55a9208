/// Judges the ends of runs side by side as `Recording.state` judges the whole of one.
struct LaneJudge {
  private let surface: AnySurface
  /// The windows in which to judge, the latest first.
  private let windows: [LaneWindows]
  /// Whether there was no earlier one.
  private let isWhole: Bool

  init(_ finish: LaneFinish, steps: Int, _ surface: AnySurface) {
    self.surface = surface
    var windows: [LaneWindows] = []
    var at = steps / WindowSize.stride * WindowSize.stride
    if let tail = finish.tail {
      let points = Points(tail.points)
      let past = LanePast(finish, points, surface.laneGauge)
      while at >= 0, let window = LaneWindows(finish, points, past, at: at, surface.laneGauge) {
        windows.append(window)
        at -= WindowSize.stride
      }
    }
    self.windows = windows
    isWhole = at < 0
  }

  /// The state of a lane at the end, or nil if that depends on iterates that were not kept.
  func state(_ lane: Int, rate: Double) -> State? {
    var later: State?
    for window in windows {
      let earlier = Judgement(LaneWindow(window, lane), surface, rate: rate).state
      if earlier == later { return later }
      later = earlier
    }
    return isWhole ? .descending : nil
  }
}
