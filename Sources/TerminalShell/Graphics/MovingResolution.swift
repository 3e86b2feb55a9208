/// The resolution of pictures while they change in every frame.
///
/// An image must fit the byte budget of a frame and take a fraction of the frame's time; otherwise
/// the next images have half of the pixels across and down, and a picture that is too expensive
/// even so shows its cells while it changes.
struct MovingResolution {
  /// The fraction of the pixels across and down: 1, 2 or 4.
  private(set) var divisor = 1
  private var isTooExpensive = false
  /// Whether a frame has taken so long to send that more bytes would delay the next.
  private var isLineSlow = false

  private static let maxDivisor = 4
  /// The time within which an image is drawn.
  private static let timeLimit: Nanoseconds = 15_000_000
  /// The time that a frame may take to be sent.
  static let slowFrame: Nanoseconds = 300_000_000

  /// Returns an image for a frame, in a share of its time and bytes; nil if the cells must do.
  mutating func image(
    of source: PictureImage, byteBudget: Int, share: Int, now: () -> Nanoseconds
  ) -> EncodedImage? {
    guard !isLineSlow, !isTooExpensive else { return nil }
    let limit = Self.timeLimit / share
    while true {
      let start = now()
      let image = source.encoded(divisor: divisor) { now() - start > limit }
      let time = now() - start
      if let image, image.byteCount <= 2 * byteBudget / share {
        adapt(time: time, limit: limit, bytes: image.byteCount, byteBudget: byteBudget / share)
        return image
      }
      guard divisor < Self.maxDivisor else {
        isTooExpensive = true
        return nil
      }
      divisor *= 2
    }
  }

  private mutating func adapt(time: Nanoseconds, limit: Nanoseconds, bytes: Int, byteBudget: Int) {
    if bytes > byteBudget || time > limit * 3 / 4 {
      divisor = min(2 * divisor, Self.maxDivisor)
    } else if divisor > 1, 3 * bytes < byteBudget, 5 * time < limit {
      divisor /= 2
    }
  }

  /// Records the time of an exact image, after which images may be affordable again.
  mutating func didDrawExactly(in time: Nanoseconds) {
    guard isTooExpensive, time < Self.maxDivisor * Self.maxDivisor * Self.timeLimit / 2 else {
      return
    }
    isTooExpensive = false
    divisor = Self.maxDivisor
  }

  /// Records the time that a frame took to be sent.
  mutating func didSend(in time: Nanoseconds) {
    if time > Self.slowFrame {
      isLineSlow = true
    } else if time < Self.slowFrame / 6 {
      isLineSlow = false
    }
  }
}
