import Glibc

/// What is to be written to the terminal and has not been: a slow one holds nobody up.
struct Outbox {
  private var bytes: [UInt8] = []
  private var sent = 0
  private let terminal: Int32

  /// Written at once without asking in between: as much as a slow line takes in a moment.
  private static let piece = 1024

  init(to descriptor: Int32 = STDOUT_FILENO) { terminal = reopened(descriptor) }

  var isEmpty: Bool { sent == bytes.count }

  mutating func add(_ new: [UInt8]) {
    if isEmpty { clear() }
    bytes += new
  }

  /// Writes as long as the terminal takes something without being waited for.
  mutating func write() {
    while !isEmpty {
      var target = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
      guard poll(&target, 1, 0) > 0 else { return }
      let count = bytes[sent...].prefix(Self.piece).withUnsafeBytes {
        Glibc.write(terminal, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EAGAIN { return }
      // A terminal that is gone takes nothing any more.
      if count > 0 { sent += count } else if count == 0 || errno != EINTR { clear() }
    }
  }

  /// Writes all of it, however long that takes.
  mutating func flush() {
    while !isEmpty {
      var target = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
      _ = poll(&target, 1, -1)
      write()
    }
  }

  /// Forgets the rest, and what the terminal has not read yet of what was written, and has the line
  /// go on if it was stopped.
  mutating func drop() {
    clear()
    tcflush(terminal, TCOFLUSH)
    tcflow(terminal, TCOON)
  }

  private mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    sent = 0
  }
}

/// The terminal once more, with writes that do not wait; as it is, if that is not allowed.
///
/// One that has room for a byte may let a write wait for the rest, seventeen seconds at 1 kB/s; and
/// how writes on standard output behave is the shell's too.
private func reopened(_ descriptor: Int32) -> Int32 {
  guard let path = ttyname(descriptor) else { return descriptor }
  let own = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
  return own < 0 ? descriptor : own
}
