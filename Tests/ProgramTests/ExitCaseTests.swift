import Foundation
import TestSupport
import Testing

/// Every way to end; with `RAVINE_CONDUCT=/usr/bin/htop:/usr/bin/btop` those end in them as well,
/// and the table is printed.
@Suite(.serialized) struct `Whatever happens, the shell` {
  @Test func `finds its terminal as it was`() throws {
    var table: [[String]] = []
    for conduct in PtyExitCase.all {
      let outcome = try conduct.run(of: [ravinePath])
      #expect(
        outcome.terminationStatus.map(conduct.expected.contains) == true,
        "\(conduct.name): \(outcome)")
      #expect(outcome.leftovers == [], "\(conduct.name)")
      #expect(outcome.milliseconds < 2500 * timeoutFactor, "\(conduct.name): \(outcome)")
      table.append([conduct.name] + cells(outcome))
    }
    guard let others = ProcessInfo.processInfo.environment["RAVINE_CONDUCT"] else { return }
    for other in others.split(separator: ":") {
      for (row, conduct) in PtyExitCase.all.enumerated() {
        let outcome = try? conduct.run(of: [String(other)])
        table[row] += outcome.map(cells) ?? ["does not start"]
      }
    }
    for row in table { print("| \(row.joined(separator: " | ")) |") }
  }

  private func cells(_ outcome: PtyExitCase.Outcome) -> [String] {
    let ended =
      switch outcome.terminationStatus {
      case .exited(let status): "\(status)"
      case .signaled(let signal): "signal \(signal)"
      case nil: "hangs"
      }
    let left = outcome.leftovers.isEmpty ? "yes" : outcome.leftovers.joined(separator: ", ")
    return ["\(ended), \(left), \(outcome.bytes) B, \(outcome.milliseconds) ms"]
  }

  @Test func `is not left with a program whose parent was killed`() throws {
    let program = try Pty(["/bin/sh", "-c", "\(ravinePath); exit 0"])
    program.read(within: 10) { !$0.isEmpty }
    program.read(for: 0.3)
    let child = try #require(program.children.first)
    program.kill(SIGKILL)
    #expect(program.wait(within: 5) == .signaled(SIGKILL))
    // Whoever inherits it need not ask at once how it ended.
    program.read(within: 10) { _ in !isAlive(child) }
    #expect(!isAlive(child))
    program.read(for: 0.1)
    #expect(TerminalModeTrace(program.output).leftovers == [])
    #expect(program.hasInitialMode)
  }
}
