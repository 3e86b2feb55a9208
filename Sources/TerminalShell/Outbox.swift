import Glibc

/// What is to be written to the terminal and has not been: a slow one holds nobody up.
struct Outbox {
  private var bytes: [UInt8] = []
  private var sent = 0

  /// Written at once without asking in between: as much as a slow line takes in a moment.
  private static let piece = 1024

  var isEmpty: Bool { sent == bytes.count }

  mutating func add(_ new: [UInt8]) {
    if isEmpty { clear() }
    bytes += new
  }

  /// Writes as long as the terminal takes something without being waited for.
  mutating func write() {
    while !isEmpty {
      var target = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
      guard poll(&target, 1, 0) > 0 else { return }
      let count = bytes[sent...].prefix(Self.piece).withUnsafeBytes {
        Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      // A terminal that is gone takes nothing any more.
      if count > 0 { sent += count } else if count == 0 || errno != EINTR { clear() }
    }
  }

  /// Writes all of it, however long that takes.
  mutating func flush() {
    while !isEmpty {
      var target = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
      _ = poll(&target, 1, -1)
      write()
    }
  }

  /// Forgets the rest, and what the terminal has not read yet of what was written, and has the line
  /// go on if it was stopped.
  mutating func drop() {
    clear()
    tcflush(STDOUT_FILENO, TCOFLUSH)
    tcflow(STDOUT_FILENO, TCOON)
  }

  private mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    sent = 0
  }
}
