extension Key {
  /// Parses the name of a key: its `label`, or a name such as “Shift-Left”.
  ///
  /// A single character names its key. Names such as Space, Left, PageUp and F1 are not
  /// case-sensitive; ^A, Ctrl-A and C-a are equal. Nil for a key that no terminal sends.
  public init?(name: String) {
    if let key = Self.characterKey(name) ?? Self.controlKey(name) {
      self = key
      return
    }
    guard let key = Self.keysByName[name.lowercased()] else { return nil }
    self = key
  }

  /// The names of keys other than characters and Control keys.
  public static let names: [String] = keysByName.keys.sorted()

  private static func characterKey(_ name: String) -> Key? {
    guard let scalar = name.unicodeScalars.first, name.unicodeScalars.count == 1,
      scalar.value >= 32, !(0x7F..<0xA0).contains(scalar.value)
    else { return nil }
    // The characters ←↑→↓ are labels of the arrow keys.
    return keysByName[name] ?? .character(Character(scalar))
  }

  private static func controlKey(_ name: String) -> Key? {
    let name = name.lowercased()
    guard let start = ["^", "ctrl-", "c-"].first(where: name.hasPrefix),
      let letter = name.dropFirst(start.count).first, name.count == start.count + 1
    else { return nil }
    switch letter {
    // A terminal sends the same byte for these Control keys and for Tab, Enter, Backspace and Esc.
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
