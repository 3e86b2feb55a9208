import Testing

@testable import Engine

/// Random formulas and random texts that are nearly formulas; the same for the same seed.
struct FormulaFuzz {
  private var dice: Dice

  init(seed: UInt64) { dice = Dice(seed: seed) }

  private static let words = [
    "x", "y", "k", "alpha", "pi", "e", "1", "2", "0", "0.5", ".5", "1e3", "1e-3", "3.", "1e999",
    "xy",
    "foo", "+", "-", "*", "/", "^", "−", "·", "×", "(", ")", "(", ")", ",", " ", "  ", "\t", "\n",
    "<", ">", "<=", ">=", "==", "=", "and", "or", "sin(", "cos(", "exp(", "log(", "min(", "max(",
    "if(", "abs(", "sqrt(", "softplus(", "logcosh(", "sin", "²", "π", "$", "\u{0}", "\u{1B}[2J",
    "\u{202E}", "漢", "🙂", "e\u{301}", "\r\n", "..", ".", "_", "x_1", "sam.x",
  ]

  /// A text: words at random, or a formula with an accident.
  mutating func text() -> String {
    switch Int.random(in: 0..<4, using: &dice) {
    case 0:
      let count = Int.random(in: 0...12, using: &dice)
      return (0..<count).map { _ in pick(Self.words) }.joined()
    case 1:
      let count = Int.random(in: 0...16, using: &dice)
      return String(
        String.UnicodeScalarView(
          (0..<count).compactMap { _ in
            Unicode.Scalar(
              UInt32.random(in: 0...pick([0x7F, 0x7F, 0x2FFF, 0x10FFFF]), using: &dice))
          }))
    case 2:
      return formula(depth: 3)
    default:
      var characters = Array(formula(depth: 3))
      let place = Int.random(in: 0..<characters.count, using: &dice)
      switch Int.random(in: 0..<3, using: &dice) {
      case 0: characters.remove(at: place)
      case 1: characters.insert(contentsOf: pick(Self.words), at: place)
      default: characters.swapAt(place, Int.random(in: 0..<characters.count, using: &dice))
      }
      return String(characters)
    }
  }

  /// A formula without an error.
  mutating func formula(depth: Int) -> String {
    guard depth > 0 else {
      return pick(["x", "y", "x", "y", "k", "alpha", "pi", "e", "0", "1", "2", "3", "0.1", "1e-3"])
    }
    func deeper(_ fuzz: inout FormulaFuzz) -> String {
      fuzz.formula(depth: Int.random(in: 0..<depth, using: &fuzz.dice))
    }
    let a = deeper(&self)
    switch Int.random(in: 0..<12, using: &dice) {
    case 0: return "-(\(a))"
    case 1: return "(\(a))^\(pick(["2", "3", "-1", "-2", "0", "1", "0.5", "k"]))"
    case 2: return "(\(a))^(\(deeper(&self)))"
    case 3, 4, 5:
      let function = pick(Formula.functions)
      switch Operation.functions[function]?.arity {
      case 1: return "\(function)(\(a))"
      case 2: return "\(function)(\(a), \(deeper(&self)))"
      default:
        let comparison = pick(["<", ">", "<=", ">=", "==", "and", "or"])
        return "if((\(a)) \(comparison) (\(deeper(&self))), \(deeper(&self)), \(deeper(&self)))"
      }
    default:
      let (left, right) = (pick([a, "(\(a))"]), deeper(&self))
      return "\(left) \(pick(["+", "-", "*", "/", "*"])) \(pick([right, "(\(right))"]))"
    }
  }

  /// A formula with every parenthesis written out, beside the function that it means.
  mutating func meant(depth: Int) -> (text: String, meaning: (Point<Double>) -> Double) {
    guard depth > 0 else {
      switch Int.random(in: 0..<4, using: &dice) {
      case 0: return ("x", { $0.x })
      case 1: return ("y", { $0.y })
      default:
        let number = pick([0.0, 1, 2, 3, 0.1, 0.3, 7, 1e-3, 1.5])
        return ("\(number)", { _ in number })
      }
    }
    let (a, f) = meant(depth: Int.random(in: 0..<depth, using: &dice))
    let (b, g) = meant(depth: Int.random(in: 0..<depth, using: &dice))
    switch Int.random(in: 0..<9, using: &dice) {
    case 0: return ("(-\(a))", { -f($0) })
    case 1, 2: return ("(\(a) + \(b))", { f($0) + g($0) })
    case 3, 4: return ("(\(a) - \(b))", { f($0) - g($0) })
    case 5, 6: return ("(\(a)*\(b))", { f($0) * g($0) })
    case 7: return ("(\(a)/\(b))", { f($0) / g($0) })
    default: return ("sin(\(a))", { Double.sin(f($0)) })
    }
  }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: choices.indices, using: &dice)]
  }
}
