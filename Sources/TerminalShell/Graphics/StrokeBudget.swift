/// The bytes and updates that the lines of all pictures of a screen share, and the text of frames.
///
/// The lines have at least a quarter of the bytes, however much text there is.
struct StrokeBudget {
  /// The bytes of a second.
  static let bytesPerSecond = 10_000
  /// The time between two updates.
  static let interval: Nanoseconds = 100_000_000
  private static let second: Nanoseconds = 1_000_000_000

  /// The bytes that may be sent now; not positive after too many were sent.
  private(set) var credit = Self.bytesPerSecond
  /// The bytes of text since the last update.
  private var textBytes = 0
  /// The time of the last update.
  private var lastUpdate: Nanoseconds = 0

  /// The time of the next update.
  var dueTime: Nanoseconds {
    lastUpdate + max(Self.interval, (1 - credit) * Self.second / Self.bytesPerSecond)
  }

  /// Starts an update if the next one is due; returns whether it is.
  mutating func startUpdate(at time: Nanoseconds) -> Bool {
    guard time >= dueTime else { return false }
    let bytes = min(time - lastUpdate, Self.second) * Self.bytesPerSecond / Self.second
    credit = min(credit + max(bytes - textBytes, bytes / 4), Self.bytesPerSecond)
    (lastUpdate, textBytes) = (time, 0)
    return true
  }

  /// Records bytes of lines that were sent.
  mutating func spend(_ bytes: Int) { credit -= bytes }

  /// Records bytes of text that were sent.
  mutating func spendText(_ bytes: Int) { textBytes += bytes }
}
