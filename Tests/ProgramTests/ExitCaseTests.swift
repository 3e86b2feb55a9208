import Foundation
import TestSupport
import Testing

/// All ways to end the program.
///
/// `RAVINE_CONDUCT=/usr/bin/htop:/usr/bin/btop` also runs these programs, and prints a table.
@Suite(.serialized, .blocking) struct `After every exit, the shell` {
  @Test func `has its terminal restored`() throws {
    var table: [[String]] = []
    for exitCase in PtyExitCase.all {
      let outcome = try exitCase.run(of: [ravinePath])
      #expect(
        outcome.terminationStatus.map(exitCase.expected.contains) == true,
        "\(exitCase.name): \(outcome)")
      #expect(outcome.leftovers == [], "\(exitCase.name)")
      #expect(outcome.milliseconds < 2500 * timeoutFactor, "\(exitCase.name): \(outcome)")
      table.append([exitCase.name] + cells(outcome))
    }
    guard let others = ProcessInfo.processInfo.environment["RAVINE_CONDUCT"] else { return }
    for other in others.split(separator: ":") {
      for (row, exitCase) in PtyExitCase.all.enumerated() {
        let outcome = try? exitCase.run(of: [String(other)])
        table[row] += outcome.map(cells) ?? ["does not start"]
      }
    }
    for row in table { print("| \(row.joined(separator: " | ")) |") }
  }

  private func cells(_ outcome: PtyExitCase.Outcome) -> [String] {
    let termination =
      switch outcome.terminationStatus {
      case .exited(let status): "\(status)"
      case .signaled(let signal): "signal \(signal)"
      case nil: "hangs"
      }
    let restored = outcome.leftovers.isEmpty ? "yes" : outcome.leftovers.joined(separator: ", ")
    return ["\(termination), \(restored), \(outcome.bytes) B, \(outcome.milliseconds) ms"]
  }

  @Test func `has no running program after its parent was killed`() throws {
    let program = try Pty(["/bin/sh", "-c", "\(ravinePath); exit 0"])
    program.read(within: 10) { !$0.isEmpty }
    program.read(for: 0.3)
    let child = try #require(program.children.first)
    program.kill(SIGKILL)
    #expect(program.wait(within: 5) == .signaled(SIGKILL))
    // The process that adopts the child may reap it later.
    program.read(within: 10) { _ in !isAlive(child) }
    #expect(!isAlive(child))
    program.read(for: 0.1)
    #expect(TerminalModeTrace(program.output).leftovers == [])
    #expect(program.hasInitialMode)
  }
}
