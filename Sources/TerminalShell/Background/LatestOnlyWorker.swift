import CNcurses
import Synchronization

/// A background worker for the latest request, with partial results.
///
/// A new request cancels the one before and discards its results.
final class LatestOnlyWorker<Request: Sendable & Equatable, Output: Sendable>: Sendable {
  /// A computation that calls `onResult` for each partial result, and returns once cancelled.
  typealias Work =
    @Sendable (
      Request, _ isCancelled: @escaping @Sendable () -> Bool, _ onResult: (Output) -> Void
    ) -> Void

  private struct Queue {
    var latest: Request?
    var results: [Output] = []
  }

  private let contents = Mutex(Queue())
  private let work: Work

  init(_ work: @escaping Work) { self.work = work }

  /// Replaces the current request; nil only cancels.
  func submit(_ request: Request?) {
    contents.withLock { contents in
      contents.latest = request
      contents.results = []
    }
    guard let request else { return }
    runInBackground {
      self.work(request, { self.contents.withLock { $0.latest != request } }) { result in
        self.contents.withLock { if $0.latest == request { $0.results.append(result) } }
        guard_wake()
      }
    }
  }

  /// Returns and removes the results since the last call.
  func drain() -> [Output] {
    contents.withLock { contents in
      let results = contents.results
      contents.results = []
      return results
    }
  }
}
