import Engine

extension AppState {
  /// Advances the playhead by a number of frames, up to the next pausing card.
  mutating func play(frames: Int) {
    let from = lessonStep(at: playback.playhead)
    guard
      playback.advance(
        frames: frames, framesPerSecond: preferences.framesPerSecond, duration: duration)
    else { return }
    pauseAtCards(from: from)
    if playback.playhead == duration { playback.pause() }
  }

  /// Moves the playhead to a time and pauses playback.
  mutating func seek(to time: Int) {
    if let text = playback.seek(to: time, duration: duration) {
      message = text
      return
    }
    narration.jump(to: lessonStep(at: playback.playhead))
  }

  /// Starts or pauses playback; at a step with more cards, shows the next card.
  mutating func playOrPause() -> [Effect] {
    if playback.isPlaying || !differsFromLesson && narration.showNextCardOfStep() {
      playback.pause()
      return []
    }
    if playback.playhead >= duration { return restart() }
    playback.play()
    return []
  }

  /// Plays from the first step.
  mutating func restart() -> [Effect] {
    playback.restart()
    narration.restart()
    let effects = applyLessonAct(since: experiment)
    pauseAtCards(from: -1)
    return effects
  }

  /// Shows the cards after a step up to the playhead, and pauses at the first pausing card.
  mutating func pauseAtCards(from: Int) {
    guard !differsFromLesson else { return }
    let before = narration.entryIndex
    let stop = narration.playToPause(after: from, upTo: lessonStep(at: playback.playhead))
    if narration.entryIndex != before { message = nil }  // a message would hide the card
    guard let stop else { return }
    playback.pause(at: time(of: stop))
  }

  /// The time at which the last run has taken all its steps.
  var duration: Int { time(of: experiment.steps) }

  /// Returns the step at a time; in evaluations, the smallest step among the runs.
  func lessonStep(at time: Int) -> Int {
    playback.unit == .steps
      ? time : recordings.map { $0.step(at: time, playback.unit) }.min() ?? time
  }

  /// Returns the time of a step; in evaluations, the largest time among the runs.
  func time(of step: Int) -> Int {
    playback.unit == .steps
      ? step : recordings.map { $0.time(of: step, playback.unit) }.max() ?? step
  }

  /// Returns the step of a run at the playhead.
  func step(of run: Int) -> Int { recordings[run].step(at: playback.playhead, playback.unit) }

  /// Returns the step whose numbers the run pane shows.
  func throttledStep(of run: Int) -> Int {
    recordings[run].step(at: playback.throttledPlayhead(duration: duration), playback.unit)
  }

  /// Changes the unit of time; the first run keeps its step.
  mutating func setTimeUnit(_ next: TimeUnit) {
    let step = recordings.first.map { $0.step(at: playback.playhead, playback.unit) } ?? 0
    playback.unit = next
    seek(to: recordings.first.map { $0.time(of: step, next) } ?? 0)
  }
}
