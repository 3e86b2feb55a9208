import Foundation
import TestSupport
import Testing

@testable import TerminalShell

@Suite struct `What is to be written` {
  @Test func `does not wait for a line with room for less than all of it`() throws {
    let line = try NearlyFullLine()
    var outbox = Outbox(to: line.end)
    outbox.append([UInt8](repeating: UInt8(ascii: "x"), count: 1 << 16))
    // Whoever waits gets rid of all of it, once the line is read.
    let reader = line.readSoon()
    outbox.write()
    reader.cancel()
    let hasWaited = outbox.isEmpty
    #expect(!hasWaited)
  }
}

/// A terminal that nobody reads, full but for a few hundred bytes; they last until the process ends.
private struct NearlyFullLine {
  private let master: Int32
  /// The end that a program writes to, which waits for room.
  let end: Int32

  init() throws {
    let path: String
    (master, path) = try openPseudoterminal()
    end = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    let patient = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    try #require(end >= 0 && patient >= 0)
    // Byte by byte, so that room comes back in small pieces.
    while Glibc.write(patient, "x", 1) == 1 {}
    var byte: UInt8 = 0
    while !hasRoom { try #require(read(master, &byte, 1) == 1) }
  }

  private var hasRoom: Bool {
    var target = pollfd(fd: end, events: Int16(POLLOUT), revents: 0)
    // Room that a read has made is there a moment later.
    return poll(&target, 1, 20) > 0
  }

  /// Reads all, but not at once.
  func readSoon() -> Thread {
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
