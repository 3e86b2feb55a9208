public import Drawing

/// What the user asked for on the command line; nil leaves it to the terminal.
public struct PlayOptions: Sendable, Hashable {
  public var color: Display.Depth?
  public var glyphs: Display.Glyphs?
  public var map: Display.ColorMap
  /// Whether the terminal's background is light.
  public var light: Bool
  public var mouse: Bool
  /// Whether frames may be sent as synchronized updates.
  public var usesSynchronizedUpdate: Bool

  public init(
    color: Display.Depth? = nil, glyphs: Display.Glyphs? = nil, map: Display.ColorMap = .viridis,
    light: Bool = false, mouse: Bool = true, sync: Bool = true
  ) {
    self.color = color
    self.glyphs = glyphs
    self.map = map
    self.light = light
    self.mouse = mouse
    self.usesSynchronizedUpdate = sync
  }
}

/// Why there is no terminal to play on.
public enum TerminalError: Error, Sendable, Hashable, CustomStringConvertible {
  case notATerminal
  case noTerminalType
  case dumb
  case unknownType(String)

  /// The exit status that goes with it.
  public static let exitStatus: Int32 = 69

  public var description: String {
    switch self {
    case .notATerminal:
      "The full screen needs a terminal for input and output. \(Self.fixHint)"
    case .noTerminalType:
      "TERM is not set, so the terminal is unknown. \(Self.fixHint)"
    case .dumb:
      "This terminal (TERM=dumb) cannot place text on the screen. \(Self.fixHint)"
    case .unknownType(let name):
      """
      There is no description of the terminal “\(sanitized(name))”: set TERM to one that is \
      installed, such as xterm-256color. \(Self.fixHint)
      """
    }
  }

  private static let fixHint = "“ravine render” prints a frame as text anywhere."
}
