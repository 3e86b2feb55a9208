import Engine

extension AppState {
  /// Steps a second at speed ×1: a whole lesson in half a minute, and never slower than four.
  var pace: Double { max(4, Double(end) / 30) }

  /// Lets time pass.
  mutating func play(frames: Int) {
    guard isPlaying, let rate = framesPerSecond else { return }
    waited += Double(frames) * pace * speed / Double(rate)
    let steps = Int(min(waited, 1e7))
    waited -= Double(steps)
    guard steps > 0 else { return }
    let from = lessonStep(at: playhead)
    playhead = min(playhead + steps, end)
    meetCards(from: from)
    if playhead == end { isPlaying = false }
  }

  /// Moves the playhead by hand, which stops the play.
  mutating func seek(to step: Int) {
    let next = min(max(step, 0), end)
    guard isPlaying || next != playhead else {
      message = next == 0 ? "this is the first step" : "this is step \(next) of \(end)"
      return
    }
    isPlaying = false
    waited = 0
    playhead = next
    narration.jump(to: lessonStep(at: playhead))
  }

  mutating func playOrPause() {
    waited = 0
    if !isPlaying, !hasLeftLesson, narration.turnPage() { return }
    isPlaying.toggle()
    if isPlaying, playhead >= end { restart() }
  }

  mutating func restart() {
    playhead = 0
    waited = 0
    isPlaying = true
    narration.restart()
    followLesson(since: experiment)
    meetCards(from: -1)
  }

  mutating func accelerate(by factor: Double) {
    let next = min(max(speed * factor, 1.0 / 64), 1024)
    if next == speed { message = "it goes no \(factor > 1 ? "faster" : "slower")" }
    speed = (next - 1).magnitude < 1e-9 ? 1 : next
  }

  /// Stops at the first card after `from` that waits for the viewer.
  mutating func meetCards(from: Int) {
    guard !hasLeftLesson else { return }
    let before = narration.place
    let stop = narration.pause(after: from, upTo: lessonStep(at: playhead))
    if narration.place != before { message = nil }  // or it would hide the card
    guard let stop else { return }
    playhead = time(of: stop)
    isPlaying = false
    waited = 0
  }

  /// The step of the lesson at a time: with evaluations, that of the run that pays most.
  func lessonStep(at time: Int) -> Int {
    clock == .steps ? time : recordings.map { $0.step(at: time, clock) }.min() ?? time
  }

  /// When the lesson comes to a step.
  func time(of step: Int) -> Int {
    clock == .steps ? step : recordings.map { $0.time(of: step, clock) }.max() ?? step
  }
}
