public import Drawing

/// Returns the display for this terminal: the options, or else the capabilities of the environment.
///
/// The first of these that applies determines the colour depth: the option; no colour if NO_COLOR
/// is not empty; 24 bits by COLORTERM, if the terminal has at least 8 colours; the number of
/// colours in terminfo. Glyphs are Unicode only in a UTF-8 locale, and on the console of Linux, whose
/// fonts lack braille, only by the option.
///
/// - Throws: `TerminalError` without a terminal, or if the terminal cannot position text.
public func detectDisplay(
  _ options: PlayOptions, _ environment: TerminalEnvironment
) throws(TerminalError) -> Display {
  guard environment.inputIsTerminal, environment.outputIsTerminal else { throw .notATerminal }
  guard let term = environment.term, !term.isEmpty else { throw .noTerminalType }
  guard term != "dumb" else { throw .dumb }
  guard let colors = environment.colors else { throw .unknownType(term) }
  return Display(
    depth: options.color ?? colorDepth(colors: colors, environment),
    glyphs: environment.isUTF8 ? options.glyphs ?? defaultGlyphs(term) : .ascii,
    map: options.map, light: options.light)
}

/// Returns ASCII for the virtual consoles of Linux and BSD, otherwise Unicode.
///
/// A console font has at most 512 glyphs, without braille and most symbols.
private func defaultGlyphs(_ term: String) -> Display.Glyphs {
  let consoles = ["linux", "cons25", "wsvt25"]
  let isConsole = consoles.contains { term == $0 || term.hasPrefix($0 + "-") }
  return isConsole ? .ascii : .unicode
}

private func colorDepth(colors: Int, _ environment: TerminalEnvironment) -> Display.Depth {
  if let noColor = environment.noColor, !noColor.isEmpty { return .mono }
  if colors >= 8, ["truecolor", "24bit"].contains(environment.colorTerm) { return .direct }
  return Display.Depth(colors: colors)
}

extension Display.Depth {
  /// Creates the highest depth that needs at most this number of colours.
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

  /// The number of colours that this depth needs.
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
