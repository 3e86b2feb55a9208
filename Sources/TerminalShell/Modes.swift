import CNcurses
import Glibc

/// What of the terminal curses does not manage: the mouse, synchronized output, the clipboard, and
/// the emergency exit.
struct Modes {
  private var hasMouse: Bool
  private let isModern: Bool
  private let asksForSync: Bool
  private var hasSync = false
  private var awaitsAnswer = false

  /// The private mode in which a terminal shows a frame only when it is complete.
  static let sync = 2026

  /// Reads the description of the terminal.
  ///
  /// One that knows no mouse is no relative of xterm, and gets no byte about any mode.
  init(_ options: PlayOptions) {
    isModern = terminfo_string("kmous") != nil
    hasMouse = options.mouse && isModern
    asksForSync = options.sync && isModern
  }

  mutating func turnOn() {
    if hasMouse { send(mouseOn) }
    if asksForSync, !hasSync {
      send(Array("\u{1B}[?\(Self.sync)$p".utf8))
      awaitsAnswer = true
    }
  }

  /// Takes the mouse while the terminal is ours, or gives it back.
  mutating func listen(toMouse wanted: Bool) {
    guard wanted != hasMouse, isModern else { return }
    send(mouseOff)
    hasMouse = wanted
    if wanted { send(mouseOn) }
    prepareLeaving()
  }

  mutating func turnOff() {
    send(mouseOff)
    // An answer that comes when we are gone would be typed into the shell.
    if awaitsAnswer { tcflush(STDIN_FILENO, TCIFLUSH) }
    awaitsAnswer = false
  }

  /// Takes the terminal's answer whether it knows a mode.
  mutating func answered(_ mode: Int, known: Bool) {
    guard mode == Self.sync, awaitsAnswer else { return }
    awaitsAnswer = false
    hasSync = known
  }

  /// Gives a text to the clipboard (OSC 52); terminals that do not allow it ignore it.
  func copy(_ text: String) {
    if isModern { send(Array("\u{1B}]52;c;\(base64(Array(text.utf8)))\u{1B}\\".utf8)) }
  }

  func beginFrame() { if hasSync { send(Array("\u{1B}[?\(Self.sync)h".utf8)) } }

  func endFrame() { if hasSync { send(frameEnd) } }

  private var frameEnd: [UInt8] { Array("\u{1B}[?\(Self.sync)l".utf8) }

  private var mouseOn: [UInt8] { Array("\u{1B}[?1002h\u{1B}[?1006h".utf8) }

  private var mouseOff: [UInt8] { hasMouse ? Array("\u{1B}[?1006l\u{1B}[?1002l".utf8) : [] }

  /// Gives the signal handlers the bytes that bring the shell's screen back.
  func prepareLeaving() {
    var bytes = (asksForSync ? frameEnd : []) + mouseOff
    for name in ["sgr0", "op", "rmkx", "cnorm", "rmcup"] {
      bytes += withoutPadding(string(name) ?? [])
    }
    bytes += Array("\r".utf8)
    bytes.withUnsafeBytes { raw in
      guard_set_leave_string(raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
    }
  }
}

/// Without the delays, `$<5/>`, that only terminals of the last century need.
func withoutPadding(_ string: [UInt8]) -> [UInt8] {
  var bytes: [UInt8] = []
  var rest = string[...]
  while let byte = rest.first {
    if rest.starts(with: Array("$<".utf8)), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
      rest = rest[(end + 1)...]
    } else {
      bytes.append(byte)
      rest = rest.dropFirst()
    }
  }
  return bytes
}

/// Writes past curses, whose own output must have been flushed before.
func send(_ bytes: [UInt8]) {
  var sent = 0
  while sent < bytes.count {
    let count = bytes[sent...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    if count > 0 { sent += count } else if count == 0 || errno != EINTR { return }
  }
}
