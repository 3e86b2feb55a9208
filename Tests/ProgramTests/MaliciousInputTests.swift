import TestSupport
import Testing

/// Every thirteenth input of each kind; with `RAVINE_THOROUGH=1`, all inputs, and a printed table.
@Suite(.blocking) struct `Malicious input` {
  @Test(arguments: MaliciousInput.all)
  func `gives an error or harmless output`(_ kind: MaliciousInput) throws {
    let inputs = kind.inputs.enumerated().filter { isThorough || $0.offset.isMultiple(of: 31) }
    var counts: [Verdict: Int] = [:]
    for (number, input) in inputs {
      let folder = try TemporaryDirectory()
      try folder.write(input.file, to: "malicious.yaml")
      let result = try folder.bash(
        """
        f=./malicious.yaml; mkdir ravine; cp $f ravine/config.yaml
        \(memoryLimitCommand(megabytes: 8000)); ulimit -t \(20 * timeoutFactor)
        ravine() { timeout -s KILL \(120 * timeoutFactor) "$ravine" "$@"; }
        \(input.line)
        """)
      let verdict = Verdict(result)
      #expect(
        verdict != .other,
        "\(kind.kind) \(number): \(input): \(result.status)\n\(result.errors.prefix(500))")
      counts[verdict, default: 0] += 1
    }
    guard isThorough else { return }
    print(
      "| \(kind.kind) | \(inputs.count) | \(counts[.rejected, default: 0]) "
        + "| \(counts[.accepted, default: 0]) | \(counts[.other, default: 0]) |")
  }
}

@Suite(.blocking) struct `Truncated terminal input` {
  private static let sequences = [
    "\u{1B}[<0;10;5M", "\u{1B}[<32;500;200M", "\u{1B}[<0;99999999999999999999;1m", "\u{1B}[M#+*",
    "\u{1B}[1;6C", "\u{1B}[27;5;65~", "\u{1B}[97;5u", "\u{1B}OP", "\u{1B}[[A",
    "\u{1B}[200~:q\u{1B}[201~",
    "\u{1B}[?2026;2$y", "\u{1B}[?62;1;6$z", "\u{1B}[>41;351;0c", "\u{1B}[12;40R", "\u{1B}[I",
    "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}P>|tmux 3.4\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\",
    "η€😀", "\u{1B}\u{1B}[A", "\u{1B}[3;1!A",
  ]

  @Test func `does not prevent the program from quitting on ^C`() throws {
    let pieces = Self.sequences.map { Array($0.utf8) }.flatMap { bytes in
      (1...bytes.count).map { Array(bytes[..<$0]) }
    }
    let program = try Pty.launchRavine()
    for (number, piece) in pieces.enumerated() where isThorough || number.isMultiple(of: 13) {
      program.send(piece)
      // Longer than the timeout of an escape sequence.
      program.read(for: 0.04)
    }
    program.send("\u{3}")
    #expect(program.wait(within: 5) == .exited(0))
    #expect(TerminalModeTrace(program.output).leftovers == [])
    #expect(program.hasInitialMode)
    if isThorough {
      print("| sequence, truncated at every byte | \(pieces.count) | 0 | \(pieces.count) | 0 |")
    }
  }
}

private enum Verdict {
  /// A short error message and a matching exit status.
  case rejected
  /// Success, with harmless output.
  case accepted
  /// A crash, a timeout, or harmful output.
  case other

  init(_ result: CommandResult) {
    switch result.status {
    case _ where !isHarmless(result.output + result.errors): self = .other
    case 0: self = .accepted
    case 1, 64, 65, 66, 69, 74:
      self = result.errors.isEmpty || result.errors.utf8.count > 4000 ? .other : .rejected
    default: self = .other
    }
  }
}

/// Whether a text has no control, format or line-separator characters.
func isHarmless(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      "\n\t\u{AD}".unicodeScalars.contains(scalar)
    default: true
    }
  }
}
