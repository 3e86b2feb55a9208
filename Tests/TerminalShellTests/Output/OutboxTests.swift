import Foundation
import TestSupport
import Testing

@testable import TerminalShell

@Suite struct `The outbox` {
  @Test func `does not block on a terminal that accepts only part of the output`() throws {
    let terminal = try NearlyFullTerminal()
    var outbox = Outbox(to: terminal.descriptor)
    outbox.append([UInt8](repeating: UInt8(ascii: "x"), count: 1 << 16))
    // A blocking write would return only after the delayed read, with an empty outbox.
    let reader = terminal.readAfterDelay()
    outbox.write()
    reader.cancel()
    let hasBlocked = outbox.isEmpty
    #expect(!hasBlocked)
  }
}

/// A terminal whose buffer is full except for a few hundred bytes.
///
/// The descriptors stay open until the process ends.
private struct NearlyFullTerminal {
  private let master: Int32
  /// A blocking descriptor of the terminal.
  let descriptor: Int32

  init() throws {
    let path: String
    (master, path) = try openPseudoterminal()
    descriptor = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    let nonBlocking = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    try #require(descriptor >= 0 && nonBlocking >= 0)
    // Single bytes, so each read frees little space.
    while Glibc.write(nonBlocking, "x", 1) == 1 {}
    var byte: UInt8 = 0
    while !isWritable { try #require(read(master, &byte, 1) == 1) }
  }

  private var isWritable: Bool {
    var target = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    // The space that a read frees becomes available after a short delay.
    return poll(&target, 1, 20) > 0
  }

  /// Starts a thread that reads all output after one second.
  func readAfterDelay() -> Thread {
    let thread = Thread { [master] in
      sleep(1)
      var bytes = [UInt8](repeating: 0, count: 4096)
      while !Thread.current.isCancelled {
        var target = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        if poll(&target, 1, 50) > 0 { _ = read(master, &bytes, bytes.count) }
      }
    }
    thread.start()
    return thread
  }
}
