public import Drawing
import CNcurses
import Glibc

/// What of the surroundings decides how Ravine may draw; a value, so that a decision can be tested.
public struct TerminalEnvironment: Sendable, Hashable {
  public var term: String?
  public var colorTerm: String?
  public var noColor: String?
  public var inputIsTerminal: Bool
  public var outputIsTerminal: Bool
  /// Whether the locale's characters are UTF-8.
  public var isUTF8: Bool
  /// How many colours the terminal's description promises; 0 without colour, nil if $TERM is unknown.
  public var colors: Int?

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

  /// The surroundings of this process.
  ///
  /// Takes the locale of the environment for the whole process, and writes nothing.
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

/// An environment variable; nil if it is not set.
func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// The size of the terminal, or 24 by 80 where it does not tell.
public func terminalSize() -> Size { windowSize() ?? Size(rows: 24, columns: 80) }

func windowSize() -> Size? {
  var window = winsize()
  guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0
  else { return nil }
  return Size(rows: Int(window.ws_row), columns: Int(window.ws_col))
}
