import Engine

extension AppState {
  /// Steps a second at speed ×1: a whole lesson in half a minute, and never slower than four.
  var stepsPerSecond: Double { max(4, Double(duration) / 30) }

  /// Lets time pass.
  mutating func play(frames: Int) {
    guard isPlaying, let rate = framesPerSecond else { return }
    stepFraction += Double(frames) * stepsPerSecond * speed / Double(rate)
    let steps = Int(min(stepFraction, 1e7))
    stepFraction -= Double(steps)
    guard steps > 0 else { return }
    let from = lessonStep(at: playhead)
    playhead = min(playhead + steps, duration)
    pauseAtCards(from: from)
    if playhead == duration { isPlaying = false }
  }

  /// Moves the playhead by hand, which stops the play.
  mutating func seek(to step: Int) {
    let next = min(max(step, 0), duration)
    guard isPlaying || next != playhead else {
      message = next == 0 ? "this is the first step" : "this is step \(next) of \(duration)"
      return
    }
    isPlaying = false
    stepFraction = 0
    playhead = next
    narration.jump(to: lessonStep(at: playhead))
  }

  mutating func playOrPause() {
    stepFraction = 0
    if !isPlaying, !differsFromLesson, narration.showNextCardOfStep() { return }
    isPlaying.toggle()
    if isPlaying, playhead >= duration { restart() }
  }

  mutating func restart() {
    playhead = 0
    stepFraction = 0
    isPlaying = true
    narration.restart()
    applyLessonAct(since: experiment)
    pauseAtCards(from: -1)
  }

  mutating func scaleSpeed(by factor: Double) {
    let next = min(max(speed * factor, 1.0 / 64), 1024)
    if next == speed { message = "it goes no \(factor > 1 ? "faster" : "slower")" }
    speed = (next - 1).magnitude < 1e-9 ? 1 : next
  }

  /// Stops at the first card after `from` that waits for the viewer.
  mutating func pauseAtCards(from: Int) {
    guard !differsFromLesson else { return }
    let before = narration.entryIndex
    let stop = narration.playToPause(after: from, upTo: lessonStep(at: playhead))
    if narration.entryIndex != before { message = nil }  // or it would hide the card
    guard let stop else { return }
    playhead = time(of: stop)
    isPlaying = false
    stepFraction = 0
  }

  /// The step of the lesson at a time: with evaluations, that of the run that pays most.
  func lessonStep(at time: Int) -> Int {
    timeUnit == .steps ? time : recordings.map { $0.step(at: time, timeUnit) }.min() ?? time
  }

  /// When the lesson comes to a step.
  func time(of step: Int) -> Int {
    timeUnit == .steps ? step : recordings.map { $0.time(of: step, timeUnit) }.max() ?? step
  }
}
