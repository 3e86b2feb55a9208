import Interface

/// Decoded input from the terminal.
enum Input: Sendable, Hashable {
  case key(Key)
  case mouse(Mouse)
  /// A bracketed paste.
  case paste(PastedText)
  /// A reply about a mode (DECRPM): the mode, and whether the terminal supports it.
  case modeReport(Int, isSupported: Bool)
  /// A reply to a query about graphics.
  case reply(TerminalReply)
}
