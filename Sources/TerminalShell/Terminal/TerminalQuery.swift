import Glibc

/// What a terminal says of itself when it is asked; nil or false where it said nothing.
public struct TerminalQuery: Sendable, Equatable {
  /// Its name and version.
  public var name: String?
  /// Whether it can show a frame only when it is complete.
  public var supportsSynchronizedUpdate = false
  /// Whether it answered at all.
  public var hasResponded = false

  /// What some bytes from the terminal say: what is not an answer says nothing.
  public init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for piece in text.split(separator: "\u{1B}") {
      if piece.hasPrefix("P>|") { name = sanitized(String(piece.dropFirst(3))) }
      if piece.hasPrefix("[?\(TerminalModes.synchronizedUpdateMode);"), piece.hasSuffix("$y") {
        // 1 and 2: set and reset; 0: unknown; 3 and 4: for ever so.
        supportsSynchronizedUpdate =
          piece.dropFirst("[?\(TerminalModes.synchronizedUpdateMode);".count).first.map {
            "12".contains($0)
          } ?? false
      }
      if Self.isDeviceAttributes(piece) { hasResponded = true }
    }
  }

  /// Asks the terminal of this process, and waits for its answer no longer than a moment.
  ///
  /// Nil if there is none to ask. What is typed meanwhile is lost.
  public static func execute() -> TerminalQuery? {
    var mode = termios()
    guard isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &mode) == 0 else { return nil }
    let before = mode
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    tcsetattr(STDIN_FILENO, TCSANOW, &mode)
    defer {
      var before = before
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
    }
    // Every terminal answers the last of these, so that there is no need to wait on.
    let questions = Array("\u{1B}[>q\u{1B}[?\(TerminalModes.synchronizedUpdateMode)$p\u{1B}[c".utf8)
    guard write(STDOUT_FILENO, questions, questions.count) == questions.count else { return nil }
    var bytes: [UInt8] = []
    while !TerminalQuery(bytes).hasResponded {
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 500) == 1 else { break }
      var piece = [UInt8](repeating: 0, count: 256)
      let count = read(STDIN_FILENO, &piece, piece.count)
      guard count > 0, bytes.count < 4096 else { break }
      bytes += piece[..<count]
    }
    return TerminalQuery(bytes)
  }

  private static func isDeviceAttributes(_ piece: Substring) -> Bool {
    piece.hasPrefix("[?") && piece.contains("c") && !piece.contains("$")
  }
}
