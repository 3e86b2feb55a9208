import Glibc
import TestSupport
import Testing

@Suite(.blocking) struct `The terminal is restored` {
  private func expectRestored(_ program: Pty, _ location: SourceLocation = #_sourceLocation) {
    let trace = TerminalModeTrace(program.output)
    #expect(
      trace.changedModes.contains(TerminalModeTrace.alternateScreenMode), sourceLocation: location)
    #expect(trace.leftovers == [], sourceLocation: location)
    #expect(program.hasInitialMode, sourceLocation: location)
    #expect(program.isCooked, sourceLocation: location)
  }

  @Test(arguments: ["q", "\u{3}"])
  func `after a key that quits, with status 0`(key: String) throws {
    let program = try Pty.launchRavine()
    #expect(!program.isCooked)
    #expect(!TerminalModeTrace(program.output).leftovers.isEmpty)
    program.send(key)
    #expect(program.wait(within: 1) == .exited(0))
    expectRestored(program)
  }

  @Test(arguments: [
    "\u{1B}", "\u{1B}]", "\u{1B}P1;2", "\u{1B}[M", "\u{1B}[", ":x", "o", "i", "?", "O",
  ])
  func `after ^C inside an unfinished sequence or dialog`(keys: String) throws {
    let program = try Pty.launchRavine()
    program.send(keys + "\u{3}")
    #expect(program.wait(within: 1) == .exited(0))
    expectRestored(program)
  }

  @Test func `after ^C, even if thousands of keys are pending`() throws {
    // With this slow surface, all pending keys would take minutes.
    let terms = (1...6).map { "sin(\($0)*x)*cos(\($0)*y)" }.joined(separator: "+")
    let program = try Pty.launchRavine(
      ["--surface", terms, "--reduced-motion"], rows: 60, columns: 200)
    program.send(String(repeating: "hl", count: 2000) + "\u{3}")
    #expect(program.wait(within: 15) == .exited(0))
    expectRestored(program)
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
  func `after a fatal signal, by which the process ends`(signal: Int32) throws {
    let program = try Pty.launchRavine()
    program.kill(signal)
    #expect(program.wait(within: 1) == .signaled(signal))
    expectRestored(program)
  }

  @Test(arguments: [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS])
  func `after a crash, by whose signal the process ends`(signal: Int32) throws {
    let program = try Pty.launchRavine()
    program.kill(signal)
    #expect(program.wait(within: 1) == .signaled(signal))
    expectRestored(program)
  }

  @Test func `after two signals at once`() throws {
    let program = try Pty.launchRavine()
    program.kill(SIGTERM)
    program.kill(SIGHUP)
    let status = program.wait(within: 1)
    #expect(status == .signaled(SIGTERM) || status == .signaled(SIGHUP))
    expectRestored(program)
  }

  @Test func `immediately if the terminal does not read output`() throws {
    let program = try Pty.launchRavine(environment: ["COLORTERM": "truecolor"])
    program.fillOutputBuffer()
    program.kill(SIGTERM)
    #expect(program.wait(within: 1, reading: false) == .signaled(SIGTERM))
    #expect(program.hasInitialMode)
    #expect(TerminalModeTrace(program.output).leftovers == [])
  }

  @Test func `immediately on a line of 1 kB/s`() throws {
    let program = try Pty.launchRavine(environment: ["COLORTERM": "truecolor"])
    program.send("\u{C}q")
    // A frame has 10 kB.
    #expect(program.readSlowly() < 5000)
    #expect(program.wait(within: 1) == .exited(0))
    #expect(TerminalModeTrace(program.output).leftovers == [])
  }

  @Test func `immediately if output is stopped`() throws {
    let program = try Pty.launchRavine()
    program.suspendOutput()
    program.send("l")
    usleep(300_000)
    program.kill(SIGTERM)
    #expect(program.wait(within: 1) == .signaled(SIGTERM))
    #expect(program.hasInitialMode)
    #expect(TerminalModeTrace(program.output).leftovers == [])
  }

  @Test func `after the window closes`() throws {
    let program = try Pty.launchRavine()
    program.hangUp()
    let status = try #require(program.wait(within: 1))
    #expect(status == .signaled(SIGHUP) || status == .exited(128 + SIGHUP))
  }

  @Test func `after the window closes while SIGHUP is ignored`() throws {
    let program = try Pty(["/bin/sh", "-c", "trap '' HUP; exec \(ravinePath)"])
    #expect(program.waitForFrame())
    program.hangUp()
    #expect(program.wait(within: 1) == .exited(128 + SIGHUP))
  }
}

@Suite(.blocking) struct `On a limited terminal the program` {
  @Test(arguments: ["dumb", "", nil, "no-such-terminal"] as [String?])
  func `prints an error without escape sequences`(term: String?) throws {
    let program = try Pty([ravinePath], environment: ["TERM": term])
    #expect(program.wait(within: 1) == .exited(69))
    #expect(!program.output.contains(0x1B))
    #expect(String(decoding: program.output, as: UTF8.self).contains("ravine render"))
    #expect(program.hasInitialMode)
  }

