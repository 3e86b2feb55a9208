import TestSupport
import Testing

@testable import Engine

/// Generates random formulas and invalid texts.
struct FormulaGenerator {
  private var generator: SeededGenerator

  init(_ generator: SeededGenerator) { self.generator = generator }

  private static let tokens = [
    "x", "y", "k", "alpha", "pi", "e", "1", "2", "0", "0.5", ".5", "1e3", "1e-3", "3.", "1e999",
    "xy",
    "foo", "+", "-", "*", "/", "^", "−", "·", "×", "(", ")", "(", ")", ",", " ", "  ", "\t", "\n",
    "<", ">", "<=", ">=", "==", "=", "and", "or", "sin(", "cos(", "exp(", "log(", "min(", "max(",
    "if(", "abs(", "sqrt(", "softplus(", "logcosh(", "sin", "²", "³⁻", "π", "$", "|", "||", "√",
    "**", ".^", "np.", "2x", "x1", "X", "f(x,y)=", "[", "]", "ｘ", "½", "0,5", ";", "hypot(",
    "sinc(", "\u{0}", "\u{1B}[2J",
    "\u{202E}", "漢", "🙂", "e\u{301}", "\r\n", "..", ".", "_", "x_1", "sam.x",
  ]

  /// Returns random tokens, random characters, a valid formula or a mutated formula.
  mutating func text() -> String {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0:
      let count = Int.random(in: 0...12, using: &generator)
      return (0..<count).map { _ in pick(Self.tokens) }.joined()
    case 1:
      let count = Int.random(in: 0...16, using: &generator)
      return String(
        String.UnicodeScalarView(
          (0..<count).compactMap { _ in
            Unicode.Scalar(
              UInt32.random(in: 0...pick([0x7F, 0x7F, 0x2FFF, 0x10FFFF]), using: &generator))
          }))
    case 2:
      return formula(depth: 3)
    default:
      var characters = Array(formula(depth: 3))
      let index = Int.random(in: 0..<characters.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: characters.remove(at: index)
      case 1: characters.insert(contentsOf: pick(Self.tokens), at: index)
      default: characters.swapAt(index, Int.random(in: 0..<characters.count, using: &generator))
      }
      return String(characters)
    }
  }

  /// Returns a valid formula.
  mutating func formula(depth: Int) -> String {
    guard depth > 0 else {
      return pick(["x", "y", "x", "y", "k", "alpha", "pi", "e", "0", "1", "2", "3", "0.1", "1e-3"])
    }
    func operand(_ formulas: inout FormulaGenerator) -> String {
      formulas.formula(depth: Int.random(in: 0..<depth, using: &formulas.generator))
    }
    let a = operand(&self)
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: return "-(\(a))"
    case 1: return "(\(a))^\(pick(["2", "3", "-1", "-2", "0", "1", "0.5", "k"]))"
    case 2: return "(\(a))^(\(operand(&self)))"
    case 3, 4, 5:
      let function = pick(Formula.functions)
      if function == "if" {
        let comparison = pick(["<", ">", "<=", ">=", "==", "and", "or"])
        return "if((\(a)) \(comparison) (\(operand(&self))), \(operand(&self)), \(operand(&self)))"
      }
      let count = function == "sinc" ? 1 : FormulaFunction.all[function]?.arity.lowerBound ?? 1
      let rest = (1..<count).map { _ in ", " + operand(&self) }.joined()
      return "\(function)(\(a)\(rest))"
    default:
      let (left, right) = (pick([a, "(\(a))"]), operand(&self))
      return "\(left) \(pick(["+", "-", "*", "/", "*"])) \(pick([right, "(\(right))"]))"
    }
  }

  /// Returns a fully parenthesized formula and the function that it denotes.
  mutating func formulaAndFunction(
    depth: Int
  ) -> (text: String, function: (Point<Double>) -> Double) {
    guard depth > 0 else {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: return ("x", { $0.x })
      case 1: return ("y", { $0.y })
      default:
        let number = pick([0.0, 1, 2, 3, 0.1, 0.3, 7, 1e-3, 1.5])
        return ("\(number)", { _ in number })
      }
    }
    let (a, f) = formulaAndFunction(depth: Int.random(in: 0..<depth, using: &generator))
    let (b, g) = formulaAndFunction(depth: Int.random(in: 0..<depth, using: &generator))
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: return ("(-\(a))", { -f($0) })
    case 1, 2: return ("(\(a) + \(b))", { f($0) + g($0) })
    case 3, 4: return ("(\(a) - \(b))", { f($0) - g($0) })
    case 5, 6: return ("(\(a)*\(b))", { f($0) * g($0) })
    case 7: return ("(\(a)/\(b))", { f($0) / g($0) })
    default: return ("cos(\(a))", { Double.cos(f($0)) })
    }
  }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: choices.indices, using: &generator)]
  }
}
