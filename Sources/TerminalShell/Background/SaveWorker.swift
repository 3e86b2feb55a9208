import CNcurses
import Interface
import Synchronization

/// A background worker that saves files in order.
final class SaveWorker: Sendable {
  /// Writes a file, and returns a message.
  typealias Work = @Sendable (SaveMonitor) -> String

  private struct Contents {
    var waiting: [Work] = []
    var isRunning = false
    /// The number of cancellations; results from before the last are discarded.
    var generation = 0
    var events: [Event] = []
  }

  private let contents = Mutex(Contents())

  /// The time until the first progress is reported, and between later ones.
  private static let reportInterval = Duration.milliseconds(100)

  /// Adds work, which is answered by `Event.saved` unless cancelled.
  func submit(_ work: @escaping Work) {
    let starts = contents.withLock { contents in
      contents.waiting.append(work)
      defer { contents.isRunning = true }
      return !contents.isRunning
    }
    if starts { runInBackground { self.run() } }
  }

  /// Cancels all work and discards its results.
  func cancelAll() {
    contents.withLock { contents in
      contents.generation += 1
      contents.waiting = []
      contents.events = []
    }
  }

  /// Returns and removes the events since the last call.
  func drain() -> [Event] {
    contents.withLock { contents in
      let events = contents.events
      contents.events = []
      return events
    }
  }

  private func run() {
    while let (work, generation) = nextWork() {
      let message = work(makeMonitor(generation))
      post(.saved(message), generation)
    }
  }

  private func nextWork() -> (Work, generation: Int)? {
    contents.withLock { contents in
      guard !contents.waiting.isEmpty else {
        contents.isRunning = false
        return nil
      }
      return (contents.waiting.removeFirst(), contents.generation)
    }
  }

  private func makeMonitor(_ generation: Int) -> SaveMonitor {
    let clock = ReportClock()
    return SaveMonitor(
      isCancelled: { self.contents.withLock { $0.generation != generation } },
      report: { fraction in
        if clock.isDue(after: Self.reportInterval) {
          self.post(.saveProgressed(fraction), generation)
        }
      })
  }

  private func post(_ event: Event, _ generation: Int) {
    contents.withLock { if $0.generation == generation { $0.events.append(event) } }
    guard_wake()
  }
}

/// The time of the last report.
private final class ReportClock: Sendable {
  private let last = Mutex(ContinuousClock.now)

  /// Returns whether an interval has passed since the last time that this was true.
  func isDue(after interval: Duration) -> Bool {
    last.withLock { last in
      guard last.duration(to: .now) >= interval else { return false }
      last = .now
      return true
    }
  }
}
