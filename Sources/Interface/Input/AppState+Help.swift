import Drawing
import Engine

extension AppState {
  /// Handles a key while the help is shown.
  mutating func handleHelpKey(_ key: Key, in help: Help) -> [Effect] {
    var help = help
    switch key {
    case .enter where help.isSearching: help.isSearching = false
    case .escape where help.isSearching || !help.filter.isEmpty:
      help.isSearching = false
      help.field = TextField()
    case .backspace where help.isSearching: help.field.deleteBackward()
    case .character(let character) where help.isSearching:
      if help.field.length < Limits.filterCharacters { help.field.insert(String(character)) }
      help.scroll = 0
    case .character("/"): help.isSearching = true
    case .escape, .character("q"), .character("?"), .function(1):
      input.mode = .normal
      return []
    case .down, .character("j"), .enter: help.scroll += 1
    case .up, .character("k"): help.scroll -= 1
    case .pageDown, .character(" "): help.scroll += max(size.rows - 4, 1)
    case .pageUp: help.scroll -= max(size.rows - 4, 1)
    case .home, .character("g"): help.scroll = 0
    case .end, .character("G"): help.scroll = .max
    case _ where preferences.keys.command(for: key)?.id == Command.help.id:
      input.mode = .normal
      return []
    default: break
    }
    let lines = help.lines(preferences.keys, columns: HelpPane.textColumns(of: size)).count
    let lastScroll = max(lines - max(size.rows - 4, 1), 0)
    help.scroll = min(max(help.scroll, 0), lastScroll)
    input.mode = .help(help)
    return []
  }
}

extension AppState {
  /// Returns the name of a command's first key, or `:id` for a command without keys.
  func label(of command: Command) -> String {
    preferences.keys.keys(of: command.id).first?.label ?? ":\(command.id)"
  }
}
