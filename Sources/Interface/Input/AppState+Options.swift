public import Drawing

extension AppState {
  /// The options with unsaved changes, as in the configuration.
  public var unsavedOptions: [(id: String, value: String)] { options.unsaved }

  /// The colours and glyphs in use.
  public var display: Display { options.display }

  /// The settings of the user for all lessons.
  public var preferences: Preferences { options.preferences }

  /// Uses a display, which has all colours and glyphs that the terminal supports.
  public mutating func setDisplay(_ display: Display) {
    (options.display, options.capabilities) = (display, display)
  }

  /// Handles a key while the options are shown.
  mutating func handleOptionsKey(_ key: Key, at selected: Int) -> [Effect] {
    var selected = selected
    switch key {
    case .escape, .character("q"), .character("O"):
      input.mode = .normal
      return []
    case .up, .character("k"): selected -= 1
    case .down, .character("j"): selected += 1
    case .home, .character("g"): selected = 0
    case .end, .character("G"): selected = .max
    case .left, .character("h"): adjustOption(selected, by: -1)
    case .right, .character("l"), .character(" "), .enter: adjustOption(selected, by: 1)
    case .character("s"):
      guard !options.changedIDs.isEmpty else {
        message = "no unsaved changes"
        return []
      }
      return [.saveOptions]
    default: message = "↑↓ choose, ←→ change, s saves, Esc closes"
    }
    input.mode = .options(min(max(selected, 0), Option.all.count - 1))
    return []
  }

  private mutating func adjustOption(_ index: Int, by places: Int) {
    message = options.adjust(Option.all[index], by: places) ?? message
  }
}
