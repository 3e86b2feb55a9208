import Engine
import Integers

extension AppState {
  /// The pace at speed ×1: the whole lesson in 30 seconds, but at least four steps per second.
  var stepsPerSecond: Double { max(4, Double(duration) / 30) }

  /// Advances the playhead by a number of frames.
  mutating func play(frames: Int) {
    guard isPlaying, let rate = framesPerSecond else { return }
    stepFraction += Double(frames) * stepsPerSecond * speed / Double(rate)
    let steps = Int(clamping: min(stepFraction, 1e7))
    stepFraction -= Double(steps)
    guard steps > 0 else { return }
    let from = lessonStep(at: playhead)
    playhead = min(playhead + steps, duration)
    pauseAtCards(from: from)
    if playhead == duration { isPlaying = false }
  }

  /// Moves the playhead to a time and pauses playback.
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

  /// Starts or pauses playback; at a step with more cards, shows the next card.
  mutating func playOrPause() {
    stepFraction = 0
    if !isPlaying, !differsFromLesson, narration.showNextCardOfStep() { return }
    isPlaying.toggle()
    if isPlaying, playhead >= duration { restart() }
  }

  /// Plays from the first step.
  mutating func restart() {
    playhead = 0
    stepFraction = 0
    isPlaying = true
    narration.restart()
    applyLessonAct(since: experiment)
    pauseAtCards(from: -1)
  }

  /// Multiplies the speed, within 1/64 to 1024.
  mutating func scaleSpeed(by factor: Double) {
    let next = min(max(speed * factor, 1.0 / 64), 1024)
    if next == speed { message = "this is the \(factor > 1 ? "highest" : "lowest") speed" }
    speed = (next - 1).magnitude < 1e-9 ? 1 : next
  }

  /// Shows the cards after a step up to the playhead, and pauses at the first pausing card.
  mutating func pauseAtCards(from: Int) {
    guard !differsFromLesson else { return }
    let before = narration.entryIndex
    let stop = narration.playToPause(after: from, upTo: lessonStep(at: playhead))
    if narration.entryIndex != before { message = nil }  // a message would hide the card
    guard let stop else { return }
    playhead = time(of: stop)
    isPlaying = false
    stepFraction = 0
  }

  /// Returns the step at a time; in evaluations, the smallest step among the runs.
  func lessonStep(at time: Int) -> Int {
    timeUnit == .steps ? time : recordings.map { $0.step(at: time, timeUnit) }.min() ?? time
  }

  /// Returns the time of a step; in evaluations, the largest time among the runs.
  func time(of step: Int) -> Int {
    timeUnit == .steps ? step : recordings.map { $0.time(of: step, timeUnit) }.max() ?? step
  }
}
