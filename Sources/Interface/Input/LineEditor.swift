import Drawing
import Engine
import Spelling

/// The editor of the command line after `:`.
struct LineEditor: Sendable, Equatable {
  /// The typed line.
  private(set) var field = TextField()
  /// The index of the recalled line in the history; nil for a new line.
  private var historyIndex: Int?
  private var draft = ""

  /// The typed line as text.
  var text: String { field.text }

  /// Whether the line has the maximum length.
  var isFull: Bool { field.length >= Limits.commandCharacters }

  /// Inserts text at the cursor, unless the line is full.
  mutating func insert(_ text: String) {
    if !isFull { field.insert(text) }
  }

  /// Handles a key that moves the cursor or deletes text; returns false for any other key.
  mutating func handleEditingKey(_ key: Key) -> Bool { field.handleEditingKey(key) }

  /// Recalls an earlier line of the history, or, with a negative offset, a later line.
  mutating func recall(_ offset: Int, from history: [String]) {
    if historyIndex == nil { draft = text }
    let next = (historyIndex ?? history.count) - offset
    guard next >= 0 else { return }
    historyIndex = next < history.count ? next : nil
    field.replace(with: next < history.count ? history[next] : draft)
  }

  /// The beginning of a path before the cursor; nil where another word is typed.
  var pathPrefix: String? {
    let (former, word) = lastWords
    let isSurface = former?.drop { $0 == "-" } == "surface"
    let isID = Catalog.surfaces.contains { $0.info.id.hasPrefix(word) }
    return isSurface && !isID ? word : nil
  }

  /// The word before the cursor, which may be empty, and the word before that.
  private var lastWords: (former: String?, word: String) {
    let before = field.textBeforeCursor
    let word = String(before.reversed().prefix { $0 != " " && $0 != "," }.reversed())
    return (before.dropLast(word.count).split(separator: " ").last.map(String.init), word)
  }

  /// Completes the word before the cursor to the common prefix of all candidates; returns these.
  ///
  /// `completions` returns the possible words after a word.
  mutating func complete(_ completions: (_ former: String?) -> [String]) -> [String] {
    let (former, word) = lastWords
    let candidates = completions(former).filter { $0.hasPrefix(word) }
    guard var common = candidates.first else { return [] }
    for candidate in candidates { common = String(common.commonPrefix(with: candidate)) }
    if candidates.count == 1, !common.hasSuffix("/") { common += " " }
    insert(String(common.dropFirst(word.count)))
    return candidates
  }
}

extension String {
  /// Returns the characters with which both texts begin.
  func commonPrefix(with other: String) -> Substring {
    prefix(zip(self, other).prefix { $0 == $1 }.count)
  }
}
