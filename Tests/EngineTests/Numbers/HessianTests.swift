import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite(.randomCases) struct `A Hessian` {
  @Test func `scales its top eigenvector by its larger eigenvalue`() {
    forEachRandomCase(500) { generator in
      let h = Hessian(
        xx: generator.number(in: -5...5), xy: generator.number(in: -5...5),
        yy: generator.number(in: -5...5))
      let v = h.topEigenvector
      let image = Point(h.xx * v.x + h.xy * v.y, h.xy * v.x + h.yy * v.y)
      #expect(abs(v.norm - 1) < 1e-14)
      #expect((image - h.maxEigenvalue * v).norm < 1e-13)
      #expect(abs(h.maxEigenvalue + h.minEigenvalue - h.xx - h.yy) < 1e-13)
      #expect(h.maxEigenvalue >= h.minEigenvalue)
    }
  }

  @Test func `of a diagonal matrix has exact axes as eigenvectors`() {
    #expect(Hessian(xx: 0.05, xy: 0, yy: 5).topEigenvector == Point(0, 1))
    #expect(Hessian(xx: 7, xy: 0, yy: 2).topEigenvector == Point(1, 0))
    #expect(Hessian(xx: 3, xy: 0, yy: 3).topEigenvector == Point(1, 0))
    #expect(Hessian(xx: 49, xy: 0, yy: 0.1).topEigenvector == Point(1, 0))
  }

  @Test(arguments: [
    (Hessian(xx: 2e8, xy: 0, yy: -2e-9), 2e8, -2e-9),
    (Hessian(xx: -1e8, xy: 0, yy: 1e-8), 1e-8, -1e8),
    (Hessian(xx: 1e8, xy: 1e-4, yy: 2e-8), 1e8, 1.99999999e-8),
    (Hessian(xx: 2e200, xy: 1e200, yy: 0), 2.414213562373095e200, -4.142135623730951e199),
    (Hessian(xx: 2e-170, xy: 1e-170, yy: 2e-170), 3e-170, 1e-170),
    (Hessian(xx: 1e300, xy: 1e140, yy: 0), 1e300, -1e-20),
    (Hessian(xx: 5, xy: 5, yy: 5), 10, 0),
    (Hessian(xx: .infinity, xy: 0, yy: 3), .infinity, 3),
  ])
  func `has eigenvalues that neither cancel nor overflow`(
    _ h: Hessian, _ max: Double, _ min: Double
  ) {
    #expect(abs(h.maxEigenvalue - max) <= 1e-15 * abs(max) || h.maxEigenvalue == max)
    #expect(abs(h.minEigenvalue - min) <= 1e-15 * abs(min) || h.minEigenvalue == min)
    #expect(h.topEigenvector.isFinite)
  }

  @Test func `with NaN has no eigenvalues`() {
    for h in [
      Hessian(xx: .nan, xy: 0, yy: 1), Hessian(xx: 1, xy: 0, yy: .nan),
      Hessian(xx: 1, xy: .nan, yy: 1),
    ] {
      #expect(h.maxEigenvalue.isNaN && h.minEigenvalue.isNaN)
    }
  }

  @Test func `has the eigenvalues of 700 digits, to four units in the last place`() throws {
    let numbers = try JSONDecoder().decode([UInt64].self, from: reference("eigenvalues")).map {
      Double(bitPattern: $0)
    }
    #expect(numbers.count == 3000)
    for first in stride(from: 0, to: numbers.count, by: 5) {
      let h = Hessian(xx: numbers[first], xy: numbers[first + 1], yy: numbers[first + 2])
      let (max, min) = (numbers[first + 3], numbers[first + 4])
      #expect(abs(h.maxEigenvalue - max) <= 4 * max.ulp, "\(h)")
      #expect(abs(h.minEigenvalue - min) <= 4 * min.ulp, "\(h)")
    }
  }

  @Test func `has accurate eigenvalues over all magnitudes`() {
    var generator = SeededGenerator(seed: 5)
    func entry(_ exponents: ClosedRange<Double>) -> Double {
      let sign: Double = generator.number(in: -1...1) < 0 ? -1 : 1
      return sign * Foundation.pow(10, generator.number(in: exponents))
    }
    var worst = (large: 0.0, small: 0.0)
    for index in 0..<100_000 {
      let h: Hessian
      if index.isMultiple(of: 2) {
        h = Hessian(xx: entry(-300...300), xy: entry(-300...300), yy: entry(-300...300))
      } else {
        let scale = generator.number(in: -290...290)
        let range = (scale - 9)...(scale + 9)
        h = Hessian(xx: entry(range), xy: entry(range), yy: entry(range))
      }
      let expected = preciseEigenvalues(h)
      let isMaxLarger = abs(expected.max) >= abs(expected.min)
      func error(_ found: Double, _ expected: Double, _ unit: Double) -> Double {
        found == expected ? 0 : abs(found - expected) / unit
      }
      let errors = (
        error(h.maxEigenvalue, expected.max, isMaxLarger ? expected.max.ulp : abs(expected.max)),
        error(h.minEigenvalue, expected.min, isMaxLarger ? abs(expected.min) : expected.min.ulp)
      )
      // Below 10⁻³⁰⁰, a subnormal eigenvalue has fewer digits.
      worst.large = max(worst.large, isMaxLarger ? errors.0 : errors.1)
      if min(abs(expected.max), abs(expected.min)) > 1e-300 {
        worst.small = max(worst.small, isMaxLarger ? errors.1 : errors.0)
      }
      #expect(h.maxEigenvalue >= h.minEigenvalue)
    }
    #expect(worst.large <= 4)
    #expect(worst.small <= 1e-14)
  }
}

