import Engine
import Foundation
import Testing

/// One value in its 60-digit truth, rounded: `functions.py` beside the table says how it is made.
private struct Fact {
  let arguments: [Double]
  let value: Double
}

private let facts: [String: [Fact]] = {
  do {
    let table = try JSONDecoder().decode(
      [String: [UInt64]].self, from: reference("functions"))
    return table.reduce(into: [:]) { facts, entry in
      let width = entry.key == "pow" ? 3 : 2
      let numbers = entry.value.map { Double(bitPattern: $0) }
      facts[entry.key] = stride(from: 0, to: numbers.count, by: width).map {
        Fact(arguments: Array(numbers[$0..<$0 + width - 1]), value: numbers[$0 + width - 1])
      }
    }
  } catch {
    Issue.record("functions.json: \(error)")
    return [:]
  }
}()

/// A function by its name, over any number.
private func value<N: Number>(_ name: String, _ x: N, _ y: N) -> N {
  switch name {
  case "exp": N.exp(x)
  case "log": N.log(x)
  case "sin": N.sin(x)
  case "cos": N.cos(x)
  case "tan": N.tan(x)
  case "asin": N.asin(x)
  case "acos": N.acos(x)
  case "atan": N.atan(x)
  case "sinh": N.sinh(x)
  case "cosh": N.cosh(x)
  case "tanh": N.tanh(x)
  case "logCosh": N.logCosh(x)
  case "softplus": N.softplus(x)
  case "erf": N.erf(x)
  default: N.pow(x, y)
  }
}

private let names = [
  "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "logCosh",
  "softplus", "erf", "pow",
]

/// How many doubles lie between two, counted along the line of all doubles.
private func gap(_ a: Double, _ b: Double) -> Int64 {
  if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .max }
  func place(_ x: Double) -> Int64 {
    let bits = Int64(bitPattern: x.bitPattern)
    return bits < 0 ? .min - bits : bits
  }
  let (difference, overflow) = place(a).subtractingReportingOverflow(place(b))
  return overflow ? .max : abs(difference)
}

private let oddities: [Double] = [
  0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
  .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNormalMagnitude, 0.5, -0.5, 2, -2, 3,
  -3, 1e6, 1e22, -1e300, 709.8, -745.2, 1.5, 0x1p53, 0x1p53 + 2,
]

@Suite struct `Every elementary function` {
  @Test(arguments: names)
  func `is within two units in the last place`(_ name: String) throws {
    let facts = try #require(facts[name])
    #expect(facts.count >= 700)
    var worst: (gap: Int64, at: [Double]) = (0, [])
    for fact in facts {
      let found: Double = value(name, fact.arguments[0], fact.arguments.last ?? 0)
      let gap = gap(found, fact.value)
      if gap > worst.gap { worst = (gap, fact.arguments) }
    }
    #expect(worst.gap <= 2, "\(name)\(worst.at) is \(worst.gap) units off")
  }

  @Test(arguments: names)
  func `has the same bits on lanes`(_ name: String) throws {
    let facts = try #require(facts[name])
    var arguments = facts.map { ($0.arguments[0], $0.arguments.last ?? 0) }
    for x in oddities { arguments += oddities.map { (x, $0) } }
    expectSameBits(name, arguments, { value(name, $0, $1) }, { value(name, $0, $1) })
  }

  @Test(arguments: ["−", "|", "√", "+", "×", "÷", "min", "max"])
  func `and every operation has the same bits on lanes`(_ sign: String) {
    let arguments = oddities.flatMap { x in oddities.map { (x, $0) } }
    expectSameBits(sign, arguments, { operation(sign, $0, $1) }, { operation(sign, $0, $1) })
  }

  private func operation<N: Number>(_ sign: String, _ x: N, _ y: N) -> N {
    switch sign {
    case "−": -x
    case "|": N.abs(x)
    case "√": N.sqrt(x)
    case "+": x + y
    case "×": x * y
    case "÷": x / y
    case "min": N.min(x, y)
    default: N.max(x, y)
    }
  }

  private func expectSameBits(
    _ name: String, _ arguments: [(Double, Double)], _ onLanes: (Lanes, Lanes) -> Lanes,
    _ alone: (Double, Double) -> Double
  ) {
    for first in stride(from: 0, to: arguments.count - Lanes.count, by: Lanes.count) {
      var (x, y) = (Lanes(0), Lanes(0))
      for lane in 0..<Lanes.count { (x[lane], y[lane]) = arguments[first + lane] }
      let found = onLanes(x, y)
      for lane in 0..<Lanes.count {
        let scalar = alone(x[lane], y[lane])
        let same =
          found[lane].bitPattern == scalar.bitPattern || (found[lane].isNaN && scalar.isNaN)
        #expect(same, "\(name)(\(x[lane]), \(y[lane]))")
      }
    }
  }

  /// A libm's values at the ends, which IEEE 754 fixes.
  @Test func `has the standard's values at zeros, infinities and beyond`() {
    let libm: [String: (Double) -> Double] = [
      "exp": Foundation.exp, "log": Foundation.log, "sin": Foundation.sin, "cos": Foundation.cos,
      "tan": Foundation.tan, "asin": Foundation.asin, "acos": Foundation.acos,
      "atan": Foundation.atan, "sinh": Foundation.sinh, "cosh": Foundation.cosh,
      "tanh": Foundation.tanh, "erf": Foundation.erf,
    ]
    for (name, function) in libm {
      for x in oddities {
        let (found, expected): (Double, Double) = (value(name, x, 0), function(x))
        #expect(gap(found, expected) <= 2, "\(name)(\(x)) is \(found), not \(expected)")
        if expected == 0 { #expect(found.sign == expected.sign, "\(name)(\(x))") }
      }
    }
    for x in oddities {
      for y in oddities {
        let (found, expected) = (Double.pow(x, y), Foundation.pow(x, y))
        #expect(gap(found, expected) <= 2, "pow(\(x), \(y)) is \(found), not \(expected)")
        if expected == 0 { #expect(found.sign == expected.sign, "pow(\(x), \(y))") }
      }
    }
  }

  @Test func `is finite where only the formula would overflow`() {
    #expect(Double.logCosh(1e308) == 1e308)
    #expect(Double.softplus(1e308) == 1e308)
    #expect(Double.softplus(-800) == 0)
    #expect(Double.logCosh(-0.0) == 0)
    #expect(Double.logCosh(.nan).isNaN && Double.softplus(.nan).isNaN)
    #expect(Double.logCosh(-.infinity) == .infinity && Double.softplus(-.infinity) == 0)
  }
}
