import Glibc

/// A time on the monotonic clock, or a duration, in nanoseconds.
typealias Nanoseconds = Int

/// Returns the time on the monotonic clock.
func monotonicTime() -> Nanoseconds {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// A limit on the frame rate.
///
/// At most 60 frames per second, or 20 over SSH, where frames queue up in network buffers. Drawing
/// takes at most half of the time, so a slow terminal lowers the frame rate and leaves time
/// for input.
struct FrameLimiter {
  /// The earliest time at which the next frame may be drawn.
  private(set) var nextFrameTime: Nanoseconds = 0
  private let minFrameInterval: Nanoseconds

  init(isRemote: Bool = false) { minFrameInterval = 1_000_000_000 / (isRemote ? 20 : 60) }

  /// Records the start and end of drawing a frame.
  mutating func didDraw(from start: Nanoseconds, to end: Nanoseconds) {
    nextFrameTime = max(start + minFrameInterval, end + (end - start))
  }
}

/// A counter of the frames that elapse during an animation.
struct Ticker {
  /// The time up to which frames are counted; nil without an animation.
  private var lastTickTime: Nanoseconds?

  private static let nanosecondsPerSecond: Nanoseconds = 1_000_000_000

  /// Returns the number of whole frames since the last call; 0 when an animation starts.
  ///
  /// The number is at most half a second of frames: after a longer gap, counting restarts at `now`.
  /// Without an animation, `rate` is nil and the number is 0.
  mutating func elapsedFrames(at now: Nanoseconds, rate: Int?) -> Int {
    guard let rate, rate > 0 else {
      lastTickTime = nil
      return 0
    }
    guard let last = lastTickTime else {
      lastTickTime = now
      return 0
    }
    let elapsed = (now - last) * rate / Self.nanosecondsPerSecond
    let limit = max(rate / 2, 1)
    lastTickTime = elapsed > limit ? now : last + elapsed * Self.nanosecondsPerSecond / rate
    return min(elapsed, limit)
  }

  /// Returns the time of the next frame; nil without an animation.
  func nextDeadline(rate: Int?) -> Nanoseconds? {
    guard let rate, rate > 0, let lastTickTime else { return nil }
    return lastTickTime + (Self.nanosecondsPerSecond + rate - 1) / rate
  }

  /// Restarts counting at the next call of `elapsedFrames`.
  mutating func reset() { lastTickTime = nil }
}
