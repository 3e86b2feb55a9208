import Engine

/// Makes and spoils formulas, the same ones for the same seed.
struct Grammar {
  private var dice: SplitMix64

  init(seed: UInt64) { dice = SplitMix64(seed: seed) }

  private static let words = [
    "x", "y", "a", "k", "pi", "e", "0", "1", "2", "3", "-1", "0.5", ".5", "3.", "1e3", "1e-320",
    "1e308", "1e999", "1024", "1025", "9007199254740993", "+", "-", "*", "/", "^", "^-", "^2", "(",
    ")", ",", " ", "<", ">", "<=", ">=", "==", "=", " and ", " or ", "if(", "−", "·", "×", "²",
    "√", "π", "|", "..", "_", "x.y", "xy", "sinx", "ln(", "\n", "\0", "\u{1B}[2J", "\u{202E}",
    "漢", "🙂", "e\u{301}",
  ]
  private static let leaves = [
    "x", "y", "x", "y", "x", "y", "a", "k", "pi", "e", "0", "1", "2", "3", "0.1", "-1", "1e3",
    "1e-300", "1e300", "0.5",
  ]
  private static let exponents = [
    "2", "3", "-1", "-2", "0", "1", "0.5", "k", "a", "y", "1024", "-1025",
  ]

  /// A text with something put in, put in the place of a part, or taken out; or a new formula.
  mutating func changed(_ text: [UInt8], limit: Int) -> [UInt8] {
    switch pick(0..<8) {
    case 0, 1, 2: return fitting(limit)
    case 3: return replaced(text, by: [])
    case 4, 5: return replaced(text, by: Array(one(of: Self.words).utf8))
    default: return replaced(text, by: Array("(\(term(depth: pick(0..<3))))".utf8))
    }
  }

  /// A new formula of at most so many bytes.
  private mutating func fitting(_ limit: Int) -> [UInt8] {
    for depth in [4, 3, 3, 2, 2, 1] {
      let formula = Array(term(depth: depth).utf8)
      if formula.count <= limit { return formula }
    }
    return [UInt8(ascii: "x")]
  }

  private mutating func replaced(_ text: [UInt8], by part: [UInt8]) -> [UInt8] {
    let first = pick(0..<text.count + 1)
    let last = min(text.count, first + pick(0..<6))
    return text[..<first] + part + text[last...]
  }

  private mutating func term(depth: Int) -> String {
    guard depth > 0 else { return one(of: Self.leaves) }
    let left = term(depth: pick(0..<depth))
    switch pick(0..<12) {
    case 0: return "-\(left)"
    case 1: return "(\(left))^\(one(of: Self.exponents))"
    case 2: return "(\(left))^(\(term(depth: pick(0..<depth))))"
    case 3, 4, 5, 6: return call(one(of: Formula.functions), left, depth)
    default:
      let right = term(depth: pick(0..<depth))
      return "(\(left))\(one(of: ["+", "-", "*", "/"]))(\(right))"
    }
  }

  private mutating func call(_ function: String, _ first: String, _ depth: Int) -> String {
    func other() -> String { term(depth: pick(0..<depth)) }
    switch function {
    case "min", "max": return "\(function)(\(first),\(other()))"
    case "if":
      let comparison = one(of: ["<", ">", "<=", ">=", "==", " and ", " or ", "+"])
      return "if((\(first))\(comparison)(\(other())),\(other()),\(other()))"
    default: return "\(function)(\(first))"
    }
  }

  private mutating func pick(_ range: Range<Int>) -> Int { Int.random(in: range, using: &dice) }

  private mutating func one(of choices: [String]) -> String { choices[pick(choices.indices)] }
}

/// Reads so many formulas and texts that are nearly one, each new or changed from the one before.
func feedFormulas(_ count: Int, seed: UInt64) {
  var grammar = Grammar(seed: seed)
  var text: [UInt8] = []
  for input in 1...max(count, 1) {
    text = Array(grammar.changed(text, limit: 48).prefix(96))
    readFormula(text)
    if input.isMultiple(of: 100_000) { print(account.told) }
  }
}

/// What libFuzzer calls for a new input from an old one: of formulas every other is changed by the
/// grammar, all else byte by byte.
@_cdecl("LLVMFuzzerCustomMutator")
public func change(
  _ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int, _ seed: CUnsignedInt
) -> Int {
  guard targetName == "formula", !seed.isMultiple(of: 2) else {
    return changeBytes(data, size, limit)
  }
  var grammar = Grammar(seed: UInt64(seed))
  let text = grammar.changed(Array(UnsafeBufferPointer(start: data, count: size)), limit: limit)
  for (place, byte) in text.prefix(limit).enumerated() { data[place] = byte }
  return min(text.count, limit)
}

@_silgen_name("LLVMFuzzerMutate")
private func changeBytes(
  _ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int
) -> Int
