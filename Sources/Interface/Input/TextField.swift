import Engine

/// A line of typed text with a cursor.
///
/// The unit of the text is the character that a reader sees: a letter with its accents, an emoji or
/// a flag. After each edit the text is split into characters again, because a typed accent joins
/// the letter before the cursor. So the cursor always stands between two characters.
struct TextField: Sendable, Equatable {
  /// The characters of the line.
  private(set) var characters: [Character] = []
  /// The number of characters before the cursor.
  private(set) var cursor = 0

  /// Creates a line with the cursor at its end.
  init(_ text: String = "") { replace(with: text) }

  /// The line as text.
  var text: String { String(characters) }

  /// Whether the line has no characters.
  var isEmpty: Bool { characters.isEmpty }

  /// The text before the cursor.
  var textBeforeCursor: String { String(characters[..<cursor]) }

  /// The length in Unicode scalars, which limits bound: one character can have any number.
  var length: Int { characters.reduce(0) { $0 + $1.unicodeScalars.count } }

  /// Inserts text at the cursor.
  mutating func insert(_ text: String) {
    assign(textBeforeCursor + text, String(characters[cursor...]))
  }

  /// Deletes the character before the cursor.
  mutating func deleteBackward() {
    guard cursor > 0 else { return }
    assign(String(characters[..<(cursor - 1)]), String(characters[cursor...]))
  }

  /// Deletes the character after the cursor.
  mutating func deleteForward() {
    guard cursor < characters.count else { return }
    assign(textBeforeCursor, String(characters[(cursor + 1)...]))
  }

  /// Deletes the word before the cursor.
  mutating func deleteWord() {
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    assign(String(characters[..<start]), String(characters[cursor...]))
  }

  /// Moves the cursor to a number of characters from the start, clamped to the line.
  mutating func move(to offset: Int) { cursor = min(max(offset, 0), characters.count) }

  /// Replaces the line and moves the cursor to its end.
  mutating func replace(with text: String) { assign(text, "") }

  /// Replaces the text before and after the cursor.
  private mutating func assign(_ before: String, _ after: String) {
    characters = Array(before + after)
    cursor = min(before.count, characters.count)
  }

  /// Handles a key that moves the cursor or deletes text; returns false for any other key.
  mutating func handleEditingKey(_ key: Key) -> Bool {
    switch key {
    case .backspace: deleteBackward()
    case .delete: deleteForward()
    case .left: move(to: cursor - 1)
    case .right: move(to: cursor + 1)
    case .home, .control("a"): move(to: 0)
    case .end, .control("e"): move(to: .max)
    case .control("w"): deleteWord()
    case .control("u"): replace(with: "")
    default: return false
    }
    return true
  }
}
