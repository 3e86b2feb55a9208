import Drawing
import Interface

/// The parts of the environment that exclude graphics before any query.
struct GraphicsEnvironment: Sendable, Hashable {
  var term = ""
  /// The value of TERM_PROGRAM.
  var program: String?
  /// Whether tmux or screen is between the program and the terminal.
  var isMultiplexed = false
  /// Whether the terminal is an xterm by its mouse, so it skips unknown control sequences.
  var isXtermCompatible = true

  /// Returns the environment of this process, which has read its terminfo entry.
  static func current() -> GraphicsEnvironment {
    GraphicsEnvironment(
      term: environmentVariable("TERM") ?? "", program: environmentVariable("TERM_PROGRAM"),
      isMultiplexed: ["TMUX", "STY"].contains { !(environmentVariable($0) ?? "").isEmpty },
      isXtermCompatible: terminfoString("kmous") != nil)
  }

  /// Whether tmux or screen answers queries.
  var isInsideMultiplexer: Bool {
    isMultiplexed || term.hasPrefix("tmux") || term.hasPrefix("screen")
  }

  /// Why no query is sent for a choice on a display; nil to send queries.
  func exclusion(_ choice: GraphicsChoice, _ display: Display) -> String? {
    if choice == .cells { return "as requested" }
    if display.depth != .indexed && display.depth != .direct { return "fewer than 256 colours" }
    if display.glyphs == .ascii { return "ASCII only" }
    if isInsideMultiplexer, choice != .kitty {
      return choice == .auto
        ? "inside tmux or screen (--graphics kitty asks tmux for the terminal around it)"
        : "inside tmux or screen"
    }
    if program == "Apple_Terminal" { return "Terminal.app has no pixels" }
    if term == "linux" || term.hasPrefix("linux-") { return "the console has no pixels" }
    return isXtermCompatible ? nil : "TERM is no xterm"
  }
}
