import Glibc

/// One way to end a full-screen program, or to make its life hard before it is asked to quit.
public struct PtyConduct: Sendable {
  public let name: String
  /// How a program that behaves ends.
  public let expected: Set<Pty.Ended>
  var environment: [String: String?] = [:]
  /// Whether somebody reads what the program writes while it ends.
  var isRead = true
  let act: @Sendable (Pty) -> Void

  init(
    _ name: String, _ expected: Set<Pty.Ended>, environment: [String: String?] = [:],
    isRead: Bool = true, act: @escaping @Sendable (Pty) -> Void
  ) {
    self.name = name
    self.expected = expected
    self.environment = environment
    self.isRead = isRead
    self.act = act
  }

  /// What came of it.
  public struct Outcome: Sendable {
    /// Nil if it was still there after five seconds.
    public let ended: Pty.Ended?
    /// What is not as the shell left it; empty if all is.
    public let leftovers: [String]
    /// What it wrote from the moment on at which it was to end.
    public let bytes: Int
    public let milliseconds: Int
  }

  /// Starts a program, waits for its first frame, and lets it end.
  public func outcome(of command: [String]) throws -> Outcome {
    let program = try Pty(command, environment: environment)
    guard program.read(within: 10, until: { !$0.isEmpty }) else {
      throw SpawnFailure(description: "\(command) shows nothing within 10 s.")
    }
    program.read(for: 0.5)
    let before = program.output.count
    let start = monotonic()
    act(program)
    let ended = program.wait(within: 5, reading: isRead)
    let milliseconds = Int((monotonic() - start) * 1000)
    var leftovers = PtyTrace(program.output).leftovers
    if !program.hasModeOfBefore { leftovers.append("raw mode") }
    return Outcome(
      ended: ended, leftovers: leftovers, bytes: program.output.count - before,
      milliseconds: milliseconds)
  }

  public static let all: [PtyConduct] =
    [
      PtyConduct("q", [.status(0)]) { $0.send("q") },
      PtyConduct("^C", [.status(0), .signal(SIGINT)]) { $0.send("\u{3}") },
    ] + signals + terminals + [
      PtyConduct(
        "Swift trap", [.signal(SIGILL), .signal(SIGTRAP)], environment: ["RAVINE_TRAP": "1"]
      ) { $0.send(" ") },
      PtyConduct("TERM, then HUP", [.signal(SIGTERM), .signal(SIGHUP)]) {
        $0.kill(SIGTERM)
        $0.kill(SIGHUP)
      },
      PtyConduct("TERM during the exit", [.status(0), .signal(SIGTERM)]) {
        $0.send("q")
        usleep(3000)
        $0.kill(SIGTERM)
      },
      PtyConduct("TERM, nobody reads", [.signal(SIGTERM)], isRead: false) {
        $0.stuff()
        $0.kill(SIGTERM)
      },
      PtyConduct("q at 1 kB/s", [.status(0)]) { program in
        program.send("\u{C}q")
        program.readSlowly()
      },
      PtyConduct("1x1 to 200x500", [.status(0)]) { program in
        for (rows, columns) in [(1, 1), (200, 500), (1, 500), (200, 1), (6, 20), (24, 80)] {
          program.resize(rows: rows, columns: columns)
          program.read(for: 0.05)
        }
        program.send("q")
      },
      PtyConduct("stopped and continued", [.status(0)]) { program in
        program.kill(SIGSTOP)
        usleep(20_000)
        program.cook()
        program.kill(SIGCONT)
        program.read(for: 0.1)
        program.send("q")
      },
    ]

  private static let signals: [PtyConduct] = [
    ("TERM", SIGTERM), ("INT", SIGINT), ("HUP", SIGHUP), ("QUIT", SIGQUIT), ("SEGV", SIGSEGV),
    ("BUS", SIGBUS), ("ILL", SIGILL), ("FPE", SIGFPE), ("ABRT", SIGABRT), ("TRAP", SIGTRAP),
    ("SYS", SIGSYS), ("USR1", SIGUSR1), ("USR2", SIGUSR2), ("XCPU", SIGXCPU),
    ("VTALRM", SIGVTALRM), ("PROF", SIGPROF), ("POLL", SIGPOLL), ("PWR", SIGPWR),
  ].map { name, signal in PtyConduct(name, [.signal(signal)]) { $0.kill(signal) } }

  private static let kinds: [String] = [
    "vt100", "linux", "xterm", "screen-256color", "tmux-256color", "xterm-256color",
  ]

  private static let terminals: [PtyConduct] =
    kinds.map { term in
      // The terminal may promise less than COLORTERM does.
      quitting("TERM=\(term)", ["TERM": term, "COLORTERM": "truecolor"])
    } + [
      quitting("NO_COLOR", ["NO_COLOR": "1"]),
      quitting("LC_ALL=C", ["LC_ALL": "C"]),
      quitting("missing locale", ["LC_ALL": "xx_XX.UTF-8"]),
      quitting("TERMINFO=/dev/zero", ["TERMINFO": "/dev/zero"]),
      quitting("LINES, COLUMNS lie", ["LINES": "-1", "COLUMNS": "99999999999"]),
    ]

  private static func quitting(_ name: String, _ environment: [String: String?]) -> PtyConduct {
    PtyConduct(name, [.status(0)], environment: environment) { $0.send("q") }
  }
}
