/// Splits an update rule into tokens.
///
/// Numbers and signs are those of formulas. Beyond them, `=` is a symbol, `;` and the end of a line
/// outside parentheses are the symbol `;`, a Greek letter is its English name, and `#` begins a
/// comment. Invalid input is a token too, so the parser reports the leftmost error.
struct RuleLexer {
  private(set) var tokens: [(token: Token, range: Range<Int>)] = []
  private var lexer: Lexer
  /// The number of open parentheses.
  private var depth = 0

  init(_ characters: [Character]) {
    lexer = Lexer(characters)
    while let character = lexer.character(at: lexer.offset) { scan(character) }
    append(.end, lexer.offset, lexer.offset)
  }

  private mutating func append(_ token: Token, _ start: Int, _ end: Int) {
    tokens.append((token, start..<end))
    lexer.offset = end
  }

  private mutating func scan(_ character: Character) {
    let start = lexer.offset
    if character == "#" {
      while let next = lexer.character(at: lexer.offset), !next.isNewline { lexer.offset += 1 }
    } else if character.isNewline || character == ";" {
      if character == ";" || depth == 0 { append(.symbol(";"), start, start + 1) }
      lexer.offset = start + 1
    } else if character.isWhitespace {
      lexer.offset += 1
    } else if lexer.isDigit(at: start) || (character == "." && lexer.isDigit(at: start + 1)) {
      let token = lexer.scanNumber()
      append(token, start, lexer.offset)
    } else if Self.nameStart(character) != nil {
      scanName()
    } else {
      scanSymbol(character)
    }
  }

  private mutating func scanName() {
    let start = lexer.offset
    var (name, end) = ("", start)
    while let character = lexer.character(at: end), let letters = Self.namePart(character) {
      name += letters
      end += 1
    }
    append(.name(name), start, end)
  }

  private mutating func scanSymbol(_ character: Character) {
    let start = lexer.offset
    let pair = lexer.character(at: start + 1).map { "\(character)\($0)" } ?? ""
    if pair == "<=" || pair == ">=" || pair == "==" {
      append(.symbol(pair), start, start + 2)
    } else if let message = messageForPair(pair) {
      append(.invalid(message, fix: nil), start, start + 2)
    } else if "+-*/^(),<>=".contains(character) {
      if character == "(" { depth += 1 }
      if character == ")" { depth = max(0, depth - 1) }
      append(.symbol(String(character)), start, start + 1)
    } else if character == "." {
      scanDot()
    } else {
      append(.invalid(Self.message(for: lexer.characters[start]), fix: nil), start, start + 1)
    }
  }

  /// Returns the error of two signs that belong together in other languages.
  private func messageForPair(_ pair: String) -> String? {
    switch pair {
    case ":=": return Self.assignment
    case "||": return Self.length
    // `a < -b` compares; after the first name of a statement, the arrow assigns.
    case "<-":
      guard case .name = tokens.last?.token else { return nil }
      return tokens.count == 1 || tokens[tokens.count - 2].token == .symbol(";")
        ? Self.assignment : nil
    case "+=", "-=", "*=", "/=":
      var name = "w"
      if case .name(let last) = tokens.last?.token { name = last }
      return "write the assignment as \(name) = \(name) \(pair.prefix(1)) …"
    default: return nil
    }
  }

  /// Scans a dot outside numbers: the prefix of a library, or a component of a vector.
  private mutating func scanDot() {
    let start = lexer.offset
    if case .name(let name) = tokens.last?.token, Self.libraries.contains(name),
      let library = tokens.popLast()
    {
      let message = "functions are called without the name of a library, such as sign(g)"
      append(.invalid(message, fix: nil), library.range.lowerBound, start + 1)
    } else {
      append(.invalid("components have no name\(Self.components)", fix: nil), start, start + 1)
    }
  }
}

extension RuleLexer {
  /// The English names of Greek letters.
  static let greek: [Character: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "eps", "ζ": "zeta",
    "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega",
  ]

  /// Returns the letters of a character that begins a name.
  private static func nameStart(_ character: Character) -> String? {
    if character.isASCII, character.isLetter || character == "_" { return String(character) }
    return greek[variants[character] ?? character]
  }

  /// Other forms of Greek letters, such as the micro sign.
  private static let variants: [Character: Character] = ["ϵ": "ε", "µ": "μ", "ϕ": "φ"]

  /// Returns the letters or digits of a character within a name.
  private static func namePart(_ character: Character) -> String? {
    if let letters = nameStart(character) { return letters }
    if character.isASCII, character.isNumber { return String(character) }
    guard ("₀"..."₉").contains(character) else { return nil }
    return character.wholeNumberValue.map { String($0) }
  }

  private static let libraries: Set<String> = [
    "torch", "np", "numpy", "jnp", "jax", "math", "F", "tf", "self",
  ]
  private static let assignment = "an assignment is written ="
  private static let length = "a norm is written norm(…)"
  private static let components = ": x is dot(w, axis(0)), y is dot(w, axis(1))"

  /// Returns the error of a character that no rule contains, and how to write its meaning.
  private static func message(for character: Character) -> String {
    switch character {
    case "²": "a square is written ^2"
    case "³": "a cube is written ^3"
    case "½": "a half is written 0.5"
    case "√": "a square root is written sqrt(…)"
    case "‖", "∥": length
    case "|": "an absolute value is written abs(…), a norm norm(…)"
    case "∇": "the gradient is written grad(…)"
    case "←": assignment
    case "≤": "“at most” is written <="
    case "≥": "“at least” is written >="
    case "≠", "!": "“unequal” is written not(a == b)"
    case "∘", "⊙": "a componentwise product is written *"
    case "⟨", "⟩", "@": "a dot product is written dot(a, b)"
    case "[", "]": "components have no index\(components)"
    case "{", "}": "only round parentheses are allowed: write \(character == "{" ? "(" : ")")"
    case "%": "a remainder is written mod(a, b)"
    case "'", "′": "the new value has the same name: write w = …"
    case "ĝ": "the direction of the gradient is written unit(grad(w))"
    case "&": "conditions are joined with and"
    case ":": "a rule has no colon: an assignment is written ="
    default: "unexpected character \(quoted(String(character)))"
    }
  }
}
