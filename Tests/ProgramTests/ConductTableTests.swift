import Foundation
import TestSupport
import Testing

/// Every way to end; with `RAVINE_CONDUCT=/usr/bin/htop:/usr/bin/btop` those end in them as well,
/// and the table is printed.
@Suite(.serialized) struct `Whatever happens, the shell` {
  @Test func `finds its terminal as it was`() throws {
    var table: [[String]] = []
    for conduct in PtyConduct.all {
      let outcome = try conduct.outcome(of: [ravine])
      #expect(outcome.ended.map(conduct.expected.contains) == true, "\(conduct.name): \(outcome)")
      #expect(outcome.leftovers == [], "\(conduct.name)")
      #expect(outcome.milliseconds < 2500 * patience, "\(conduct.name): \(outcome)")
      table.append([conduct.name] + cells(outcome))
    }
    guard let others = ProcessInfo.processInfo.environment["RAVINE_CONDUCT"] else { return }
    for other in others.split(separator: ":") {
      for (row, conduct) in PtyConduct.all.enumerated() {
        let outcome = try? conduct.outcome(of: [String(other)])
        table[row] += outcome.map(cells) ?? ["does not start"]
      }
    }
    for row in table { print("| \(row.joined(separator: " | ")) |") }
  }

  private func cells(_ outcome: PtyConduct.Outcome) -> [String] {
    let ended =
      switch outcome.ended {
      case .status(let status): "\(status)"
      case .signal(let signal): "signal \(signal)"
      case nil: "hangs"
      }
    let left = outcome.leftovers.isEmpty ? "yes" : outcome.leftovers.joined(separator: ", ")
    return ["\(ended), \(left), \(outcome.bytes) B, \(outcome.milliseconds) ms"]
  }

  @Test func `is not left with a program whose parent was killed`() throws {
    let program = try Pty(["/bin/sh", "-c", "\(ravine); exit 0"])
    program.read(within: 10) { !$0.isEmpty }
    program.read(for: 0.3)
    let child = try #require(program.children.first)
    program.kill(SIGKILL)
    #expect(program.wait(within: 5) == .signal(SIGKILL))
    // Whoever inherits it need not ask at once how it ended.
    program.read(within: 10) { _ in !isAlive(child) }
    #expect(!isAlive(child))
    program.read(for: 0.1)
    #expect(PtyTrace(program.output).leftovers == [])
    #expect(program.hasModeOfBefore)
  }
}
