import Glibc
import Interface
import Synchronization
import Testing

@testable import TerminalShell

@Suite struct `The save worker` {
  /// Waits until the last event has a description; returns all events.
  private func events(of worker: SaveWorker, until last: String) async throws -> [String] {
    var all: [String] = []
    for _ in 0..<3000 where all.last != last {
      try await Task.sleep(for: .milliseconds(10))
      all += worker.drain().map { "\($0)" }
    }
    return all
  }

  @Test func `answers in the order of submission`() async throws {
    let worker = SaveWorker()
    for number in 0..<5 { worker.submit { _ in "\(number)" } }
    let expected = (0..<5).map { "saved(\"\($0)\")" }
    #expect(try await events(of: worker, until: "saved(\"4\")") == expected)
  }

  @Test func `discards cancelled work`() async throws {
    let worker = SaveWorker()
    worker.submit { monitor in
      while !monitor.isCancelled() { usleep(1000) }
      return "cancelled"
    }
    worker.submit { _ in "never" }
    worker.cancelAll()
    worker.submit { _ in "last" }
    #expect(try await events(of: worker, until: "saved(\"last\")") == ["saved(\"last\")"])
  }

  @Test func `reports the progress of long work only`() async throws {
    let worker = SaveWorker()
    worker.submit { monitor in
      let start = ContinuousClock.now
      monitor.report(0.1)
      while start.duration(to: .now) < .milliseconds(150) { usleep(1000) }
      monitor.report(0.5)
      return "done"
    }
    let all = try await events(of: worker, until: "saved(\"done\")")
    #expect(all == ["saveProgressed(0.5)", "saved(\"done\")"])
  }
}
