import Drawing

/// The settings for all lessons: display and preferences, with the names of unsaved changes.
struct UserOptions: Sendable, Equatable {
  /// The colours and glyphs in use.
  var display: Display
  /// The most colours and glyphs that the terminal supports.
  var capabilities: Display
  /// The key bindings, the frame rate and the other preferences.
  var preferences: Preferences
  /// Whether the screen had large parts at the start.
  let wasBig: Bool
  /// The ids of the options with unsaved changes.
  var changedIDs: Set<String> = []

  /// Creates options for a display that uses all capabilities of the terminal.
  init(_ display: Display, _ preferences: Preferences) {
    (self.display, capabilities, self.preferences) = (display, display, preferences)
    wasBig = preferences.isBig
  }

  /// Selects the next colour map, without an unsaved change.
  mutating func selectNextColorMap() {
    let maps = Display.ColorMap.allCases
    let index = maps.firstIndex(of: display.colorMap) ?? 0
    display.colorMap = maps[(index + 1) % maps.count]
  }

  /// Adds pictures to canvases, or removes them.
  mutating func supportPictures(_ isSupported: Bool) {
    display.supportsPictures = isSupported
    capabilities.supportsPictures = isSupported
  }

  /// Clears the unsaved changes, which are saved.
  mutating func markSaved() { changedIDs = [] }
}
