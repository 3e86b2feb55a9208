import Engine
import Foundation
import Testing
import Vectors

/// A function value that `Reference/functions.py` computed with 60 digits, correctly rounded.
private struct ReferenceValue {
  let arguments: [Double]
  let value: Double
}

private let referenceValues: [String: [ReferenceValue]] = {
  do {
    let table = try JSONDecoder().decode(
      [String: [UInt64]].self, from: reference("functions"))
    return table.reduce(into: [:]) { values, entry in
      let width = ["pow", "atan2", "hypot"].contains(entry.key) ? 3 : 2
      let numbers = entry.value.map { Double(bitPattern: $0) }
      values[entry.key] = stride(from: 0, to: numbers.count, by: width).map {
        ReferenceValue(
          arguments: Array(numbers[$0..<$0 + width - 1]), value: numbers[$0 + width - 1])
      }
    }
  } catch {
    Issue.record("functions.json: \(error)")
    return [:]
  }
}()

/// The value of the function of this name; `y` is the second argument of `pow`, `atan2`, `hypot`.
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
  case "log1p": N.log1p(x)
  case "expm1": N.expm1(x)
  case "sigmoid": N.sigmoid(x)
  case "asinh": N.asinh(x)
  case "acosh": N.acosh(x)
  case "atanh": N.atanh(x)
  case "floor": N.floor(x)
  case "atan2": N.atan2(x, y)
  case "hypot": N.hypot(x, y)
  default: N.pow(x, y)
  }
}

private let names = [
  "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "logCosh",
  "softplus", "erf", "pow", "log1p", "expm1", "sigmoid", "asinh", "acosh", "atanh", "atan2",
  "hypot",
]

/// The distance of two doubles in units in the last place.
private func ulpDistance(_ a: Double, _ b: Double) -> Int64 {
  if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .max }
  func ordinal(_ x: Double) -> Int64 {
    let bits = Int64(bitPattern: x.bitPattern)
    return bits < 0 ? .min - bits : bits
  }
  let (difference, overflow) = ordinal(a).subtractingReportingOverflow(ordinal(b))
  return overflow ? .max : abs(difference)
}

private let specialValues: [Double] = [
  0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
  .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNormalMagnitude, 0.5, -0.5, 2, -2, 3,
  -3, 1e6, 1e22, -1e300, 709.8, -745.2, 1.5, 0x1p53, 0x1p53 + 2,
]

@Suite struct `Every elementary function` {
  @Test(arguments: names)
  func `is accurate to two units in the last place`(_ name: String) throws {
    let references = try #require(referenceValues[name])
    #expect(references.count >= 700)
    var worst: (error: Int64, arguments: [Double]) = (0, [])
    for reference in references {
      let found: Double = value(name, reference.arguments[0], reference.arguments.last ?? 0)
      let error = ulpDistance(found, reference.value)
      if error > worst.error { worst = (error, reference.arguments) }
    }
    #expect(worst.error <= 2, "\(name)\(worst.arguments) is off by \(worst.error) ulp")
  }

  @Test(arguments: names)
  func `has the same bits on lanes and scalars`(_ name: String) throws {
    let references = try #require(referenceValues[name])
    var arguments = references.map { ($0.arguments[0], $0.arguments.last ?? 0) }
    for x in specialValues { arguments += specialValues.map { (x, $0) } }
    expectSameBits(name, arguments, { value(name, $0, $1) }, { value(name, $0, $1) })
  }

  @Test(arguments: ["−", "|", "√", "+", "×", "÷", "min", "max", "floor"])
  func `and every operator has the same bits on lanes and scalars`(_ sign: String) {
    let arguments = specialValues.flatMap { x in specialValues.map { (x, $0) } }
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
    case "floor": N.floor(x)
    default: N.max(x, y)
    }
  }

  private func expectSameBits(
    _ name: String, _ arguments: [(Double, Double)], _ onLanes: (Lanes, Lanes) -> Lanes,
    _ onScalars: (Double, Double) -> Double
  ) {
    for first in stride(from: 0, to: arguments.count - Lanes.count, by: Lanes.count) {
      var (x, y) = (Lanes(0), Lanes(0))
      for lane in 0..<Lanes.count { (x[lane], y[lane]) = arguments[first + lane] }
      let found = onLanes(x, y)
      for lane in 0..<Lanes.count {
        let scalar = onScalars(x[lane], y[lane])
        let same =
          found[lane].bitPattern == scalar.bitPattern || (found[lane].isNaN && scalar.isNaN)
        #expect(same, "\(name)(\(x[lane]), \(y[lane]))")
      }
    }
  }

  /// The expected values are Glibc's; IEEE 754 specifies them.
  @Test func `has the IEEE 754 values at zeros, infinities and NaN`() {
    let libm: [String: (Double) -> Double] = [
      "exp": Foundation.exp, "log": Foundation.log, "sin": Foundation.sin, "cos": Foundation.cos,
      "tan": Foundation.tan, "asin": Foundation.asin, "acos": Foundation.acos,
      "atan": Foundation.atan, "sinh": Foundation.sinh, "cosh": Foundation.cosh,
      "tanh": Foundation.tanh, "erf": Foundation.erf, "log1p": Foundation.log1p,
      "expm1": Foundation.expm1, "asinh": Foundation.asinh, "acosh": Foundation.acosh,
      "atanh": Foundation.atanh, "floor": Foundation.floor,
    ]
    for (name, function) in libm {
      for x in specialValues {
        let (found, expected): (Double, Double) = (value(name, x, 0), function(x))
        #expect(ulpDistance(found, expected) <= 2, "\(name)(\(x)) is \(found), not \(expected)")
        if expected == 0 { #expect(found.sign == expected.sign, "\(name)(\(x))") }
      }
    }
    for x in specialValues {
      for y in specialValues {
        let (found, expected) = (Double.pow(x, y), Foundation.pow(x, y))
        #expect(ulpDistance(found, expected) <= 2, "pow(\(x), \(y)) is \(found), not \(expected)")
        if expected == 0 { #expect(found.sign == expected.sign, "pow(\(x), \(y))") }
        // The angle of (−0, y) is that of (0, y), and the origin has the angle y.
        let angle = Double.atan2(x, y)
        let expectedAngle = x == 0 && y == 0 ? x : Foundation.atan2(x, y + 0)
        #expect(ulpDistance(angle, expectedAngle) <= 2, "atan2(\(x), \(y)) is \(angle)")
        if !x.isNaN, !y.isNaN {
          let (norm, expectedNorm) = (Double.hypot(x, y), Foundation.hypot(x, y))
          #expect(ulpDistance(norm, expectedNorm) <= 1, "hypot(\(x), \(y)) is \(norm)")
        }
      }
    }
  }

  @Test func `does not overflow where its value is finite`() {
    #expect(Double.logCosh(1e308) == 1e308)
    #expect(Double.softplus(1e308) == 1e308)
    #expect(Double.softplus(-800) == 0)
    #expect(Double.logCosh(-0.0) == 0)
    #expect(Double.logCosh(.nan).isNaN && Double.softplus(.nan).isNaN)
    #expect(Double.logCosh(-.infinity) == .infinity && Double.softplus(-.infinity) == 0)
  }
}
