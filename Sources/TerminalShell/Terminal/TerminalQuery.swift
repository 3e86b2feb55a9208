public import Drawing
import Glibc
public import Interface

/// A terminal's replies to queries; nil or false without a reply.
public struct TerminalQuery: Sendable, Equatable {
  /// The terminal's name and version (XTVERSION).
  public var name: String?
  /// Whether the terminal supports synchronized updates (mode 2026).
  public var supportsSynchronizedUpdate = false
  /// Whether the terminal replied to the query of its device attributes (DA1).
  public var hasResponded = false

  /// Parses replies; ignores all other bytes.
  public init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for piece in text.split(separator: "\u{1B}") {
      if piece.hasPrefix("P>|") { name = printable(String(piece.dropFirst(3))) }
      if piece.hasPrefix("[?\(TerminalModes.synchronizedUpdateMode);"), piece.hasSuffix("$y") {
        // DECRPM: 1 set, 2 reset; 0 unknown; 3 permanently set, 4 permanently reset.
        supportsSynchronizedUpdate =
          piece.dropFirst("[?\(TerminalModes.synchronizedUpdateMode);".count).first.map {
            "12".contains($0)
          } ?? false
      }
      if Self.isDeviceAttributes(piece) { hasResponded = true }
    }
  }

  /// Queries the terminal of this process, and waits at most 500 ms for each part of the reply.
  ///
  /// Returns nil without a terminal. Input typed during the query is discarded.
  public static func execute() -> TerminalQuery? {
    withRawInput {
      // Every terminal replies to the last query, DA1, so its reply ends the wait.
      let queries = "\u{1B}[>q\u{1B}[?\(TerminalModes.synchronizedUpdateMode)$p\u{1B}[c"
      var bytes: [UInt8] = []
      let isSent = exchange(Array(queries.utf8)) {
        bytes += $0
        return TerminalQuery(bytes).hasResponded
      }
      return isSent ? TerminalQuery(bytes) : nil
    } ?? nil
  }

  /// Queries the terminal's graphics as the full screen does, with the same limits as `execute`.
  ///
  /// Returns the method in use, or the reason for showing cells.
  public static func graphicsSummary(_ choice: GraphicsChoice, on display: Display) -> String {
    var detection = GraphicsDetection(choice, .current(), display)
    _ = withRawInput {
      var decoder = KeyDecoder()
      var queries = detection.queries
      while !queries.isEmpty {
        var next: [UInt8] = []
        _ = exchange(queries) { bytes in
          for case .reply(let reply) in decoder.decode(bytes) { next += detection.handle(reply) }
          return !next.isEmpty || !detection.awaitsReply
        }
        // A terminal without the protocol prints its query.
        if queries.contains(UInt8(ascii: "_")) { _ = write(STDOUT_FILENO, "\r\u{1B}[K", 4) }
        queries = next
      }
    }
    return detection.summary(cell: detection.cellSize(terminalWindow()))
  }

  /// Calls `body` while input is neither echoed nor split into lines; nil without a terminal.
  ///
  /// Discards the input that is unread afterwards.
  private static func withRawInput<Result>(_ body: () -> Result) -> Result? {
    var mode = termios()
    guard isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &mode) == 0 else { return nil }
    let original = mode
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    tcsetattr(STDIN_FILENO, TCSANOW, &mode)
    defer {
      var original = original
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &original)
    }
    return body()
  }

  /// Sends queries, and reads until `isDone` returns true for new bytes; false if sending fails.
  private static func exchange(_ queries: [UInt8], until isDone: (ArraySlice<UInt8>) -> Bool)
    -> Bool
  {
    guard write(STDOUT_FILENO, queries, queries.count) == queries.count else { return false }
    var total = 0
    while total < 4096 {
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 500) == 1 else { break }
      var piece = [UInt8](repeating: 0, count: 256)
      let count = read(STDIN_FILENO, &piece, piece.count)
      guard count > 0, !isDone(piece[..<count]) else { break }
      total += count
    }
    return true
  }

  private static func isDeviceAttributes(_ piece: Substring) -> Bool {
    piece.hasPrefix("[?") && piece.contains("c") && !piece.contains("$")
  }
}
