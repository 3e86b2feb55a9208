/// Nanoseconds of a clock that only runs forward.
typealias Time = Int

/// When the next frame may be drawn.
///
/// No more than 60 frames a second, and no more than half of the time spent in drawing: writing to
/// a slow terminal blocks, and so the frame rate falls by itself and keys are still answered. Far
/// away, over SSH, what is written waits in buffers that nobody sees: no more than 20 a second.
struct Pace {
  private(set) var earliest: Time = 0
  private let shortest: Time

  init(isRemote: Bool = false) { shortest = 1_000_000_000 / (isRemote ? 20 : 60) }

  mutating func drew(from start: Time, to end: Time) {
    earliest = max(start + shortest, end + (end - start))
  }
}

/// Counts the frames that have passed while something moves.
struct Ticker {
  /// Until when frames have been counted; nil at rest.
  private var counted: Time?

  private static let second: Time = 1_000_000_000

  /// How many whole frames have passed since the last call; 0 at rest and right after.
  ///
  /// Never more than half a second's worth: after a longer gap time goes on from now.
  mutating func frames(at now: Time, rate: Int?) -> Int {
    guard let rate, rate > 0 else {
      counted = nil
      return 0
    }
    guard let last = counted else {
      counted = now
      return 0
    }
    let passed = (now - last) * rate / Self.second
    let most = max(rate / 2, 1)
    counted = passed > most ? now : last + passed * Self.second / rate
    return min(passed, most)
  }

  /// When the next frame is due; nil at rest.
  func due(rate: Int?) -> Time? {
    guard let rate, rate > 0, let counted else { return nil }
    return counted + (Self.second + rate - 1) / rate
  }

  /// Forgets the time that has passed.
  mutating func reset() { counted = nil }
}
