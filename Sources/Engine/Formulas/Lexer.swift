/// A token of a formula.
enum Token: Equatable {
  case number(Double)
  case name(String)
  /// An operator, a parenthesis, a bar or a comma, in ASCII; or √.
  case symbol(String)
  /// An integer exponent in raised digits.
  case superscript(Int)
  case end
  /// Invalid input, with the error message and the correct spelling, if known.
  case invalid(String, fix: String?)
}

/// Splits a formula into tokens, one per call.
///
/// The lexer never throws: invalid input is a token too, so the parser reports the leftmost error.
/// Signs of other notations become ASCII: dashes, crosses and dots, full-width forms, `**` and `.^`.
struct Lexer {
  let characters: [Character]
  /// The characters with dashes, crosses and full-width forms in ASCII.
  private let folded: [Character]
  /// The index of the next character.
  var offset: Int
  /// Whether a comma between two digits is a decimal comma, as outside of calls.
  var allowsDecimalComma = false

  init(_ characters: [Character], from offset: Int = 0) {
    self.characters = characters
    folded = characters.map { $0.isASCII ? $0 : Self.folded($0) }
    self.offset = offset
  }

  /// Returns the next token and its range of character indices.
  mutating func nextToken() -> (token: Token, range: Range<Int>) {
    while offset < folded.count, folded[offset].isWhitespace { offset += 1 }
    let start = offset
    let token = scanToken()
    return (token, start..<offset)
  }

  /// Returns the ASCII form of a sign or of a full-width character; other characters unchanged.
  private static func folded(_ character: Character) -> Character {
    switch character {
    case "−", "–", "—", "‐", "‑", "‒", "﹣", "⁻": return character == "⁻" ? character : "-"
    case "·", "⋅", "×", "∗", "⁎", "∙", "•", "⨯", "✕", "﹡": return "*"
    case "÷", "∕", "⁄": return "/"
    case "∣", "❘": return "|"
    case "ˆ", "⌃": return "^"
    default:
      guard let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value),
        character.unicodeScalars.count == 1
      else { return character }
      return Unicode.Scalar(scalar.value - 0xFEE0).map { Character($0) } ?? character
    }
  }

  /// Returns a character with its sign in ASCII; nil beyond the end.
  func character(at index: Int) -> Character? {
    index < folded.count ? folded[index] : nil
  }

  private mutating func scanToken() -> Token {
    guard let character = character(at: offset) else { return .end }
    if character.isDigit || (character == "." && isDigit(at: offset + 1)) { return scanNumber() }
    if character.isIdentifierStart { return scanName() }
    if Self.raised[character] != nil { return scanSuperscript() }
    let next = self.character(at: offset + 1)
    offset += 1
    switch character {
    case "*" where next == "*", "|" where next == "|":
      offset += 1
      return .symbol(character == "*" ? "^" : "||")
    case "." where next == "^" || next == "*" || next == "/":
      offset += 1
      return .symbol(next.map { String($0) } ?? "")
    case "&" where next == "&":
      offset += 1
      return .name("and")
    case "+", "-", "*", "/", "^", "(", ")", ",", "|", "√": return .symbol(String(character))
    case "[", "{": return .symbol("(")
    case "]", "}": return .symbol(")")
    case "≤": return .symbol("<=")
    case "≥": return .symbol(">=")
    case "½": return .number(0.5)
    case "¼": return .number(0.25)
    case "¾": return .number(0.75)
    case ";" where folded[offset...].allSatisfy(\.isWhitespace):
      offset = folded.count
      return .end
    case "<", ">", "=":
      guard next == "=" else {
        return character == "="
          ? .invalid("= is not a comparison", fix: "==") : .symbol(String(character))
      }
      offset += 1
      return .symbol("\(character)=")
    default:
      if let hint = Self.symbolHints[character] { return .invalid(hint.message, fix: hint.fix) }
      return .invalid("unexpected character \(quoted(String(characters[offset - 1])))", fix: nil)
    }
  }

  /// How to write signs of other notations that have several meanings or no equivalent.
  private static let symbolHints: [Character: (message: String, fix: String?)] = [
    ";": ("separate arguments with a comma", ","),
    ":": ("a colon is not allowed here", nil),
    "?": ("write a condition as if(a < b, …, …)", nil),
    "≠": ("there is no ≠: swap the last two arguments of if(a == b, …, …)", nil),
    "%": ("there is no remainder: write a - b*floor(a/b)", nil),
    "∞": ("∞ is not a number of a formula", nil),
  ]

  private static let raised: [Character: Character] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9", "⁻": "-", "⁺": "+",
  ]

  private mutating func scanSuperscript() -> Token {
    var text = ""
    while let character = character(at: offset), let digit = Self.raised[character] {
      text.append(digit)
      offset += 1
    }
    guard let value = Int(text), abs(value) <= 1024 else {
      return .invalid("write this power as ^(…)", fix: nil)
    }
    return .superscript(value)
  }

  func isDigit(at index: Int) -> Bool { character(at: index)?.isDigit ?? false }

  /// Scans a number, whose first character is the next one.
  mutating func scanNumber() -> Token {
    let start = offset
    var text = scanDigits()
    let isDecimalComma =
      character(at: offset) == "," && allowsDecimalComma && isDigit(at: offset + 1)
    if isDecimalComma {
      offset += 1
      let decimals = scanDigits()
      if decimals.count == 3, text != "0" {
        let digits = String(characters[start..<offset])
        return .invalid("\(quoted(digits)) has two meanings", fix: text + decimals)
      }
      text += "." + decimals
    } else if character(at: offset) == ".", !isElementwiseOperator(at: offset) {
      offset += 1
      // Pad with zeros on both sides, since `.5` and `1.` are valid numbers here.
      text = "0" + text + "." + scanDigits() + "0"
    }
    if let letter = character(at: offset), letter == "e" || letter == "E" {
      let sign = character(at: offset + 1)
      let isSigned = sign == "+" || sign == "-"
      if isDigit(at: offset + (isSigned ? 2 : 1)) {
        offset += isSigned ? 2 : 1
        text += (sign == "-" ? "e-" : "e") + scanDigits()
      }
    }
    guard let value = Double(text), value.isFinite else {
      return .invalid("this number is too large; the largest is about 1.8e308", fix: nil)
    }
    return .number(value)
  }

  /// Returns whether a dot belongs to `.^`, `.*` or `./`.
  private func isElementwiseOperator(at index: Int) -> Bool {
    let next = character(at: index + 1)
    return next == "^" || next == "*" || next == "/"
  }

  private mutating func scanDigits() -> String {
    let start = offset
    while isDigit(at: offset) { offset += 1 }
    return String(folded[start..<offset])
  }

  private mutating func scanName() -> Token {
    let start = offset
    while let character = character(at: offset) {
      let isDot = character == "." && self.character(at: offset + 1)?.isIdentifierStart ?? false
      guard
        character.isIdentifierStart || character.isDigit || character.isSubscriptDigit || isDot
      else { break }
      offset += 1
    }
    // An index, as in x[0].
    var end = offset + 1
    while isDigit(at: end) { end += 1 }
    if character(at: offset) == "[", end > offset + 1, character(at: end) == "]" {
      let name = String(folded[start..<offset])
      if FormulaFunction.canonicalName(name) == nil { offset = end + 1 }
    }
    return .name(String(folded[start..<offset]))
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) && isASCII }

  fileprivate var isIdentifierStart: Bool { isLetter || self == "_" }

  fileprivate var isSubscriptDigit: Bool { ("₀"..."₉").contains(self) }
}
