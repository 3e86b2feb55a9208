import Engine

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
