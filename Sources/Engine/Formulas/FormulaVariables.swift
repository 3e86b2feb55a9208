/// The names under which a formula has the variables x and y, and where its body starts.
///
/// `f(a, b) = …` and `lambda a, b: …` name them. Without such a header, a formula without x and y
/// may call them x1 and x2, w1 and w2, X and Y, a and b, or by another usual pair.
struct FormulaVariables {
  /// The index of each variable by its name: 0 for x and 1 for y.
  private(set) var indices = ["x": 0, "y": 1]
  /// The index of the first character after the header.
  private(set) var bodyStart = 0

  /// Finds the variables in a formula; a parameter is no variable.
  init(_ characters: [Character], isParameter: (String) -> Bool) {
    if let header = Header(characters) {
      bodyStart = header.end
      let named = header.arguments.filter { !isParameter($0) }
      if named.count >= 2, !named.contains("x"), !named.contains("y") {
        indices = [named[0]: 0, named[1]: 1]
        return
      }
    }
    var lexer = Lexer(characters, from: bodyStart)
    var names: Set<String> = []
    scan: while true {
      switch lexer.nextToken().token {
      case .name(let name) where !isParameter(name): names.insert(name)
      case .end: break scan
      default: break
      }
    }
    for (upper, lower) in [("X", "x"), ("Y", "y")] where !names.contains(lower) {
      if names.contains(upper) { indices[upper] = lower == "x" ? 0 : 1 }
    }
    guard names.isDisjoint(with: ["x", "y", "X", "Y"]) else { return }
    let indexed = names.compactMap { name in Self.splitIndexed(name).map { (name, $0) } }
    if Set(indexed.map(\.1.letter)).count == 1 {
      // x0 and x1 if there is an index 0, otherwise x1 and x2.
      let first = indexed.contains { $0.1.digit == 0 } ? 0 : 1
      for (name, split) in indexed where (first...first + 1).contains(split.digit) {
        indices[name] = split.digit - first
      }
      return
    }
    for (first, second) in Self.pairs where names.contains(first) && names.contains(second) {
      indices[first] = 0
      indices[second] = 1
      return
    }
  }

  /// Usual pairs of names, in order.
  private static let pairs = [
    ("a", "b"), ("u", "v"), ("w", "b"), ("p", "q"), ("s", "t"), ("α", "β"), ("θ", "φ"),
    ("m", "b"), ("θ", "ϕ"), ("w", "v"),
  ]

  private static let indexedLetters: Set<String> = [
    "x", "w", "X", "W", "z", "θ", "theta", "u", "v", "p", "a", "q", "t", "params", "weights",
  ]

  /// Splits `x1`, `x_1`, `x₁` and `x[1]` into x and 1; nil for other names.
  private static func splitIndexed(_ name: String) -> (letter: String, digit: Int)? {
    var letters = Array(name)
    if letters.last == "]" { letters.removeLast() }
    guard let last = letters.popLast(), let digit = digits[last] else { return nil }
    if letters.last == "_" || letters.last == "[" { letters.removeLast() }
    let letter = String(letters)
    return indexedLetters.contains(letter) ? (letter, digit) : nil
  }

  private static let digits: [Character: Int] = [
    "0": 0, "1": 1, "2": 2, "₀": 0, "₁": 1, "₂": 2,
  ]
}

/// The start of a formula that names its arguments: `f(x, y) =`, `V :=` or `lambda x, y:`.
private struct Header {
  var arguments: [String] = []
  var end = 0

  init?(_ characters: [Character]) {
    var lexer = Lexer(characters)
    guard case .name(let first) = lexer.nextToken().token, first != "x", first != "y",
      FormulaFunction.canonicalName(first) == nil
    else {
      return nil
    }
    var (token, range) = lexer.nextToken()
    func isSign(_ sign: Character) -> Bool {
      range.count == 1 && characters[range.lowerBound] == sign
    }
    func advance() { (token, range) = lexer.nextToken() }
    if first == "lambda" {
      guard Self.scanNames(&lexer, &token, &range, into: &arguments), isSign(":") else {
        return nil
      }
      end = range.upperBound
      return
    }
    if token == .symbol("(") {
      advance()
      guard Self.scanNames(&lexer, &token, &range, into: &arguments), token == .symbol(")") else {
        return nil
      }
      advance()
    }
    if isSign(":") { advance() }
    guard case .invalid(_, fix: "==") = token else { return nil }
    end = range.upperBound
  }

  /// Scans names between commas and returns whether there is one or more.
  private static func scanNames(
    _ lexer: inout Lexer, _ token: inout Token, _ range: inout Range<Int>,
    into names: inout [String]
  ) -> Bool {
    while case .name(let name) = token {
      names.append(name)
      (token, range) = lexer.nextToken()
      guard token == .symbol(",") else { return true }
      (token, range) = lexer.nextToken()
    }
    return false
  }
}
