/// The words of a command line, with a position.
struct LineWords {
  private let words: [String]
  private let isName: (String) -> Bool
  private var index = 0

  /// Creates the words of a line; `isName` returns whether a word names a setting or a command.
  init(_ words: [String], isName: @escaping (String) -> Bool) {
    (self.words, self.isName) = (words, isName)
  }

  /// Splits a line into words at blanks outside quotation marks, as a shell does.
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  /// Whether no word is left.
  var isAtEnd: Bool { index == words.count }

  /// The words that are left.
  var remaining: [String] { Array(words[index...]) }

  /// The words that are left, as a text.
  var rest: String { remaining.joined(separator: " ") }

  /// Returns the next word without its dashes, and the value after `=` of a word as `--eta=0.1`.
  mutating func nextName() -> (String, value: String?)? {
    guard !isAtEnd else { return nil }
    defer { index += 1 }
    return Self.nameAndValue(words[index])
  }

  private static func nameAndValue(_ word: String) -> (String, value: String?) {
    let bare = word.drop { $0 == "-" }
    guard word.hasPrefix("--"), let sign = bare.firstIndex(of: "=") else {
      return (String(bare), nil)
    }
    return (String(bare[..<sign]), String(bare[bare.index(after: sign)...]))
  }

  /// Returns the next value or values of a setting; nil without a value.
  ///
  /// `isCommand` is whether the name of the setting is that of a command too, which may precede
  /// another name.
  ///
  /// The first word belongs to the value. A name later ends the value, except beside an operator,
  /// so a formula may contain blanks and parameters: `x^2 + b * y^2`.
  mutating func values(_ extent: SettingExtent, isCommand: Bool) -> [String]? {
    guard !isAtEnd, extent == .word || !words[index].hasPrefix("--") else { return nil }
    if isCommand, extent == .word, isName(words[index]) { return nil }
    var values = [words[index]]
    index += 1
    guard extent != .word else { return values }
    while !isAtEnd {
      let word = words[index]
      let continues = Self.joins(words[index - 1], word)
      guard continues || !isName(Self.nameAndValue(word).0) else { break }
      if extent != .list || continues {
        values[values.count - 1] += " " + word
      } else {
        values.append(word)
      }
      index += 1
    }
    return values + (extent == .textWithAssignments ? assignments : [])
  }

  /// The values of `set` in the words that are left.
  private var assignments: [String] {
    var rest = self
    var found: [String] = []
    while let (name, value) = rest.nextName() {
      if name == "set" { found += value.map { [$0] } ?? rest.values(.list, isCommand: false) ?? [] }
    }
    return found
  }

  /// Whether a blank between two words lies inside a formula.
  private static func joins(_ former: String, _ next: String) -> Bool {
    guard let last = former.last, let first = next.first, !next.hasPrefix("--") else {
      return false
    }
    return "+-*/^(=,;<>".contains(last) || "+-*/^)=,;<>".contains(first)
  }
}
