import CNcurses
import Engine
import Interface
import Synchronization

/// A stack of simulation requests with a pool of background workers.
///
/// The newest request runs first, because its run is on the screen.
final class Mailbox: Sendable {
  private struct Contents {
    var requests: [Run] = []
    var results: [Recording] = []
    var workers = 0
  }

  private let contents = Mutex(Contents())
  private static let maxWorkers = 2
  /// The number of undelivered recorded steps beyond which no further run is recorded.
  private static let maxUndeliveredSteps = 4_000_000

  /// Adds a request, unless the same run is waiting already.
  func submit(_ run: Run) {
    let needsWorker = contents.withLock { contents in
      guard !contents.requests.contains(run) else { return false }
      contents.requests.append(run)
      guard contents.workers < Self.maxWorkers else { return false }
      contents.workers += 1
      return true
    }
    if needsWorker { runInBackground { self.runWorker() } }
  }

  /// Removes outdated requests, such as intermediate values of a hyperparameter.
  func cancelAllExcept(_ runs: [Run]) {
    contents.withLock { contents in contents.requests.removeAll { !runs.contains($0) } }
  }

  /// Returns and removes the results since the last call.
  func drain() -> [Recording] {
    let (results, needsWorker) = contents.withLock { contents in
      let results = contents.results
      contents.results = []
      let needsWorker = !results.isEmpty && !contents.requests.isEmpty && contents.workers == 0
      if needsWorker { contents.workers = 1 }
      return (results, needsWorker)
    }
    if needsWorker { runInBackground { self.runWorker() } }
    return results
  }

  private func runWorker() {
    while let run = nextRequest() {
      // The interface requests only valid runs.
      guard let recording = try? Catalog.record(run) else { continue }
      contents.withLock { $0.results.append(recording) }
      guard_wake()
    }
  }

  private func nextRequest() -> Run? {
    contents.withLock { contents in
      let undelivered = contents.results.reduce(0) { $0 + $1.lastStep }
      let run = undelivered > Self.maxUndeliveredSteps ? nil : contents.requests.popLast()
      if run == nil { contents.workers -= 1 }
      return run
    }
  }
}
