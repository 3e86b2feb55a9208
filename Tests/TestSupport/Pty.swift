public import Glibc

/// Opens a pseudo-terminal, and returns the descriptor of its master and the path of its slave.
///
/// - Throws: `TerminalTestError` if the system provides no pseudo-terminal.
public func openPseudoterminal() throws -> (descriptor: Int32, path: String) {
  // Equivalent to posix_openpt, unlockpt and ptsname, which the Glibc module does not export.
  let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
  let unlockRequest: UInt = 0x4004_5431
  let numberRequest: UInt = 0x8004_5430
  var locked: Int32 = 0
  var number: Int32 = 0
  guard descriptor >= 0, ioctl(descriptor, unlockRequest, &locked) == 0,
    ioctl(descriptor, numberRequest, &number) == 0
  else { throw TerminalTestError(description: "cannot open a pseudo-terminal") }
  return (descriptor, "/dev/pts/\(number)")
}

/// A program that runs in its own pseudo-terminal, as the leader of its session.
///
/// The deinitializer kills the program.
public final class Pty {
  /// The id of the process.
  public let process: pid_t
  /// The bytes written by the program and read so far.
  public private(set) var output: [UInt8] = []
  private var terminal: Int32
  private let path: String
  private let initialMode: TerminalMode
  private var terminationStatus: TerminationStatus?

  /// The termination of a process.
  public enum TerminationStatus: Sendable, Hashable {
    /// An exit with this status.
    case exited(Int32)
    /// A termination by this signal.
    case signaled(Int32)
  }

  /// Starts a program, given its path and arguments.
  ///
  /// The environment is that of a UTF-8 xterm; `environment` sets variables or, with nil, removes
  /// them.
  ///
  /// - Throws: `TerminalTestError` if the program or the pseudo-terminal cannot be opened.
  public init(
    _ command: [String], rows: Int = 24, columns: Int = 80, environment: [String: String?] = [:]
  ) throws {
    (terminal, path) = try openPseudoterminal()
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    initialMode = TerminalMode(terminal)
    var variables: [String: String?] = [
      "PATH": getenv("PATH").map { String(cString: $0) }, "HOME": "/tmp", "LANG": "C.UTF-8",
      "TERM": "xterm-256color", "XDG_STATE_HOME": "/dev/null",
    ]
    variables.merge(sanitizerEnvironment) { $1 }
    variables.merge(environment) { $1 }
    process = try spawn(command, variables.compactMapValues(\.self), terminal: path, output: path)
  }

  deinit {
    if terminationStatus == nil {
      Glibc.kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    hangUp()
  }

  /// Sends the UTF-8 bytes of a text as keyboard input.
  public func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends bytes as keyboard input.
  public func send(_ bytes: [UInt8]) { _ = write(terminal, bytes, bytes.count) }

  /// Discards the output read so far.
  func discardOutput() { output.removeAll(keepingCapacity: true) }

  /// Fills the output buffer of the terminal until the program blocks in a write.
  public func fillOutputBuffer() {
    // Large frames: the rest of a small frame could fit after a signal interrupts the write.
    resize(rows: 60, columns: 200)
    for _ in 0..<40 {
      send("\u{C}")
      usleep(UInt32(30_000 * slowdownFactor))
    }
  }

  /// Suspends the output of the terminal, as after ^S.
  public func suspendOutput() {
    let other = open(path, O_RDWR | O_NOCTTY)
    tcflow(other, TCOOFF)
    close(other)
  }

  /// Sets cooked mode (echo, canonical input, signals), as a shell does for a stopped job.
  public func setCookedMode() {
    var mode = termios()
    tcgetattr(terminal, &mode)
    mode.c_lflag |= tcflag_t(ECHO | ICANON | ISIG)
    tcsetattr(terminal, TCSANOW, &mode)
  }

  /// Sends a signal to the program.
  public func kill(_ signal: Int32) { Glibc.kill(process, signal) }

  /// Changes the size of the terminal; the kernel sends SIGWINCH.
  public func resize(rows: Int, columns: Int) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
  }

