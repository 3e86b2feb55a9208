public import Drawing

/// How to draw on this terminal: what was asked for, else what the surroundings allow.
///
/// Colours are decided in this order: the option; none if NO_COLOR is set and not empty; 24-bit if
/// COLORTERM says so and the terminal has colours at all; else as many as its description promises.
/// Glyphs are Unicode only in a UTF-8 locale.
///
/// - Throws: `TerminalError` if there is no terminal, or one that cannot place text.
public func detectDisplay(
  _ options: PlayOptions, _ environment: TerminalEnvironment
) throws(TerminalError) -> Display {
  guard environment.inputIsTerminal, environment.outputIsTerminal else { throw .notATerminal }
  guard let term = environment.term, !term.isEmpty else { throw .noTerminalType }
  guard term != "dumb" else { throw .dumb }
  guard let colors = environment.colors else { throw .unknownType(term) }
  return Display(
    depth: options.color ?? colorDepth(colors: colors, environment),
    glyphs: environment.isUTF8 ? options.glyphs ?? .unicode : .ascii,
    map: options.map, light: options.light)
}

private func colorDepth(colors: Int, _ environment: TerminalEnvironment) -> Display.Depth {
  if let noColor = environment.noColor, !noColor.isEmpty { return .mono }
  if colors >= 8, ["truecolor", "24bit"].contains(environment.colorTerm) { return .direct }
  return Display.Depth(colors: colors)
}

extension Display.Depth {
  /// What can be done with so many colours.
  init(colors: Int) {
    self =
      switch colors {
      case ..<8: .mono
      case ..<16: .eight
      case ..<256: .sixteen
      case ..<(1 << 24): .indexed
      default: .direct
      }
  }

  /// How many colours it takes.
  var colors: Int {
    switch self {
    case .mono: 0
    case .eight: 8
    case .sixteen: 16
    case .indexed: 256
    case .direct: 1 << 24
    }
  }
}
