import CNcurses
import Engine
import Testing

@testable import TerminalShell

@Suite struct `The mailbox` {
  private func run(_ steps: Int) -> Run {
    Run(
      surface: .named("quadratic"), optimizer: OptimizerChoice("gd"), start: Point(1, 1),
      steps: steps)
  }

  @Test func `records every submitted run`() async throws {
    let mailbox = Mailbox()
    let submitted = Set((1...50).map { run($0 * 10) })
    for run in submitted { mailbox.submit(run) }
    var recorded: Set<Run> = []
    for _ in 0..<6000 where recorded.count < submitted.count {
      try await Task.sleep(for: .milliseconds(10))
      for recording in mailbox.drain() { recorded.insert(recording.run) }
    }
    #expect(recorded == submitted)
    #expect(mailbox.drain().isEmpty)
  }

  @Test func `skips an invalid run and continues`() async throws {
    let mailbox = Mailbox()
    mailbox.submit(
      Run(
        surface: .named("nowhere"), optimizer: OptimizerChoice("gd"), start: Point(1, 1), steps: 9))
    mailbox.submit(run(5))
    var recorded: [Run] = []
    for _ in 0..<6000 where recorded.isEmpty {
      try await Task.sleep(for: .milliseconds(10))
      recorded += mailbox.drain().map(\.run)
    }
    #expect(recorded == [run(5)])
  }
}
