extension Command {
  static let playOrPause = Command(
    "play", "play or pause", .time, [.character(" ")], changing: { state, _ in state.playOrPause() }
  )

  static let stepForward = Command(
    "step", "step forward (50. steps 50)", .time, [.character(".")], counts: true,
    changing: { state, count in state.seek(to: state.playhead + (count ?? 1)) })

  static let stepBack = Command(
    "step-back", "step back", .time, [.character(",")], counts: true,
    changing: { state, count in state.seek(to: state.playhead - (count ?? 1)) })

  static let slower = Command(
    "slower", "speed ÷1.5", .time, [.character("[")],
    changing: { state, _ in state.scaleSpeed(by: 1 / 1.5) })

  static let faster = Command(
    "faster", "speed ×1.5", .time, [.character("]")],
    changing: { state, _ in state.scaleSpeed(by: 1.5) })

  static let normalSpeed = Command(
    "normal-speed", "normal speed", .time, [.character("\\")],
    changing: { state, _ in
      if state.speed == 1 { state.message = "the speed is normal" }
      state.speed = 1
    })

  static let seekBack = Command(
    "seek-back", "50 steps back", .time, [.character("<"), .pageUp], counts: true,
    changing: { state, count in state.seek(to: state.playhead - 50 * (count ?? 1)) })

  static let seekForward = Command(
    "seek", "50 steps on", .time, [.character(">"), .pageDown], counts: true,
    changing: { state, count in state.seek(to: state.playhead + 50 * (count ?? 1)) })

  static let timeUnit = Command(
    "clock", "count time in steps, or in gradient evaluations", .time, [.character("a")],
    changing: { state, _ in
      state.setTimeUnit(state.timeUnit == .steps ? .evaluations : .steps)
      state.message =
        state.timeUnit == .steps
        ? "time counts steps" : "time counts gradient evaluations: SAM pays two a step"
    })

  static let firstStep = Command(
    "first", "first step", .time, [.character("g"), .home],
    changing: { state, _ in state.seek(to: 0) })

  static let lastStep = Command(
    "last", "last step, or the step typed before", .time, [.character("G"), .end], counts: true,
    changing: { state, count in state.seek(to: count ?? state.duration) })
}
