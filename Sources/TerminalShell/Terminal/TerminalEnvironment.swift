import CNcurses
import Glibc

/// The parts of the process environment that determine the display.
public struct TerminalEnvironment: Sendable, Hashable {
  /// The value of TERM.
  public var term: String?
  /// The value of COLORTERM.
  public var colorTerm: String?
  /// The value of NO_COLOR.
  public var noColor: String?
  /// Whether standard input is a terminal.
  public var inputIsTerminal: Bool
  /// Whether standard output is a terminal.
  public var outputIsTerminal: Bool
  /// Whether the locale's character set is UTF-8.
  public var isUTF8: Bool
  /// The number of colours in terminfo; 0 without colour, nil if terminfo has no entry for TERM.
  public var colors: Int?

  /// Creates an environment.
  public init(
    term: String?, colorTerm: String? = nil, noColor: String? = nil, inputIsTerminal: Bool = true,
    outputIsTerminal: Bool = true, isUTF8: Bool = true, colors: Int?
  ) {
    self.term = term
    self.colorTerm = colorTerm
    self.noColor = noColor
    self.inputIsTerminal = inputIsTerminal
    self.outputIsTerminal = outputIsTerminal
    self.isUTF8 = isUTF8
    self.colors = colors
  }

  /// Returns the environment of this process.
  ///
  /// Sets the locale of the process from the environment; writes nothing.
  public static func current() -> TerminalEnvironment {
    _ = locale_set("")
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let isDescribed = isTerminal && environmentVariable("TERM") != nil && terminfo_read()
    return TerminalEnvironment(
      term: environmentVariable("TERM"), colorTerm: environmentVariable("COLORTERM"),
      noColor: environmentVariable("NO_COLOR"),
      inputIsTerminal: isatty(STDIN_FILENO) == 1, outputIsTerminal: isTerminal,
      isUTF8: locale_is_utf8(),
      colors: isDescribed ? max(Int(terminfo_number("colors")), 0) : nil)
  }
}
