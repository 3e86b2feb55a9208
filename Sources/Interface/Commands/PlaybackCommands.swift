extension Command {
  static let playOrPause = Command(
    "play", "play or pause", .time, [.character(" ")]
  ) { state, _ in
    state.playOrPause()
  }

  static let stepForward = Command(
    "step", "step forward (50. steps 50 times)", .time, [.character(".")], acceptsCount: true,
    changing: { state, count in state.seek(to: state.playback.playhead + (count ?? 1)) })

  static let stepBack = Command(
    "step-back", "step back", .time, [.character(",")], acceptsCount: true,
    changing: { state, count in state.seek(to: state.playback.playhead - (count ?? 1)) })

  static let slower = Command(
    "slower", "speed ÷1.5", .time, [.character("[")],
    changing: { state, _ in state.message = state.playback.scaleSpeed(by: 1 / 1.5) ?? state.message
    })

  static let faster = Command(
    "faster", "speed ×1.5", .time, [.character("]")],
    changing: { state, _ in state.message = state.playback.scaleSpeed(by: 1.5) ?? state.message })

  static let normalSpeed = Command(
    "normal-speed", "normal speed", .time, [.character("\\")],
    changing: { state, _ in
      state.message = state.playback.resetSpeed() ?? state.message
    })

  static let seekBack = Command(
    "seek-back", "50 steps back", .time, [.character("<"), .pageUp], acceptsCount: true,
    changing: { state, count in state.seek(to: state.playback.playhead - 50 * (count ?? 1)) })

  static let seekForward = Command(
    "seek", "50 steps forward", .time, [.character(">"), .pageDown], acceptsCount: true,
    changing: { state, count in state.seek(to: state.playback.playhead + 50 * (count ?? 1)) })

  static let timeUnit = Command(
    "clock", "count time in steps or in gradient evaluations", .time, [.character("a")],
    changing: { state, _ in
      state.setTimeUnit(state.playback.unit == .steps ? .evaluations : .steps)
      state.message =
        state.playback.unit == .steps
        ? "the time axis counts steps"
        : "the time axis counts gradient evaluations: SAM computes two per step"
    })

  static let firstStep = Command(
    "first", "first step", .time, [.character("g"), .home],
    changing: { state, _ in state.seek(to: 0) })

  static let lastStep = Command(
    "last", "last step (300G: step 300)", .time, [.character("G"), .end], acceptsCount: true,
    changing: { state, count in state.seek(to: count ?? state.duration) })
}
