public import Drawing
public import Interface

/// The display options of the full screen.
public struct PlayOptions: Sendable, Hashable {
  /// The colour depth; nil to detect the terminal's.
  public var color: Display.Depth?
  /// The characters to draw with; nil to detect the locale's.
  public var glyphs: Display.Glyphs?
  /// The colour map of the surface.
  public var map: Display.ColorMap
  /// Whether the terminal's background is light.
  public var light: Bool
  /// Whether the program uses the mouse.
  public var mouse: Bool
  /// Whether frames may be sent as synchronized updates.
  public var usesSynchronizedUpdate: Bool
  /// How the terminal shows maps and reliefs.
  public var graphics: GraphicsChoice

  /// Creates options; the defaults detect colours and characters.
  public init(
    color: Display.Depth? = nil, glyphs: Display.Glyphs? = nil, map: Display.ColorMap = .viridis,
    light: Bool = false, mouse: Bool = true, usesSynchronizedUpdate: Bool = true,
    graphics: GraphicsChoice = .auto
  ) {
    self.color = color
    self.glyphs = glyphs
    self.map = map
    self.light = light
    self.mouse = mouse
    self.usesSynchronizedUpdate = usesSynchronizedUpdate
    self.graphics = graphics
  }
}

/// The reason for which the full screen cannot open.
public enum TerminalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Input or output is not a terminal.
  case notATerminal
  /// TERM is empty or not set.
  case noTerminalType
  /// TERM is `dumb`.
  case dumb
  /// Terminfo has no entry for TERM.
  case unknownType(String)
  /// The process may not open the files that curses reads.
  case tooManyOpenFiles

  /// The exit status of every `TerminalError`.
  public static let exitStatus: Int32 = 69

  /// The error and how to fix it, in sentences.
  public var description: String {
    switch self {
    case .notATerminal:
      "The full screen needs a terminal as standard input and output. \(Self.fixHint)"
    case .noTerminalType:
      "TERM is not set: set TERM to the terminal's type, such as xterm-256color. \(Self.fixHint)"
    case .dumb:
      "This terminal (TERM=dumb) cannot position text on the screen. \(Self.fixHint)"
    case .tooManyOpenFiles:
      "The limit of open files is too low: raise it with “ulimit -n 64”."
    case .unknownType(let name):
      """
      Terminfo has no entry for the terminal type “\(printable(name))”: set TERM to an installed \
      type, such as xterm-256color. \(Self.fixHint)
      """
    }
  }

  private static let fixHint = "Without a terminal, “ravine render” prints a frame as text."
}
