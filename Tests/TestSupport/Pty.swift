public import Glibc

/// A new pseudo-terminal: the end of the one who looks at it, and the path of a program's end.
///
/// - Throws: `TerminalTestError` if there is none to be had.
public func openPseudoterminal() throws -> (descriptor: Int32, path: String) {
  // What posix_openpt, unlockpt and ptsname do, which Glibc's module does not show.
  let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
  let unlock: UInt = 0x4004_5431
  let askNumber: UInt = 0x8004_5430
  var locked: Int32 = 0
  var number: Int32 = 0
  guard descriptor >= 0, ioctl(descriptor, unlock, &locked) == 0,
    ioctl(descriptor, askNumber, &number) == 0
  else { throw TerminalTestError(description: "There is no pseudo-terminal to be had.") }
  return (descriptor, "/dev/pts/\(number)")
}

/// A program in a pseudo-terminal of its own, as the leader of its session.
///
/// Whatever it writes is kept in `output`. It is killed when this goes away.
public final class Pty {
  public let process: pid_t
  /// All that it has written so far.
  public private(set) var output: [UInt8] = []
  private var terminal: Int32
  private let path: String
  private let initialMode: TerminalMode
  private var terminationStatus: TerminationStatus?

  /// How a program ended.
  public enum TerminationStatus: Sendable, Hashable {
    case exited(Int32)
    case signaled(Int32)
  }

  /// Starts the program at a path, with arguments after it.
  ///
  /// The environment given replaces or, where nil, removes variables of a plain UTF-8 xterm.
  ///
  /// - Throws: `TerminalTestError` if there is no such program or no pseudo-terminal.
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

  public func send(_ text: String) { send(Array(text.utf8)) }

  public func send(_ bytes: [UInt8]) { _ = write(terminal, bytes, bytes.count) }

  /// Types as fast as the program takes it, and returns when it has; false if it takes no more.
  ///
  /// It is asked to repaint after every few keys, which tells that it has come so far. What it
  /// writes meanwhile is read and forgotten.
  public func typeAndWait(_ bytes: [UInt8]) -> Bool {
    let clearing = Array("\u{1B}[2J".utf8)
    var rest = bytes[...]
    while !rest.isEmpty {
      output.removeAll(keepingCapacity: true)
      send(rest.prefix(256) + [0x0C])
      rest = rest.dropFirst(256)
      let hasRepainted = read(within: 60) { output in
        output.contains(clearing)
      }
      guard hasRepainted else { return false }
    }
    return true
  }

  /// Makes it write more than the terminal holds unread, so that it is stuck in a write.
  public func fillOutputBuffer() {
    // The rest of a small frame might find room once a signal has woken the writer.
    resize(rows: 60, columns: 200)
    for _ in 0..<40 {
      send("\u{C}")
      usleep(UInt32(30_000 * slowdownFactor))
    }
  }

  /// Has nothing written get through, as after ^S.
  public func suspendOutput() {
    let other = open(path, O_RDWR | O_NOCTTY)
    tcflow(other, TCOOFF)
    close(other)
  }

  /// Has the mode by lines and with an echo, as a shell sets it while a job is stopped.
  public func setCookedMode() {
    var mode = termios()
    tcgetattr(terminal, &mode)
    mode.c_lflag |= tcflag_t(ECHO | ICANON | ISIG)
    tcsetattr(terminal, TCSANOW, &mode)
  }

  public func kill(_ signal: Int32) { Glibc.kill(process, signal) }

  /// Changes the size; the kernel tells the program by SIGWINCH.
  public func resize(rows: Int, columns: Int) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
  }

  /// Closes the terminal, as a window that is closed.
  public func hangUp() {
    guard terminal >= 0 else { return }
    close(terminal)
    terminal = -1
  }

  /// Reads until the condition holds for what has been written; false if that takes too long.
  @discardableResult
  public func read(within seconds: Double, until holds: ([UInt8]) -> Bool) -> Bool {
    read(until: monotonicSeconds() + seconds * Double(timeoutFactor), or: holds)
  }

  @discardableResult
  private func read(until end: Double, or holds: ([UInt8]) -> Bool) -> Bool {
    while !holds(output) {
      let left = end - monotonicSeconds()
      guard left > 0 else { return false }
      readOnce(within: left)
    }
    return true
  }

  /// Reads for this long, or as long as a sanitized program takes for as much, and gives what was
  /// written meanwhile.
  @discardableResult
  public func read(for seconds: Double) -> [UInt8] {
    let start = output.count
    read(until: monotonicSeconds() + seconds * Double(slowdownFactor)) { _ in false }
    return Array(output[start...])
  }

  /// Reads at most so many bytes, if any come within a tenth of a second; whether some did.
  public func readSome(_ most: Int) -> Bool { readOnce(within: 0.1, most: most) }

  /// Reads 1 kB a second, a hundred bytes at a time, until it ends; how many bytes it read at most.
  @discardableResult
  public func readSlowly() -> Int {
    var most = 0
    while wait(within: 0, reading: false) == nil, readSome(100) {
      most += 100
      usleep(100_000)
    }
    return most
  }

  /// How it ended; nil if it is still there after this long.
  ///
  /// Unless told not to, reads what it writes meanwhile, or it might never come to its end.
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

  /// Whether the terminal's mode is what it was before the program started.
  public var hasInitialMode: Bool { TerminalMode(terminal) == initialMode }

  /// Whether it echoes what is typed, and by lines, as for a shell.
  public var isCooked: Bool { TerminalMode(terminal).isCooked }

  /// The processor time that it has used, in seconds.
  public var cpuTime: Double {
    let text = firstLine(of: "/proc/\(process)/stat") ?? ""
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
      return .nan
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// Whether anything was there to be read.
  @discardableResult
  private func readOnce(within seconds: Double, most: Int = 65536) -> Bool {
    guard terminal >= 0 else {
      usleep(UInt32(min(seconds, 0.01) * 1e6))
      return false
    }
    var source = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&source, 1, Int32((seconds * 1000).rounded(.up))) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: most)
    let count = Glibc.read(terminal, &buffer, buffer.count)
    guard count > 0 else {
      usleep(UInt32(min(seconds, 0.01) * 1e6))
      return false
    }
    output += buffer[..<count]
    return true
  }
}

/// The mode of a terminal, to be compared.
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

func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
