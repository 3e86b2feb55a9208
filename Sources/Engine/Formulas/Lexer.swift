/// A word of a formula.
enum Token: Equatable {
  case number(Double)
  case name(String)
  /// An operator, a parenthesis or a comma, in ASCII.
  case symbol(String)
  case end
  /// What is not part of the language, with what to say about it.
  case invalid(String)
}

/// Cuts a formula into words, one at a time.
///
/// It never fails: what it does not understand is a word too, so that the parser reports the
/// leftmost error.
struct Lexer {
  let characters: [Character]
  private var offset = 0

  init(_ characters: [Character]) { self.characters = characters }

  /// The next word, with the place where it begins and where it ends.
  mutating func nextToken() -> (token: Token, range: Range<Int>) {
    while offset < characters.count, characters[offset].isWhitespace { offset += 1 }
    let start = offset
    let token = scanToken()
    return (token, start..<offset)
  }

  private mutating func scanToken() -> Token {
    guard offset < characters.count else { return .end }
    let character = characters[offset]
    if character.isDigit || (character == "." && isDigit(at: offset + 1)) { return scanNumber() }
    if character.isIdentifierStart { return scanName() }
    offset += 1
    switch character {
    case "+", "-", "*", "/", "^", "(", ")", ",": return .symbol(String(character))
    case "−": return .symbol("-")
    case "·", "⋅", "×": return .symbol("*")
    case "<", ">", "=":
      guard offset < characters.count, characters[offset] == "=" else {
        return character == "=" ? .invalid("equality is written ==") : .symbol(String(character))
      }
      offset += 1
      return .symbol("\(character)=")
    default:
      return .invalid(
        Self.symbolHints[character] ?? "\(quoted(String(character))) means nothing here")
    }
  }

  /// What people write elsewhere, and how it is written here.
  private static let symbolHints: [Character: String] = [
    "²": "a square is written ^2", "³": "a cube is written ^3", "½": "a half is written 0.5",
    "¼": "a quarter is written 0.25", "√": "a root is written sqrt(…)",
    "|": "a magnitude is written abs(…)", "÷": "division is written /",
    "[": "only round parentheses are known: write (",
    "{": "only round parentheses are known: write (",
    "]": "only round parentheses are known: write )",
    "}": "only round parentheses are known: write )",
    "≤": "at most is written <=", "≥": "at least is written >=",
    ";": "values are separated by a comma",
  ]

  private func isDigit(at index: Int) -> Bool {
    index < characters.count && characters[index].isDigit
  }

  private mutating func scanNumber() -> Token {
    var text = scanDigits()
    if offset < characters.count, characters[offset] == "." {
      offset += 1
      // A zero on either side, since `.5` and `1.` are numbers here.
      text = "0" + text + "." + scanDigits() + "0"
    }
    if offset < characters.count, characters[offset] == "e" || characters[offset] == "E" {
      let sign = offset + 1 < characters.count ? characters[offset + 1] : " "
      let isSigned = sign == "+" || sign == "-" || sign == "−"
      if isDigit(at: offset + (isSigned ? 2 : 1)) {
        offset += isSigned ? 2 : 1
        text += (isSigned && sign != "+" ? "e-" : "e") + scanDigits()
      }
    }
    guard let value = Double(text), value.isFinite else {
      return .invalid("this number is too large; the largest is about 1.8e308")
    }
    return .number(value)
  }

  private mutating func scanDigits() -> String {
    let start = offset
    while isDigit(at: offset) { offset += 1 }
    return String(characters[start..<offset])
  }

  private mutating func scanName() -> Token {
    let start = offset
    while offset < characters.count {
      let character = characters[offset]
      let isDot =
        character == "." && offset + 1 < characters.count
        && characters[offset + 1].isIdentifierStart
      guard character.isIdentifierStart || character.isDigit || isDot else { break }
      offset += 1
    }
    return .name(String(characters[start..<offset]))
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) && isASCII }

  fileprivate var isIdentifierStart: Bool { isLetter || self == "_" }
}
