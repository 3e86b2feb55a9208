/// A token of a formula.
enum Token: Equatable {
  case number(Double)
  case name(String)
  /// An operator, a parenthesis or a comma, in ASCII.
  case symbol(String)
  case end
  /// Invalid input, with the error message.
  case invalid(String)
}

/// Splits a formula into tokens, one per call.
///
/// The lexer never throws: invalid input is a token too, so the parser reports the leftmost error.
struct Lexer {
  let characters: [Character]
  private var offset = 0

  init(_ characters: [Character]) { self.characters = characters }

  /// Returns the next token and its range of character indices.
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
        return character == "="
          ? .invalid("write == to test for equality") : .symbol(String(character))
      }
      offset += 1
      return .symbol("\(character)=")
    default:
      return .invalid(
        Self.symbolHints[character] ?? "unexpected character \(quoted(String(character)))")
    }
  }

  /// How to write common symbols of other notations.
  private static let symbolHints: [Character: String] = [
    "²": "write a square as ^2", "³": "write a cube as ^3", "½": "write a half as 0.5",
    "¼": "write a quarter as 0.25", "√": "write a square root as sqrt(…)",
    "|": "write an absolute value as abs(…)", "÷": "write division as /",
    "[": "use round parentheses: write (",
    "{": "use round parentheses: write (",
    "]": "use round parentheses: write )",
    "}": "use round parentheses: write )",
    "≤": "write ≤ as <=", "≥": "write ≥ as >=",
    ";": "separate arguments with a comma",
  ]

  private func isDigit(at index: Int) -> Bool {
    index < characters.count && characters[index].isDigit
  }

  private mutating func scanNumber() -> Token {
    var text = scanDigits()
    if offset < characters.count, characters[offset] == "." {
      offset += 1
      // Pad with zeros on both sides, since `.5` and `1.` are valid numbers here.
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