  @Test func `prints an error if input or output is not a terminal`() throws {
    let program = try Pty([
      "/bin/sh", "-c", "\(ravinePath) </dev/null; echo $?; \(ravinePath) | cat",
    ])
    #expect(program.wait(within: 1) == .exited(0))
    let text = String(decoding: program.output.filter { $0 != 13 }, as: UTF8.self)
    #expect(text.contains("\n69\n"))
    #expect(!text.contains("\u{1B}"))
    #expect(text.split(separator: "ravine render").count == 3)
  }

  @Test func `uses no colour if NO_COLOR is set`() throws {
    let program = try Pty.launchRavine(environment: ["NO_COLOR": "1", "COLORTERM": "truecolor"])
    #expect(colors(program.output) == [])
    let colored = try Pty.launchRavine(environment: ["NO_COLOR": "", "COLORTERM": "truecolor"])
    #expect(!colors(colored.output).isEmpty)
  }

  @Test func `uses 24-bit colour only if COLORTERM declares the support`() throws {
    let direct = try Pty.launchRavine(environment: ["COLORTERM": "truecolor"])
    #expect(contains(direct.output, "8;2;"))
    let indexed = try Pty.launchRavine()
    #expect(!contains(indexed.output, "8;2;"))
    #expect(!colors(indexed.output).isEmpty)
  }

  @Test func `writes only ASCII in the C locale`() throws {
    let ascii = try Pty.launchRavine(environment: ["LANG": "C", "LC_ALL": "C"])
    #expect(ascii.output.count > 200)
    #expect(ascii.output.allSatisfy { $0 < 0x80 })
    let unicode = try Pty.launchRavine()
    #expect(!unicode.output.allSatisfy { $0 < 0x80 })
  }

  @Test(arguments: [
    "vt100", "linux", "xterm", "screen", "screen-256color", "tmux-256color", "rxvt", "vt220",
    "ansi",
  ])
  func `restores the terminal, whatever its type`(term: String) throws {
    let program = try Pty.launchRavine(environment: ["TERM": term, "COLORTERM": "truecolor"])
    program.send("q")
    #expect(program.wait(within: 1) == .exited(0))
    #expect(TerminalModeTrace(program.output).leftovers == [])
    #expect(program.hasInitialMode)
  }

  /// Returns the SGR sequences that set a colour other than the default.
  private func colors(_ bytes: [UInt8]) -> Set<String> {
    let text = String(decoding: bytes, as: UTF8.self)
    let codes = text.matches(of: /\u{1B}\[([0-9;]*)m/).map { String($0.1) }
    return Set(codes.filter { $0.contains(/^(.*;)?([349][0-8]|10[0-7])/) })
  }

  private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains(text)
  }
}

@Suite(.blocking) struct `A paused program` {
  @Test func `writes nothing and uses no CPU time`() throws {
    let program = try Pty.launchRavine(["--reduced-motion"])
    // The first seconds may contain background work. The kernel counts hundredths of a second.
    let isIdle = (0..<20 * timeoutFactor).contains { _ in
      let before = program.cpuTime
      return program.read(for: 2).isEmpty && program.cpuTime - before < 0.015
    }
    #expect(isIdle)
  }

  @Test func `survives many changes of size, and quits afterwards`() throws {
    let program = try Pty.launchRavine(["--reduced-motion"])
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      program.resize(rows: 1 + generator.below(200), columns: 1 + generator.below(500))
      program.read(for: 0.003)
    }
    for (rows, columns) in [(1, 1), (1, 500), (200, 1), (200, 500), (2, 2), (24, 80)] {
      program.resize(rows: rows, columns: columns)
      try program.press("")
    }
    program.send("q")
    #expect(program.wait(within: 1) == .exited(0))
    #expect(program.hasInitialMode)
  }

  @Test func `redraws the screen on ^L`() throws {
    let program = try Pty.launchRavine(["--reduced-motion"])
    let first = program.output.count
    program.send("\u{C}")
    #expect(program.read(within: 5) { $0.count > first + first / 3 })
  }

  @Test func `sends synchronized updates to a terminal that supports them`() throws {
    let program = try Pty.launchRavine(["--reduced-motion"])
    #expect(!TerminalModeTrace(program.output).changedModes.contains(2026))
    let end = Array("\u{1B}[?2026l".utf8)
    program.send("\u{1B}[?2026;2$y\u{C}")
    #expect(program.read(within: 5) { $0.suffix(8) == end[...] })
    let start = program.output.count
    program.send("\u{C}")
    #expect(program.read(within: 5) { $0.count > start && $0.suffix(8) == end[...] })
    #expect(program.output[start...].prefix(8) == Array("\u{1B}[?2026h".utf8)[...])
    program.send("q")
    #expect(program.wait(within: 1) == .exited(0))
    #expect(TerminalModeTrace(program.output).leftovers == [])
  }

  @Test func `sends no synchronized updates to a terminal without support`() throws {
    let program = try Pty.launchRavine(["--reduced-motion"])
    try program.press("\u{1B}[?2026;0$y")
    #expect(!TerminalModeTrace(program.output).changedModes.contains(2026))
  }
}
