import CNcurses
import Engine
import Synchronization

/// Computes the maps that are wanted, off the input path, each from coarse to fine.
///
/// Only the latest are wanted; those before stop at once.
final class Surveyor: Sendable {
  struct Answer: Sendable {
    let sweep: Sweep
    let indices: [Int]
    let cells: [SweepCell]
  }

  private struct Contents {
    var wanted: [Sweep] = []
    var answers: [Answer] = []
  }

  private let contents = Mutex(Contents())

  func ask(_ sweeps: [Sweep]) {
    contents.withLock { contents in
      contents.wanted = sweeps
      contents.answers = []
    }
    guard !sweeps.isEmpty else { return }
    Task.detached { for sweep in sweeps { self.work(on: sweep, of: sweeps) } }
  }

  /// What has been computed since the last call.
  func take() -> [Answer] {
    contents.withLock { contents in
      let answers = contents.answers
      contents.answers = []
      return answers
    }
  }

  private func work(on sweep: Sweep, of sweeps: [Sweep]) {
    guard_thread()
    // The interface asks only for what the catalogue knows; anything else is no answer.
    guard let plan = try? SweepPlan(sweep) else { return }
    plan.refine(isCancelled: { self.contents.withLock { $0.wanted != sweeps } }) { indices, cells in
      let answer = Answer(sweep: sweep, indices: indices, cells: cells)
      contents.withLock { if $0.wanted == sweeps { $0.answers.append(answer) } }
      guard_wake()
    }
  }
}
