import Glibc

/// What is to be written to the terminal and has not been: a slow one holds nobody up.
struct Outbox {
  private var bytes: [UInt8] = []
  private var sentCount = 0
  private let descriptor: Int32

  /// Written at once without asking in between: as much as a slow line takes in a moment.
  private static let chunkSize = 1024

  init(to terminal: Int32 = STDOUT_FILENO) { descriptor = openNonBlocking(terminal) }

  var isEmpty: Bool { sentCount == bytes.count }

  mutating func append(_ new: [UInt8]) {
    if isEmpty { clear() }
    bytes += new
  }

  /// Writes as long as the terminal takes something without being waited for.
  mutating func write() {
    while !isEmpty {
      var target = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      guard poll(&target, 1, 0) > 0 else { return }
      let count = bytes[sentCount...].prefix(Self.chunkSize).withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EAGAIN { return }
      // A terminal that is gone takes nothing any more.
      if count > 0 { sentCount += count } else if count == 0 || errno != EINTR { clear() }
    }
  }

  /// Writes all of it, however long that takes.
  mutating func flush() {
    while !isEmpty {
      var target = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&target, 1, -1)
      write()
    }
  }

  /// Forgets the rest, and what the terminal has not read yet of what was written, and has the line
  /// go on if it was stopped.
  mutating func discard() {
    clear()
    tcflush(descriptor, TCOFLUSH)
    tcflow(descriptor, TCOON)
  }

  private mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    sentCount = 0
  }
}

/// The terminal once more, with writes that do not wait; as it is, if that is not allowed.
///
/// One that has room for a byte may let a write wait for the rest, seventeen seconds at 1 kB/s; and
/// how writes on standard output behave is the shell's too.
private func openNonBlocking(_ descriptor: Int32) -> Int32 {
  guard let path = ttyname(descriptor) else { return descriptor }
  let own = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
  return own < 0 ? descriptor : own
}
