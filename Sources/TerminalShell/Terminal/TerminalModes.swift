import CNcurses
import Glibc

/// What of the terminal curses does not manage: the mouse, synchronized output, the clipboard, and
/// the emergency exit.
struct TerminalModes {
  private var capturesMouse: Bool
  private let isXtermCompatible: Bool
  private let queriesSynchronizedUpdate: Bool
  private var supportsSynchronizedUpdate = false
  private var awaitsModeReport = false

  /// The private mode in which a terminal shows a frame only when it is complete.
  static let synchronizedUpdateMode = 2026

  /// Reads the description of the terminal.
  ///
  /// One that knows no mouse is no relative of xterm, and gets no byte about any mode.
  init(_ options: PlayOptions) {
    isXtermCompatible = terminfo_string("kmous") != nil
    capturesMouse = options.mouse && isXtermCompatible
    queriesSynchronizedUpdate = options.usesSynchronizedUpdate && isXtermCompatible
  }

  /// What turns everything on.
  mutating func makeEnableSequence() -> [UInt8] {
    var bytes = capturesMouse ? mouseCaptureOnSequence : []
    if queriesSynchronizedUpdate, !supportsSynchronizedUpdate {
      bytes += Array("\u{1B}[?\(Self.synchronizedUpdateMode)$p".utf8)
      awaitsModeReport = true
    }
    return bytes
  }

  /// What takes the mouse while the terminal is ours, or gives it back.
  mutating func makeMouseCaptureSequence(toMouse wanted: Bool) -> [UInt8] {
    guard wanted != capturesMouse, isXtermCompatible else { return [] }
    let bytes = mouseCaptureOffSequence
    capturesMouse = wanted
    installExitSequence()
    return wanted ? bytes + mouseCaptureOnSequence : bytes
  }

  /// What turns everything off but the screen itself, whatever of all that was written got through.
  mutating func makeDisableSequence() -> [UInt8] {
    // An answer that comes when we are gone would be typed into the shell.
    if awaitsModeReport { tcflush(STDIN_FILENO, TCIFLUSH) }
    awaitsModeReport = false
    return (supportsSynchronizedUpdate ? synchronizedUpdateEnd : []) + mouseCaptureOffSequence
      + resetSequence
  }

  /// Takes the terminal's answer whether it knows a mode.
  mutating func handleModeReport(_ mode: Int, known: Bool) {
    guard mode == Self.synchronizedUpdateMode, awaitsModeReport else { return }
    awaitsModeReport = false
    supportsSynchronizedUpdate = known
  }

  /// What gives a text to the clipboard (OSC 52); terminals that do not allow it ignore it.
  func clipboardSequence(_ text: String) -> [UInt8] {
    isXtermCompatible ? Array("\u{1B}]52;c;\(base64(Array(text.utf8)))\u{1B}\\".utf8) : []
  }

  /// A frame as the terminal is to take it: shown when it is complete.
  func wrappedInSynchronizedUpdate(_ bytes: [UInt8]) -> [UInt8] {
    supportsSynchronizedUpdate
      ? Array("\u{1B}[?\(Self.synchronizedUpdateMode)h".utf8) + bytes + synchronizedUpdateEnd
      : bytes
  }

  private var resetSequence: [UInt8] { terminfoStrings("sgr0", "op", "rmkx", "cnorm") }

  private func terminfoStrings(_ names: String...) -> [UInt8] {
    names.flatMap { withoutPadding(terminfoString($0) ?? []) }
  }

  private var synchronizedUpdateEnd: [UInt8] {
    Array("\u{1B}[?\(Self.synchronizedUpdateMode)l".utf8)
  }

  private var mouseCaptureOnSequence: [UInt8] { Array("\u{1B}[?1002h\u{1B}[?1006h".utf8) }

  private var mouseCaptureOffSequence: [UInt8] {
    capturesMouse ? Array("\u{1B}[?1006l\u{1B}[?1002l".utf8) : []
  }

  /// Gives the signal handlers the bytes that bring the shell's screen back.
  func installExitSequence() {
    let bytes =
      (queriesSynchronizedUpdate ? synchronizedUpdateEnd : []) + mouseCaptureOffSequence
      + resetSequence + terminfoStrings("rmcup") + Array("\r".utf8)
    bytes.withUnsafeBytes { raw in
      guard_set_exit_string(raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
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