// MARK: - Reference

/// Returns the eigenvalues from arithmetic with 106 bits and unbounded exponents.
private func preciseEigenvalues(_ h: Hessian) -> (max: Double, min: Double) {
  let (xx, xy, yy) = (Wide(h.xx), Wide(h.xy), Wide(h.yy))
  let half = Wide(0.5)
  let (difference, mean) = (half * (xx - yy), half * (xx + yy))
  let spread = (difference * difference + xy * xy).squareRoot()
  let large = mean.high < 0 ? mean - spread : mean + spread
  let small = (xx * yy - xy * xy) / large
  return large.high < 0 ? (small.rounded, large.rounded) : (large.rounded, small.rounded)
}

/// The number (high + low)·2^exponent with 1 ≤ |high| < 2, or 0.
private struct Wide {
  var high, low: Double
  var exponent: Int

  init(_ value: Double) { self.init(value, 0, 0) }

  private init(_ high: Double, _ low: Double, _ exponent: Int) {
    let sum = high + low
    guard sum != 0 else {
      (self.high, self.low, self.exponent) = (0, 0, 0)
      return
    }
    let rest = low - (sum - high)
    let shift = sum.exponent
    self.high = Double(sign: .plus, exponent: -shift, significand: sum)
    self.low = Double(sign: .plus, exponent: -shift, significand: rest)
    self.exponent = exponent + shift
  }

  var rounded: Double { Double(sign: .plus, exponent: exponent, significand: high) }

  static func + (a: Wide, b: Wide) -> Wide {
    let isFirst = b.high == 0 || a.high != 0 && a.exponent >= b.exponent
    let (a, b) = isFirst ? (a, b) : (b, a)
    guard b.high != 0, a.exponent - b.exponent < 300 else { return a }
    let shift = b.exponent - a.exponent
    let high = Double(sign: .plus, exponent: shift, significand: b.high)
    let low = Double(sign: .plus, exponent: shift, significand: b.low)
    let sum = a.high + high
    let part = sum - a.high
    let lowSum = a.low + low
    let lowPart = lowSum - a.low
    let rest = (a.high - (sum - part)) + (high - part)
    let lowRest = (a.low - (lowSum - lowPart)) + (low - lowPart)
    let middle = rest + lowSum
    let middleRest = (rest - middle) + lowSum
    let top = sum + middle
    return Wide(top, ((sum - top) + middle) + (middleRest + lowRest), a.exponent)
  }

  static func - (a: Wide, b: Wide) -> Wide { a + Wide(-b.high, -b.low, b.exponent) }

  static func * (a: Wide, b: Wide) -> Wide {
    let product = a.high * b.high
    let rest = (-product).addingProduct(a.high, b.high) + (a.high * b.low + a.low * b.high)
    return Wide(product, rest, a.exponent + b.exponent)
  }

  static func / (a: Wide, b: Wide) -> Wide {
    guard a.high != 0 else { return a }
    let first = Wide(a.high / b.high, 0, a.exponent - b.exponent)
    let rest = a - first * b
    return first + Wide(rest.high / b.high, 0, rest.exponent - b.exponent)
  }

  func squareRoot() -> Wide {
    guard high > 0 else { return self }
    let isOdd = !exponent.isMultiple(of: 2)
    let first = Wide((isOdd ? 2 * high : high).squareRoot(), 0, (exponent - (isOdd ? 1 : 0)) / 2)
    let rest = self - first * first
    return first + Wide(rest.high / (2 * first.high), 0, rest.exponent - first.exponent)
  }
}
