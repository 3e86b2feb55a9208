import SafeText

/// The part of a line around a character, with a caret below the character.
///
/// The line is cut to 76 columns, with “…” at each cut. Characters without a printed form, such as
/// terminal escapes, are replaced by �.
struct CaretExcerpt {
  private let line: String
  /// The column of the character in the part.
  private let column: Int

  private static let maxColumns = 76

  /// Cuts a line around the character at `offset`; an offset beyond the end is the end.
  init(of characters: some RandomAccessCollection<Character>, around offset: Int) {
    let characters = Array(characters)
    let offset = min(offset, characters.count)
    // A character takes at most two columns; two more are reserved for the “…” at the cuts.
    var first = max(0, offset - Self.maxColumns / 4)
    var last = first
    var columns = 2
    while last < characters.count,
      columns + Self.sanitized(characters[last]).columns <= Self.maxColumns
    {
      columns += Self.sanitized(characters[last]).columns
      last += 1
    }
    while last == characters.count, first > 0,
      columns + Self.sanitized(characters[first - 1]).columns <= Self.maxColumns
    {
      first -= 1
      columns += Self.sanitized(characters[first]).columns
    }
    let before = characters[first..<offset].map(Self.sanitized)
    let after = characters[offset..<last].map(Self.sanitized)
    line =
      (first > 0 ? "…" : "") + before.map(\.text).joined() + after.map(\.text).joined()
      + (last < characters.count ? "…" : "")
    column = (first > 0 ? 1 : 0) + before.reduce(0) { $0 + $1.columns }
  }

  /// Returns three lines: the part, the caret and a message.
  func text(_ message: String) -> String {
    line + "\n" + String(repeating: " ", count: column) + "^\n" + message
  }

  /// Returns a character safe for a terminal, and its width in columns.
  static func sanitized(_ character: Character) -> (text: String, columns: Int) {
    if character.isWhitespace { return (" ", 1) }
    let scalars = character.unicodeScalars
    guard scalars.prefix(5).count < 5, scalars.allSatisfy(\.isSafe), let first = scalars.first
    else { return ("�", 1) }
    return (String(character), max(RenderedScalar(first).cellWidth, 1))
  }
}

/// Returns a user's word in quotes, cut to 40 characters and without terminal control characters.
func quoted(_ word: String) -> String {
  let shown = word.prefix(40).map { CaretExcerpt.sanitized($0).text }.joined()
  return "“\(shown)\(word.count > 40 ? "…" : "")”"
}