  /// Closes the terminal, like the closing of a window.
  public func hangUp() {
    guard terminal >= 0 else { return }
    close(terminal)
    terminal = -1
  }

  /// Reads until the condition holds for the output; false after a timeout.
  @discardableResult
  public func read(within seconds: Double, until holds: ([UInt8]) -> Bool) -> Bool {
    read(until: monotonicSeconds() + seconds * Double(timeoutFactor), or: holds)
  }

  @discardableResult
  private func read(until end: Double, or holds: ([UInt8]) -> Bool) -> Bool {
    while !holds(output) {
      let remaining = end - monotonicSeconds()
      guard remaining > 0 else { return false }
      readOnce(within: remaining)
    }
    return true
  }

  /// Reads for a time, scaled by `slowdownFactor`, and returns the new output.
  @discardableResult
  public func read(for seconds: Double) -> [UInt8] {
    let start = output.count
    read(until: monotonicSeconds() + seconds * Double(slowdownFactor)) { _ in false }
    return Array(output[start...])
  }

  /// Reads at most `maxCount` bytes within 0.1 s; returns whether any arrived.
  public func readSome(_ maxCount: Int) -> Bool { readOnce(within: 0.1, maxCount: maxCount) }

  /// Reads at 1 kB/s until the program ends; returns an upper bound of the bytes read.
  @discardableResult
  public func readSlowly() -> Int {
    var bound = 0
    while wait(within: 0, reading: false) == nil, readSome(100) {
      bound += 100
      usleep(100_000)
    }
    return bound
  }

  /// Waits for the end of the program; nil after a timeout.
  ///
  /// With `reading` false the program can block in a write and never end.
  public func wait(within seconds: Double, reading: Bool = true) -> TerminationStatus? {
    let end = monotonicSeconds() + seconds * Double(timeoutFactor)
    while terminationStatus == nil {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        let signal = status & 0x7F
        terminationStatus = signal == 0 ? .exited(status >> 8 & 0xFF) : .signaled(signal)
      } else {
        guard monotonicSeconds() < end else { return nil }
        if reading { readOnce(within: 0.01) } else { usleep(10_000) }
      }
    }
    while readOnce(within: 0) {}
    return terminationStatus
  }

  /// Whether the terminal has the mode from before the start of the program.
  public var hasInitialMode: Bool { TerminalMode(terminal) == initialMode }

  /// Whether the terminal has echo and canonical input, as in a shell.
  public var isCooked: Bool { TerminalMode(terminal).isCooked }

  /// The CPU time of the program, in seconds.
  public var cpuTime: Double {
    let text = firstLine(of: "/proc/\(process)/stat") ?? ""
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
      return .nan
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// Reads once; returns whether any bytes arrived.
  @discardableResult
  private func readOnce(within seconds: Double, maxCount: Int = 65536) -> Bool {
    guard terminal >= 0 else {
      usleep(UInt32(min(seconds, 0.01) * 1e6))
      return false
    }
    var source = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&source, 1, Int32((seconds * 1000).rounded(.up))) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: maxCount)
    let count = Glibc.read(terminal, &buffer, buffer.count)
    guard count > 0 else {
      usleep(UInt32(min(seconds, 0.01) * 1e6))
      return false
    }
    output += buffer[..<count]
    return true
  }
}

/// The mode of a terminal.
private struct TerminalMode: Equatable {
  private let flags: [tcflag_t]
  private let controls: [UInt8]

  init(_ terminal: Int32) {
    var mode = termios()
    tcgetattr(terminal, &mode)
    flags = [mode.c_iflag, mode.c_oflag, mode.c_cflag, mode.c_lflag]
    controls = withUnsafeBytes(of: &mode.c_cc) { Array($0) }
  }

  var isCooked: Bool { flags[3] & tcflag_t(ECHO) != 0 && flags[3] & tcflag_t(ICANON) != 0 }
}

/// Returns the time of the monotonic clock, in seconds.
func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
