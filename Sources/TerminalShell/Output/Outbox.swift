import Glibc

/// A queue of terminal output that does not block on a slow terminal.
struct Outbox {
  private var bytes: [UInt8] = []
  private var sentCount = 0
  private let descriptor: Int32

  /// The maximum bytes of one write, after which the terminal is polled again.
  private static let chunkSize = 1024

  /// Creates a queue for the terminal of a descriptor.
  init(to terminal: Int32 = STDOUT_FILENO) { descriptor = openNonBlocking(terminal) }

  /// Whether all output is written.
  var isEmpty: Bool { sentCount == bytes.count }

  /// Adds output to the queue.
  mutating func append(_ new: [UInt8]) {
    if isEmpty { clear() }
    bytes += new
  }

  /// Writes as much as the terminal accepts without blocking.
  mutating func write() {
    while !isEmpty {
      var target = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      guard poll(&target, 1, 0) > 0 else { return }
      let count = bytes[sentCount...].prefix(Self.chunkSize).withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EAGAIN { return }
      // After an error, such as a closed terminal, the rest is dropped.
      if count > 0 { sentCount += count } else if count == 0 || errno != EINTR { clear() }
    }
  }

  /// Writes all output; blocks until the terminal has accepted it.
  mutating func flush() {
    while !isEmpty {
      var target = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&target, 1, -1)
      write()
    }
  }

  /// Drops all unread output, also the terminal's own queue, and resumes stopped output.
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

/// Opens the terminal again for non-blocking writes; returns `descriptor` if that fails.
///
/// A blocking write may wait until the whole buffer is accepted, 17 s at 1 kB/s; and O_NONBLOCK on
/// standard output would also affect the shell.
private func openNonBlocking(_ descriptor: Int32) -> Int32 {
  guard let path = ttyname(descriptor) else { return descriptor }
  let reopened = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
  return reopened < 0 ? descriptor : reopened
}
