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

  /// What turns everything on.
  mutating func turningOn() -> [UInt8] {
    var bytes = hasMouse ? mouseOn : []
    if asksForSync, !hasSync {
      bytes += Array("\u{1B}[?\(Self.sync)$p".utf8)
      awaitsAnswer = true
    }
    return bytes
  }

  /// What takes the mouse while the terminal is ours, or gives it back.
  mutating func listening(toMouse wanted: Bool) -> [UInt8] {
    guard wanted != hasMouse, isModern else { return [] }
    let bytes = mouseOff
    hasMouse = wanted
    prepareLeaving()
    return wanted ? bytes + mouseOn : bytes
  }

  /// What turns everything off but the screen itself, whatever of all that was written got through.
  mutating func turningOff() -> [UInt8] {
    // An answer that comes when we are gone would be typed into the shell.
    if awaitsAnswer { tcflush(STDIN_FILENO, TCIFLUSH) }
    awaitsAnswer = false
    return (hasSync ? frameEnd : []) + mouseOff + plain
  }

  /// Takes the terminal's answer whether it knows a mode.
  mutating func answered(_ mode: Int, known: Bool) {
    guard mode == Self.sync, awaitsAnswer else { return }
    awaitsAnswer = false
    hasSync = known
  }

  /// What gives a text to the clipboard (OSC 52); terminals that do not allow it ignore it.
  func copying(_ text: String) -> [UInt8] {
    isModern ? Array("\u{1B}]52;c;\(base64(Array(text.utf8)))\u{1B}\\".utf8) : []
  }

  /// A frame as the terminal is to take it: shown when it is complete.
  func framed(_ bytes: [UInt8]) -> [UInt8] {
    hasSync ? Array("\u{1B}[?\(Self.sync)h".utf8) + bytes + frameEnd : bytes
  }

  private var plain: [UInt8] { strings("sgr0", "op", "rmkx", "cnorm") }

  private func strings(_ names: String...) -> [UInt8] {
    names.flatMap { withoutPadding(string($0) ?? []) }
  }

  private var frameEnd: [UInt8] { Array("\u{1B}[?\(Self.sync)l".utf8) }

  private var mouseOn: [UInt8] { Array("\u{1B}[?1002h\u{1B}[?1006h".utf8) }

  private var mouseOff: [UInt8] { hasMouse ? Array("\u{1B}[?1006l\u{1B}[?1002l".utf8) : [] }

  /// Gives the signal handlers the bytes that bring the shell's screen back.
  func prepareLeaving() {
    let bytes =
      (asksForSync ? frameEnd : []) + mouseOff + plain + strings("rmcup") + Array("\r".utf8)
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
