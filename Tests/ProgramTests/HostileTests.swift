import Foundation
import TestSupport
import Testing

/// Every seventh input of each kind; all with `RAVINE_HOSTILE=1`, which prints how many there were.
@Suite struct `What is meant to harm` {
  @Test(arguments: Hostile.all)
  func `is refused by name, or taken and shown harmless`(_ kind: Hostile) throws {
    let isAll = ProcessInfo.processInfo.environment["RAVINE_HOSTILE"] != nil
    let inputs = kind.inputs.enumerated().filter { isAll || $0.offset.isMultiple(of: 7) }
    var counts: [Verdict: Int] = [:]
    for (number, input) in inputs {
      let folder = try Folder()
      try folder.write(input.file, to: "hostile.yaml")
      let answer = try folder.bash(
        """
        f=./hostile.yaml; mkdir ravine; cp $f ravine/config.yaml
        \(memoryLimitCommand(megabytes: 8000)); ulimit -t \(20 * timeoutFactor)
        ravine() { timeout -s KILL \(120 * timeoutFactor) "$ravine" "$@"; }
        \(input.line)
        """)
      let verdict = Verdict(answer)
      #expect(
        verdict != .other,
        "\(kind.kind) \(number): \(input): \(answer.status)\n\(answer.errors.prefix(500))")
      counts[verdict, default: 0] += 1
    }
    guard isAll else { return }
    print(
      "| \(kind.kind) | \(inputs.count) | \(counts[.named, default: 0]) "
        + "| \(counts[.taken, default: 0]) | \(counts[.other, default: 0]) |")
  }
}

@Suite struct `What a terminal sends in pieces` {
  private static let sequences = [
    "\u{1B}[<0;10;5M", "\u{1B}[<32;500;200M", "\u{1B}[<0;99999999999999999999;1m", "\u{1B}[M#+*",
    "\u{1B}[1;6C", "\u{1B}[27;5;65~", "\u{1B}[97;5u", "\u{1B}OP", "\u{1B}[[A",
    "\u{1B}[200~:q\u{1B}[201~",
    "\u{1B}[?2026;2$y", "\u{1B}[?62;1;6$z", "\u{1B}[>41;351;0c", "\u{1B}[12;40R", "\u{1B}[I",
    "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}P>|tmux 3.4\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\",
    "η€😀", "\u{1B}\u{1B}[A", "\u{1B}[3;1!A",
  ]

  @Test func `leaves a program that can be left`() throws {
    let pieces = Self.sequences.map { Array($0.utf8) }.flatMap { bytes in
      (1...bytes.count).map { Array(bytes[..<$0]) }
    }
    let program = try Pty.launchRavine()
    let isAll = ProcessInfo.processInfo.environment["RAVINE_HOSTILE"] != nil
    for (number, piece) in pieces.enumerated() where isAll || number.isMultiple(of: 7) {
      program.send(piece)
      // Longer than an escape waits for the rest.
      program.read(for: 0.04)
    }
    program.send("\u{3}")
    #expect(program.wait(within: 5) == .exited(0))
    #expect(TerminalModeTrace(program.output).leftovers == [])
    #expect(program.hasInitialMode)
    if isAll {
      print("| sequence, cut at every byte | \(pieces.count) | 0 | \(pieces.count) | 0 |")
    }
  }
}

private enum Verdict {
  /// Refused in a few words, by a status that says so, with nothing half done.
  case named
  /// Not wrong after all, and nothing of it steers the terminal.
  case taken
  case other

  init(_ answer: Answer) {
    switch answer.status {
    case _ where !isHarmless(answer.output + answer.errors): self = .other
    case 0: self = .taken
    case 1, 64, 65, 66, 69, 74:
      self = answer.errors.isEmpty || answer.errors.utf8.count > 4000 ? .other : .named
    default: self = .other
    }
  }
}

/// Whether nothing in a text steers a terminal or turns a line around.
func isHarmless(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      "\n\t\u{AD}".unicodeScalars.contains(scalar)
    default: true
    }
  }
}
