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

  @Test func `answers every request`() async throws {
    let mailbox = Mailbox()
    let asked = Set((1...50).map { run($0 * 10) })
    for run in asked { mailbox.submit(run) }
    var answered: Set<Run> = []
    for _ in 0..<500 where answered.count < asked.count {
      try await Task.sleep(for: .milliseconds(10))
      for recording in mailbox.drain() { answered.insert(recording.run) }
    }
    #expect(answered == asked)
    #expect(mailbox.drain().isEmpty)
  }

  @Test func `gives no answer to what nobody knows, and goes on`() async throws {
    let mailbox = Mailbox()
    mailbox.submit(
      Run(
        surface: .named("nowhere"), optimizer: OptimizerChoice("gd"), start: Point(1, 1), steps: 9))
    mailbox.submit(run(5))
    var answered: [Run] = []
    for _ in 0..<500 where answered.isEmpty {
      try await Task.sleep(for: .milliseconds(10))
      answered += mailbox.drain().map(\.run)
    }
    #expect(answered == [run(5)])
  }
}
