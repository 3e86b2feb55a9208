import Export
import Foundation
import TestSupport
import Testing

@Suite struct `An exactly formatted number` {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "-0.0"), (3, "3"), (-12, "-12"), (0.05, "0.05"),
    (0.1 + 0.2, "0.30000000000000004"),
    (1e-12, "1e-12"), (999_999_999_999_999, "999999999999999"), (1e15, "1000000000000000.0"),
    (1e22, "1e+22"), (.nan, "NaN"), (-.nan, "NaN"), (.infinity, "inf"), (-.infinity, "-inf"),
    (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
  ])
  func `has its shortest form`(_ value: Double, _ text: String) {
    #expect(formatExact(value) == text)
  }

  @Test func `parses to the same double with strtod and Swift`() {
    var bits: UInt64 = 42
    for _ in 0..<100_000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: bits ^ (bits >> 29))
      guard !value.isNaN else { continue }
      let text = formatExact(value)
      #expect(Double(text)?.bitPattern == value.bitPattern, "\(text)")
      #expect(strtod(text, nil).bitPattern == value.bitPattern, "\(text)")
    }
  }
}

@Suite struct `A number with significant digits` {
  @Test(arguments: [
    (18.2134371, "18.2134"), (0.000123456789, "0.000123457"), (0.0000123456789, "1.23457e-05"),
    (999_999.6, "1e+06"), (999_999, "999999"), (9.9999996, "10"), (0.99999996, "1"),
    (1_234_567, "1.23457e+06"), (-2.5, "-2.5"), (0.1 + 0.2, "0.3"), (1e100, "1e+100"),
    (100, "100"), (0, "0"), (-0.0, "0"), (.nan, "NaN"), (-.nan, "NaN"), (-.infinity, "-inf"),
    (0.00009999996, "0.0001"),
  ])
  func `has at most six digits`(_ value: Double, _ text: String) {
    #expect(formatSignificant(value) == text)
  }

  @Test func `agrees with printf where both round the same decimal`() {
    var bits: UInt64 = 7
    for _ in 0..<20_000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(Int64(bitPattern: bits) >> 20) * 1e-9
      #expect(formatSignificant(value) == String(format: "%.6g", value), "\(value)")
    }
  }

  @Test(arguments: [(1, "20"), (2, "18"), (3, "18.2"), (17, "18.2134371")])
  func `has the requested number of digits`(_ digits: Int, _ text: String) {
    #expect(formatSignificant(18.2134371, digits: digits) == text)
  }
}
