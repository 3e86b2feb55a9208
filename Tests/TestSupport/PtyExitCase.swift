import Glibc
public import Testing

/// A way to end a full-screen program, some under adverse conditions.
public struct PtyExitCase: Sendable, CustomTestStringConvertible {
  /// The name of the case.
  public let testDescription: String
  /// The expected terminations.
  public let expected: Set<Pty.TerminationStatus>
  var environment: [String: String?] = [:]
  /// Whether the test reads the output while the program ends.
  var readsOutput = true
  let action: @Sendable (Pty) -> Void

  init(
    _ name: String, _ expected: Set<Pty.TerminationStatus>, environment: [String: String?] = [:],
    readsOutput: Bool = true, action: @escaping @Sendable (Pty) -> Void
  ) {
    testDescription = name
    self.expected = expected
    self.environment = environment
    self.readsOutput = readsOutput
    self.action = action
  }

  /// The result of a case.
  public struct Outcome: Sendable {
    /// The termination; nil if the program did not end in time.
    public let terminationStatus: Pty.TerminationStatus?
    /// The terminal modes that the program did not restore.
    public let leftovers: [String]
    /// The output of the program.
    public let output: [UInt8]
  }

  /// Starts a program, waits for its first frame, and performs the action.
  ///
  /// `prepare` is called before the action.
  ///
  /// - Throws: `TerminalTestError` if the program does not start or prints nothing, and the errors
  ///   of `prepare`.
  public func run(
    of command: [String], environment base: [String: String?] = [:],
    prepare: (Pty) throws -> Void = { _ in }
  ) throws -> Outcome {
    let program = try Pty(command, environment: base.merging(environment) { $1 })
    guard program.waitForFrame() else {
      throw TerminalTestError(description: "\(command) draws no frame")
    }
    try prepare(program)
    action(program)
    let status = program.wait(within: 5, reading: readsOutput)
    var leftovers = TerminalModeTrace(program.output).leftovers
    if !program.hasInitialMode { leftovers.append("raw mode") }
    return Outcome(terminationStatus: status, leftovers: leftovers, output: program.output)
  }

  /// The cases on a terminal with all abilities, after the program has started.
  public static let onCapableTerminal = all.filter(\.environment.isEmpty)

  /// All cases.
  public static let all: [PtyExitCase] =
    [
      PtyExitCase("q", [.exited(0)]) { $0.send("q") },
      PtyExitCase("^C", [.exited(0), .signaled(SIGINT)]) { $0.send("\u{3}") },
    ] + signalCases + environmentCases + [
      PtyExitCase(
        "Swift trap", [.signaled(SIGILL), .signaled(SIGTRAP)], environment: ["RAVINE_TRAP": "1"]
      ) { $0.send(" ") },
      PtyExitCase("TERM, then HUP", [.signaled(SIGTERM), .signaled(SIGHUP)]) {
        $0.kill(SIGTERM)
        $0.kill(SIGHUP)
      },
      PtyExitCase("TERM during the exit", [.exited(0), .signaled(SIGTERM)]) {
        $0.send("q")
        usleep(3000)
        $0.kill(SIGTERM)
      },
      PtyExitCase("TERM, output unread", [.signaled(SIGTERM)], readsOutput: false) {
        $0.fillOutputBuffer()
        $0.kill(SIGTERM)
      },
      PtyExitCase("q at 1 kB/s", [.exited(0)]) { program in
        program.send("\u{C}q")
        program.readSlowly()
      },
      PtyExitCase("1x1 to 200x500", [.exited(0)]) { program in
        for (rows, columns) in [(1, 1), (200, 500), (1, 500), (200, 1), (6, 20), (24, 80)] {
          program.resize(rows: rows, columns: columns)
          program.read(for: 0.05)
        }
        program.send("q")
      },
      PtyExitCase("stopped and continued", [.exited(0)]) { program in
        program.kill(SIGSTOP)
        usleep(20_000)
        program.setCookedMode()
        program.kill(SIGCONT)
        program.read(for: 0.1)
        program.send("q")
      },
    ]

  private static let signalCases: [PtyExitCase] = [
    ("TERM", SIGTERM), ("INT", SIGINT), ("HUP", SIGHUP), ("QUIT", SIGQUIT), ("SEGV", SIGSEGV),
    ("BUS", SIGBUS), ("ILL", SIGILL), ("FPE", SIGFPE), ("ABRT", SIGABRT), ("TRAP", SIGTRAP),
    ("SYS", SIGSYS), ("USR1", SIGUSR1), ("USR2", SIGUSR2), ("XCPU", SIGXCPU),
    ("VTALRM", SIGVTALRM), ("PROF", SIGPROF), ("POLL", SIGPOLL), ("PWR", SIGPWR),
  ].map { name, signal in PtyExitCase(name, [.signaled(signal)]) { $0.kill(signal) } }

  private static let terminalTypes: [String] = [
    "vt100", "linux", "xterm", "screen-256color", "tmux-256color", "xterm-256color",
  ]

  private static let environmentCases: [PtyExitCase] =
    terminalTypes.map { term in
      // TERM can support fewer colours than COLORTERM claims.
      makeQuitCase("TERM=\(term)", ["TERM": term, "COLORTERM": "truecolor"])
    } + [
      makeQuitCase("NO_COLOR", ["NO_COLOR": "1"]),
      makeQuitCase("LC_ALL=C", ["LC_ALL": "C"]),
      makeQuitCase("missing locale", ["LC_ALL": "xx_XX.UTF-8"]),
      makeQuitCase("TERMINFO=/dev/zero", ["TERMINFO": "/dev/zero"]),
      makeQuitCase("LINES, COLUMNS wrong", ["LINES": "-1", "COLUMNS": "99999999999"]),
    ]

  private static func makeQuitCase(_ name: String, _ environment: [String: String?]) -> PtyExitCase
  {
    PtyExitCase(name, [.exited(0)], environment: environment) { $0.send("q") }
  }
}
