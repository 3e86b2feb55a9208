import Engine

/// Generates and mutates formulas, deterministically for a seed.
struct FormulaMutator {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  private static let words = [
    "x", "y", "a", "k", "pi", "e", "0", "1", "2", "3", "-1", "0.5", ".5", "3.", "1e3", "1e-320",
    "1e308", "1e999", "1024", "1025", "9007199254740993", "+", "-", "*", "/", "^", "^-", "^2", "(",
    ")", ",", " ", "<", ">", "<=", ">=", "==", "=", " and ", " or ", "if(", "−", "·", "×", "²",
    "√", "π", "|", "||", "**", ".^", ".*", "³", "⁻¹", "½", "0,5", "1,000", "[", "]", "x[0]", "x1",
    "x_2",
    "X", "np.", "torch.exp(", "f(x,y)=", "lambda a, b:", "ｘ", "＊", "–", "&&", "≤", ";", "..", "_",
    "x.y", "xy", "sinx", "ln(", "\n", "\0", "\u{1B}[2J", "\u{202E}",
    "漢", "🙂", "e\u{301}",
  ]
  private static let leaves = [
    "x", "y", "x", "y", "x", "y", "a", "k", "pi", "e", "0", "1", "2", "3", "0.1", "-1", "1e3",
    "1e-300", "1e300", "0.5",
  ]
  private static let exponents = [
    "2", "3", "-1", "-2", "0", "1", "0.5", "k", "a", "y", "1024", "-1025",
  ]

  /// Returns the text with a part inserted, replaced or removed; or a new formula.
  mutating func mutated(_ text: [UInt8], limit: Int) -> [UInt8] {
    switch pick(0..<8) {
    case 0, 1, 2: return formula(limit: limit)
    case 3: return replacingPart(of: text, by: [])
    case 4, 5: return replacingPart(of: text, by: Array(element(of: Self.words).utf8))
    default: return replacingPart(of: text, by: Array("(\(term(depth: pick(0..<3))))".utf8))
    }
  }

  /// Returns a new formula of at most `limit` bytes.
  private mutating func formula(limit: Int) -> [UInt8] {
    for depth in [4, 3, 3, 2, 2, 1] {
      let formula = Array(term(depth: depth).utf8)
      if formula.count <= limit { return formula }
    }
    return [UInt8(ascii: "x")]
  }

  private mutating func replacingPart(of text: [UInt8], by part: [UInt8]) -> [UInt8] {
    let first = pick(0..<text.count + 1)
    let last = min(text.count, first + pick(0..<6))
    return text[..<first] + part + text[last...]
  }

  private mutating func term(depth: Int) -> String {
    guard depth > 0 else { return element(of: Self.leaves) }
    let left = term(depth: pick(0..<depth))
    switch pick(0..<12) {
    case 0: return "-\(left)"
    case 1: return "(\(left))^\(element(of: Self.exponents))"
    case 2: return "(\(left))^(\(term(depth: pick(0..<depth))))"
    case 3, 4, 5, 6: return call(element(of: Formula.functions), left, depth)
    case 7: return pattern(left, term(depth: pick(0..<depth)))
    default:
      let right = term(depth: pick(0..<depth))
      return "(\(left))\(element(of: ["+", "-", "*", "/"]))(\(right))"
    }
  }

  /// Returns a pattern that the graph recognizes.
  private mutating func pattern(_ a: String, _ b: String) -> String {
    switch pick(0..<8) {
    case 0: "log(1+exp(\(a)))"
    case 1: "log(exp(\(a))+2*exp(\(b)))"
    case 2: "exp(\(a))/(exp(\(a))+exp(\(b)))"
    case 3: "(\(b))/(1+exp(-(\(a))))^2"
    case 4: "sqrt((\(a))^2+(\(b))^2)"
    case 5: "cos(2*sqrt((\(a))^2+(\(b))^2))"
    case 6: "sin(3*(\(a)))/(\(a))"
    default: "log(cosh(\(a)))/cosh(\(b))"
    }
  }

  private mutating func call(_ function: String, _ first: String, _ depth: Int) -> String {
    func other() -> String { term(depth: pick(0..<depth)) }
    switch function {
    case "min", "max", "pow", "hypot", "atan2", "ratio", "logaddexp":
      return "\(function)(\(first),\(other()))"
    case "clamp", "softmax", "logsumexp": return "\(function)(\(first),\(other()),\(other()))"
    case "sinc": return "sinc(\(first),\(pick(0..<4)))"
    case "if":
      let comparison = element(of: ["<", ">", "<=", ">=", "==", " and ", " or ", "+"])
      return "if((\(first))\(comparison)(\(other())),\(other()),\(other()))"
    default: return "\(function)(\(first))"
    }
  }

  private mutating func pick(_ range: Range<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  private mutating func element(of choices: [String]) -> String { choices[pick(choices.indices)] }
}

/// Parses `count` generated texts, each a new formula or a mutation of the previous text.
func fuzzGeneratedFormulas(_ count: Int, seed: UInt64) {
  var mutator = FormulaMutator(seed: seed)
  var text: [UInt8] = []
  for input in 1...max(count, 1) {
    text = Array(mutator.mutated(text, limit: 48).prefix(96))
    fuzzFormula(text)
    if input.isMultiple(of: 100_000) { print(statistics.summary) }
  }
}

/// The mutator that libFuzzer calls: that of the target for half of the formulas and rules, else
/// libFuzzer's own.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(
  _ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int, _ seed: CUnsignedInt
) -> Int {
  let input = Array(UnsafeBufferPointer(start: data, count: size))
  let text: [UInt8]
  switch seed.isMultiple(of: 2) ? "" : targetName {
  case "formula":
    var mutator = FormulaMutator(seed: UInt64(seed))
    text = mutator.mutated(input, limit: limit)
  case "rule":
    var mutator = RuleMutator(seed: UInt64(seed))
    text = mutator.mutated(input, limit: limit)
  default: return mutateBytes(data, size, limit)
  }
  for (index, byte) in text.prefix(limit).enumerated() { data[index] = byte }
  return min(text.count, limit)
}

@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(
  _ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int
) -> Int
