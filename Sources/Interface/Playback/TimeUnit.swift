import Engine

/// What the time axis counts.
///
/// Steps compare methods one move with one move. Evaluations are the fair price: SAM pays two
/// gradients a step, GD one.
enum TimeUnit: String, Sendable { case steps, evaluations }

extension Recording {
  /// The last step that so much time pays for, of those taken.
  func step(at time: Int, _ clock: TimeUnit) -> Int {
    guard clock == .evaluations else { return min(max(time, 0), lastStep) }
    var (low, high) = (0, lastStep)
    while low < high {
      let middle = (low + high + 1) / 2
      if optimizer.evaluations(after: middle, knobs) <= time {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return low
  }

  /// When a step has been paid for.
  func time(of step: Int, _ clock: TimeUnit) -> Int {
    clock == .evaluations ? optimizer.evaluations(after: step, knobs) : step
  }
}

extension AppState {
  /// The step at which a run is now.
  func step(of run: Int) -> Int { recordings[run].step(at: playhead, timeUnit) }

  /// The step of which a card tells the numbers.
  ///
  /// While the lesson plays they change a few times a second only: nobody reads thirty.
  func throttledStep(of run: Int) -> Int {
    guard isPlaying else { return step(of: run) }
    let pause = max(1, Int(stepsPerSecond * speed / 6))
    return recordings[run].step(at: playhead / pause * pause, timeUnit)
  }

  /// Changes the clock; the first run stays at its step.
  mutating func setTimeUnit(_ next: TimeUnit) {
    let step = recordings.first.map { $0.step(at: playhead, timeUnit) } ?? 0
    timeUnit = next
    seek(to: recordings.first.map { $0.time(of: step, next) } ?? 0)
  }
}
