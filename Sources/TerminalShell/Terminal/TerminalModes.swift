import CNcurses
import Glibc
import SafeText

/// The terminal modes that curses does not manage: mouse, pastes, synchronized updates, clipboard.
///
/// Also builds the exit sequence for the signal handlers.
struct TerminalModes {
  private var capturesMouse: Bool
  private let isXtermCompatible: Bool
  private let queriesSynchronizedUpdate: Bool
  private var supportsSynchronizedUpdate = false
  private var awaitsModeReport = false
  /// Whether another reply of the terminal is expected.
  var awaitsReply = false
  /// The images that were sent to the terminal.
  private var imageIDs: Set<Int> = []
  /// Whether tmux passes the images to the terminal around it.
  private var sendsThroughTmux = false
  /// Whether pictures are sent that are no images with ids.
  private var endsStrings = false

  /// The private mode in which a terminal displays only complete frames.
  static let synchronizedUpdateMode = 2026

  /// The private mode in which a terminal marks pasted text.
  static let bracketedPasteMode = 2004

  /// Reads the terminal's terminfo entry.
  ///
  /// A terminal without mouse support is not xterm-compatible, and receives no mode sequences.
  init(_ options: PlayOptions) {
    isXtermCompatible = terminfo_string("kmous") != nil
    capturesMouse = options.mouse && isXtermCompatible
    queriesSynchronizedUpdate = options.usesSynchronizedUpdate && isXtermCompatible
  }

  /// Returns the sequence that enables the mouse and pastes, and queries synchronized updates.
  mutating func makeEnableSequence() -> [UInt8] {
    var bytes = capturesMouse ? mouseCaptureOnSequence : []
    if isXtermCompatible { bytes += Array("\u{1B}[?\(Self.bracketedPasteMode)h".utf8) }
    if queriesSynchronizedUpdate, !supportsSynchronizedUpdate {
      bytes += Array("\u{1B}[?\(Self.synchronizedUpdateMode)$p".utf8)
      awaitsModeReport = true
    }
    return bytes
  }

  /// Switches mouse capture on or off; returns the sequence, empty if nothing changes.
  mutating func makeMouseCaptureSequence(isOn: Bool) -> [UInt8] {
    guard isOn != capturesMouse, isXtermCompatible else { return [] }
    let bytes = mouseCaptureOffSequence
    capturesMouse = isOn
    installExitSequence()
    return isOn ? bytes + mouseCaptureOnSequence : bytes
  }

  /// Returns the sequence that resets all modes except the alternate screen.
  ///
  /// The sequence is valid whether or not the terminal received the earlier output.
  mutating func makeDisableSequence() -> [UInt8] {
    // The shell would read a late reply as typed input.
    if awaitsModeReport || awaitsReply { tcflush(STDIN_FILENO, TCIFLUSH) }
    awaitsModeReport = false
    return imageStringEnd + (supportsSynchronizedUpdate ? synchronizedUpdateEnd : [])
      + imageDeletionSequence + mouseCaptureOffSequence + bracketedPasteOffSequence + resetSequence
  }

  /// Handles the terminal's reply to the query of a mode.
  mutating func handleModeReport(_ mode: Int, isSupported: Bool) {
    guard mode == Self.synchronizedUpdateMode, awaitsModeReport else { return }
    awaitsModeReport = false
    supportsSynchronizedUpdate = isSupported
  }

  /// Returns the sequence that copies text to the clipboard (OSC 52).
  ///
  /// A terminal that does not allow OSC 52 ignores the sequence.
  func clipboardSequence(_ text: String) -> [UInt8] {
    isXtermCompatible ? Array("\u{1B}]52;c;\(base64(Array(text.utf8)))\u{1B}\\".utf8) : []
  }

  /// Removes images on leaving the screen, in the signal handlers, too.
  mutating func removeImagesOnExit(_ ids: Set<Int>, throughTmux: Bool) {
    guard ids != imageIDs else { return }
    (imageIDs, sendsThroughTmux) = (ids, throughTmux)
    installExitSequence()
  }

  /// The end of an image that a signal may cut; empty before the first image.
  private var imageStringEnd: [UInt8] {
    imageIDs.isEmpty && !endsStrings ? [] : stringTerminator
  }

  /// Ends a picture that a signal may cut, on leaving the screen.
  mutating func endStringsOnExit() {
    guard !endsStrings else { return }
    endsStrings = true
    installExitSequence()
  }

  private var imageDeletionSequence: [UInt8] {
    imageIDs.isEmpty
      ? [] : KittyCommands.deleteAll(ids: imageIDs.sorted(), throughTmux: sendsThroughTmux)
  }

  /// Returns a frame as a synchronized update, if the terminal supports the mode.
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

  private var bracketedPasteOffSequence: [UInt8] {
    isXtermCompatible ? Array("\u{1B}[?\(Self.bracketedPasteMode)l".utf8) : []
  }

  /// Gives the signal handlers the bytes that restore the shell's screen.
  func installExitSequence() {
    let bytes =
      imageStringEnd + (queriesSynchronizedUpdate ? synchronizedUpdateEnd : [])
      + imageDeletionSequence + mouseCaptureOffSequence + bracketedPasteOffSequence + resetSequence
      + terminfoStrings("rmcup") + Array("\r".utf8)
    bytes.withUnsafeBytes { raw in
      guard_set_exit_string(raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
    }
  }
}

/// Returns a terminfo string without padding such as `$<5/>`, which only old terminals need.
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
