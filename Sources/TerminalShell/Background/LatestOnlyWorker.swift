import CNcurses
import Synchronization

/// Does work that takes long, off the input path, and answers piece by piece.
///
/// Only what was asked for last is wanted; what was asked for before stops at once.
final class LatestOnlyWorker<Request: Sendable & Equatable, Answer: Sendable>: Sendable {
  typealias Work =
    @Sendable (
      Request, _ isCancelled: @escaping @Sendable () -> Bool, _ answer: (Answer) -> Void
    ) -> Void

  private struct Contents {
    var latest: Request?
    var results: [Answer] = []
  }

  private let contents = Mutex(Contents())
  private let work: Work

  init(_ work: @escaping Work) { self.work = work }

  /// Asks for something else; nil: for nothing more.
  func submit(_ request: Request?) {
    contents.withLock { contents in
      contents.latest = request
      contents.results = []
    }
    guard let request else { return }
    Task.detached {
      guard_install_signal_stack()
      self.work(request, { self.contents.withLock { $0.latest != request } }) { answer in
        self.contents.withLock { if $0.latest == request { $0.results.append(answer) } }
        guard_wake()
      }
    }
  }

  /// What has been answered since the last call.
  func drain() -> [Answer] {
    contents.withLock { contents in
      let answers = contents.results
      contents.results = []
      return answers
    }
  }
}
