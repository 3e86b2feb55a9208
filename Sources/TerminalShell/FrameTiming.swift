/// Nanoseconds of a clock that only runs forward.
typealias Nanoseconds = Int

/// When the next frame may be drawn.
///
/// No more than 60 frames a second, and no more than half of the time spent in drawing: writing to
/// a slow terminal blocks, and so the frame rate falls by itself and keys are still answered. Far
/// away, over SSH, what is written waits in buffers that nobody sees: no more than 20 a second.
struct FrameLimiter {
  private(set) var nextFrameTime: Nanoseconds = 0
  private let minFrameInterval: Nanoseconds

  init(isRemote: Bool = false) { minFrameInterval = 1_000_000_000 / (isRemote ? 20 : 60) }

  mutating func didDraw(from start: Nanoseconds, to end: Nanoseconds) {
    nextFrameTime = max(start + minFrameInterval, end + (end - start))
  }
}

/// Counts the frames that have passed while something moves.
struct Ticker {
  /// Until when frames have been counted; nil at rest.
  private var lastTickTime: Nanoseconds?

  private static let nanosecondsPerSecond: Nanoseconds = 1_000_000_000

  /// How many whole frames have passed since the last call; 0 at rest and right after.
  ///
  /// Never more than half a second's worth: after a longer gap time goes on from now.
  mutating func elapsedFrames(at now: Nanoseconds, rate: Int?) -> Int {
    guard let rate, rate > 0 else {
      lastTickTime = nil
      return 0
    }
    guard let last = lastTickTime else {
      lastTickTime = now
      return 0
    }
    let passed = (now - last) * rate / Self.nanosecondsPerSecond
    let most = max(rate / 2, 1)
    lastTickTime = passed > most ? now : last + passed * Self.nanosecondsPerSecond / rate
    return min(passed, most)
  }

  /// When the next frame is due; nil at rest.
  func nextDeadline(rate: Int?) -> Nanoseconds? {
    guard let rate, rate > 0, let lastTickTime else { return nil }
    return lastTickTime + (Self.nanosecondsPerSecond + rate - 1) / rate
  }

  /// Forgets the time that has passed.
  mutating func reset() { lastTickTime = nil }
}
