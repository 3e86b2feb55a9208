extension Key {
  /// The key of a name: what the screen calls it, or how it is written in plain letters.
  ///
  /// A single character is that key; Space, Left, Shift-Left, PageUp, Enter, F1 and their like are
  /// known in any case of letters; ^A, Ctrl-A and C-a are one. Nil for what no terminal sends.
  public init?(name: String) {
    if let key = Self.characterKey(name) ?? Self.controlKey(name) {
      self = key
      return
    }
    guard let key = Self.keysByName[name.lowercased()] else { return nil }
    self = key
  }

  /// The names that are known beside characters and ^A to ^Z.
  public static let names: [String] = keysByName.keys.sorted()

  private static func characterKey(_ name: String) -> Key? {
    guard let scalar = name.unicodeScalars.first, name.unicodeScalars.count == 1,
      scalar.value >= 32, !(0x7F..<0xA0).contains(scalar.value)
    else { return nil }
    // The screen's own arrows are names of keys and not characters.
    return keysByName[name] ?? .character(Character(scalar))
  }

  private static func controlKey(_ name: String) -> Key? {
    let name = name.lowercased()
    guard let start = ["^", "ctrl-", "c-"].first(where: name.hasPrefix),
      let letter = name.dropFirst(start.count).first, name.count == start.count + 1
    else { return nil }
    switch letter {
    // A terminal cannot tell these apart.
    case "i": return .tab
    case "j", "m": return .enter
    case "h": return .backspace
    case "[": return .escape
    case "a"..."z", "@", "\\", "]", "^", "_": return .control(letter)
    default: return nil
    }
  }

  private static let keysByName: [String: Key] = {
    var keys: [String: Key] = [
      "space": .character(" "), "↑": .up, "up": .up, "↓": .down, "down": .down, "←": .left,
      "left": .left, "→": .right, "right": .right, "shift-←": .shiftLeft,
      "shift-left": .shiftLeft, "shift-→": .shiftRight, "shift-right": .shiftRight,
      "home": .home, "end": .end, "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown,
      "pagedown": .pageDown, "enter": .enter, "return": .enter, "esc": .escape,
      "escape": .escape, "backspace": .backspace, "del": .delete, "delete": .delete, "tab": .tab,
      "shift-tab": .backTab,
    ]
    for number in 1...12 { keys["f\(number)"] = .function(number) }
    return keys
  }()
}
