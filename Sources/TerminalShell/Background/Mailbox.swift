import CNcurses
import Engine
import Interface
import Synchronization

/// Where background work is asked for and answered.
///
/// The newest request is worked on first: it is the one that somebody waits for.
final class Mailbox: Sendable {
  private struct Contents {
    var requests: [Run] = []
    var results: [Recording] = []
    var workers = 0
  }

  private let contents = Mutex(Contents())
  private static let maxWorkers = 2

  func submit(_ run: Run) {
    let needsWorker = contents.withLock { contents in
      guard !contents.requests.contains(run) else { return false }
      contents.requests.append(run)
      guard contents.workers < Self.maxWorkers else { return false }
      contents.workers += 1
      return true
    }
    if needsWorker { Task.detached { self.runWorker() } }
  }

  /// Drops the requests that nobody waits for any more, as when a knob was turned on and on.
  func cancelAllExcept(_ wanted: [Run]) {
    contents.withLock { contents in contents.requests.removeAll { !wanted.contains($0) } }
  }

  /// The answers that have come since the last call.
  func drain() -> [Recording] {
    contents.withLock { contents in
      let answers = contents.results
      contents.results = []
      return answers
    }
  }

  private func runWorker() {
    guard_install_signal_stack()
    while let run = nextRequest() {
      // The interface asks only for what the catalogue knows; anything else is no answer.
      guard let recording = try? Catalog.record(run) else { continue }
      contents.withLock { $0.results.append(recording) }
      guard_wake()
    }
  }

  private func nextRequest() -> Run? {
    contents.withLock { contents in
      let run = contents.requests.popLast()
      if run == nil { contents.workers -= 1 }
      return run
    }
  }
}
