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
    var wanted: Request?
    var answers: [Answer] = []
  }

  private let contents = Mutex(Contents())
  private let work: Work

  init(_ work: @escaping Work) { self.work = work }

  /// Asks for something else; nil: for nothing more.
  func ask(_ request: Request?) {
    contents.withLock { contents in
      contents.wanted = request
      contents.answers = []
    }
    guard let request else { return }
    Task.detached {
      guard_thread()
      self.work(request, { self.contents.withLock { $0.wanted != request } }) { answer in
        self.contents.withLock { if $0.wanted == request { $0.answers.append(answer) } }
        guard_wake()
      }
    }
  }

  /// What has been answered since the last call.
  func take() -> [Answer] {
    contents.withLock { contents in
      let answers = contents.answers
      contents.answers = []
      return answers
    }
  }
}
