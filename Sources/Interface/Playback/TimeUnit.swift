import Engine
import Integers

/// The unit of the time axis.
///
/// Steps compare runs update by update; evaluations compare runs at equal cost, as SAM computes two
/// gradients per step and GD one.
enum TimeUnit: String, Sendable { case steps, evaluations }

extension Recording {
  /// Returns the last recorded step that is complete at a time.
  func step(at time: Int, _ unit: TimeUnit) -> Int {
    guard unit == .evaluations else { return min(max(time, 0), lastStep) }
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

  /// Returns the time at which a step is complete.
  func time(of step: Int, _ unit: TimeUnit) -> Int {
    unit == .evaluations ? optimizer.evaluations(after: step, knobs) : step
  }
}

extension AppState {
  /// Returns the step of a run at the playhead.
  func step(of run: Int) -> Int { recordings[run].step(at: playhead, timeUnit) }

  /// Returns the step whose numbers the run pane shows.
  ///
  /// During playback the step changes six times per second, so the numbers stay readable.
  func throttledStep(of run: Int) -> Int {
    guard isPlaying else { return step(of: run) }
    let pause = max(1, Int(clamping: stepsPerSecond * speed / 6))
    return recordings[run].step(at: playhead / pause * pause, timeUnit)
  }

  /// Changes the unit of time; the first run keeps its step.
  mutating func setTimeUnit(_ next: TimeUnit) {
    let step = recordings.first.map { $0.step(at: playhead, timeUnit) } ?? 0
    timeUnit = next
    seek(to: recordings.first.map { $0.time(of: step, next) } ?? 0)
  }
}
