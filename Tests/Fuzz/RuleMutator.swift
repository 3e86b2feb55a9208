import Engine

/// Generates update rules from a grammar and damages them, deterministically for a seed.
struct RuleMutator {
  private var generator: SplitMix64
  /// The names set so far, which later expressions read.
  private var numbers: [String] = []
  private var vectors: [String] = []

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  private static let words = [
    "w", "t", "eta", "rho", "beta", "beta2", "one", "inf", "ascent", "pi", "e", "v", "g", "x", "lr",
    "0", "1", "2", "-1", "0.5", "1e-12", "1e308", "1e-320", "1e999", "1025", "+", "-", "*", "/",
    "^",
    "(", ")", ",", ";", "\n", " ", "=", "==", "<", "<=", ">", ">=", " and ", " or ", "not(",
    "knob ", "memory ", " from ", " to ", "#", "# name: x\n", "grad(", "loss(", "hvp(", "hdiag(",
    "top(", "sharpness(", "solve(", "norm(", "unit(", "if(", "mod(", "min(", "clip(", "axis(",
    "block(", "mask(", "sphere()", "normal()", "uniform()", "signs()", "**", "'", "::", "η", "ρ",
    "β₂", "λ",
    "∇f(", "‖", "−", "·", "×", "[0]", "{", "def ", "for ", "return", "\0", "\u{1B}[2J", "\u{202E}",
    "漢", "e\u{301}",
  ]

  /// Returns a new rule, or the text with a part inserted, replaced or removed.
  mutating func mutated(_ text: [UInt8], limit: Int) -> [UInt8] {
    switch pick(8) {
    case 0, 1, 2, 3: return Array(rule().utf8.prefix(limit))
    case 4: return replacingPart(of: text, by: [])
    default: return replacingPart(of: text, by: Array(element(of: Self.words).utf8))
    }
  }

  private mutating func replacingPart(of text: [UInt8], by part: [UInt8]) -> [UInt8] {
    let first = pick(text.count + 1)
    let last = min(text.count, first + pick(8))
    return text[..<first] + part + text[last...]
  }

  private mutating func rule() -> String {
    (numbers, vectors) = (["eta", "rho", "beta", "beta2", "t"], ["w"])
    var lines: [String] = []
    for index in 0..<pick(3) {
      let name = "k\(index)"
      lines.append("knob \(name) = \(element(of: ["0.5", "2", "5", "1e-9"])) from 0 to 10")
      numbers.append(name)
    }
    let memories = (0..<pick(4)).map { (name: "m\($0)", isVector: pick(3) > 0) }
    for memory in memories {
      lines.append("memory \(memory.name) = \(element(of: ["0", "1", "w", "inf", "0.5*one"]))")
      if memory.isVector { vectors.append(memory.name) } else { numbers.append(memory.name) }
    }
    for index in 0..<pick(4) {
      let isVector = pick(3) > 0
      lines.append("a\(index) = \(isVector ? vector(2) : number(2))")
      if isVector { vectors.append("a\(index)") } else { numbers.append("a\(index)") }
    }
    for memory in memories {
      lines.append("\(memory.name) = \(memory.isVector ? vector(2) : number(2))")
    }
    if pick(4) == 0 { lines.append("ascent = \(vector(1))") }
    // Every knob must be read.
    let used = numbers.filter { $0.first == "k" }.map { "+ 0*\($0)*one" }.joined()
    lines.append("w = w - eta*(\(vector(3)))\(used)")
    return lines.joined(separator: element(of: ["\n", "; "]))
  }

  private mutating func vector(_ depth: Int) -> String {
    guard depth > 0 else {
      return pick(2) == 0 ? element(of: vectors) : "grad(\(element(of: vectors)))"
    }
    let next = depth - 1
    switch pick(20) {
    case 0, 1: return "\(vector(next)) + \(vector(next))"
    case 2, 3: return "\(vector(next)) - \(number(next))*\(vector(next))"
    case 4, 5: return "\(number(next))*(\(vector(next)))"
    case 6, 7, 8: return "grad(\(vector(next)))"
    case 9: return "unit(\(vector(next)))"
    case 10: return "(\(vector(next)))/\(number(0))"
    case 11: return "(\(vector(next)))/(sqrt(abs(\(vector(next)))) + \(number(0)))"
    case 12:
      return "if(\(condition(next)), \(vector(next)), \(element(of: ["0", "w", vector(next)])))"
    case 13:
      return "\(element(of: ["sign", "abs", "exp", "tanh", "round", "sin"]))(\(vector(next)))"
    case 14:
      return element(of: [
        "normal()", "sphere()", "signs()*w", "mask(0.5)*w", "axis(\(number(0)))*w",
        "block(\(number(0)))*w", "one*w",
      ])
    case 15: return "(\(vector(next)))*(\(vector(next)))"
    case 16: return "cap(\(vector(next)), \(number(next)))"
    case 17: return "proj(\(vector(next)), \(vector(next)))"
    case 18:
      return element(of: [
        "hvp(\(vector(next)), \(vector(next)))", "hdiag(\(vector(next)))*w",
        "top(\(vector(next)))", "solve(\(vector(next)), \(vector(next)), \(number(0)))",
      ])
    default:
      return "\(element(of: ["min", "max"]))(\(vector(next)), \(vector(next)))"
    }
  }

  private mutating func number(_ depth: Int) -> String {
    guard depth > 0 else {
      return pick(2) == 0
        ? element(of: numbers) : element(of: ["0", "1", "2", "0.5", "1e-8", "1e300", "-3"])
    }
    let next = depth - 1
    switch pick(14) {
    case 0, 1, 2: return "(\(number(next)) \(element(of: ["+", "-", "*", "/"])) \(number(next)))"
    case 3: return "\(element(of: ["norm", "sum", "mean", "min", "max"]))(\(vector(next)))"
    case 4: return "dot(\(vector(next)), \(vector(next)))"
    case 5: return "(\(number(next)))^\(element(of: ["2", "-1", "3", "t", "0.5"]))"
    case 6: return "if(\(condition(next)), \(number(next)), \(number(next)))"
    case 7:
      return "\(element(of: ["sqrt", "abs", "log", "floor", "round", "cos"]))(\(number(next)))"
    case 8: return "mod(\(number(next)), \(number(next)))"
    case 9: return element(of: ["loss(w)", "sharpness(w)", "uniform()", "loss(w, \(number(0)))"])
    case 10: return "clip(\(number(next)), \(number(0)), \(number(0)))"
    default: return number(0)
    }
  }

  private mutating func condition(_ depth: Int) -> String {
    switch pick(6) {
    case 0: return "t == 1"
    case 1: return "mod(t, 3) == 0"
    case 2 where depth > 0:
      let operation = element(of: ["and", "or"])
      return "\(condition(depth - 1)) \(operation) not(\(condition(depth - 1)))"
    case 3: return "\(vector(0)) < \(vector(0))"
    default:
      return "\(number(depth)) \(element(of: ["<", "<=", ">", ">=", "=="])) \(number(depth))"
    }
  }

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

  private mutating func element(of choices: [String]) -> String { choices[pick(choices.count)] }
}

/// Parses and steps `count` generated texts, each a new rule or a mutation of the previous text.
func fuzzGeneratedRules(_ count: Int, seed: UInt64) {
  var mutator = RuleMutator(seed: seed)
  var text: [UInt8] = []
  for input in 1...max(count, 1) {
    text = Array(mutator.mutated(text, limit: 1000).prefix(1200))
    fuzzRule(text)
    if input.isMultiple(of: 50_000) { print(ruleStatistics.summary) }
  }
}
