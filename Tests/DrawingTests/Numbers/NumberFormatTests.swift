import Drawing
import Testing

@Suite struct `A formatted number` {
  @Test(arguments: [
    (18.2, "18.2"), (0.0573, "0.0573"), (7.2e-4, "7.2e-04"), (0, "0"), (-0.0, "0"), (-3, "−3.00"),
    (4.36, "4.36"), (.infinity, "inf"), (-.infinity, "−inf"), (.nan, "nan"), (20, "20.0"),
    (100, "100"), (999.6, "1000"), (12345.6, "12346"), (99999.4, "99999"), (99999.6, "1.0e+05"),
    (123456, "1.2e+05"), (0.001, "0.00100"), (0.0009996, "0.00100"), (0.000996, "1.0e-03"),
    (1, "1.00"), (0.1, "0.100"), (9.995, "10.0"), (9.994, "9.99"), (0.1 + 0.2, "0.300"),
    (1.005, "1.01"), (2.675, "2.68"), (6e-33, "6.0e-33"),
    (Double.leastNonzeroMagnitude, "5.0e-324"),
    (1.7976931348623157e308, "1.8e+308"), (-0.0404, "−0.0404"), (1e5, "1.0e+05"), (1e16, "1.0e+16"),
    (1e-5, "1.0e-05"), (9.96e9, "1.0e+10"), (0.0999999, "0.100"), (1e22, "1.0e+22"),
  ])
  func `is short`(_ value: Double, _ text: String) {
    #expect(formatShort(value) == text)
  }

  @Test(arguments: [
    (1, "3", "3e-05"), (2, "3.1", "3.1e-05"), (4, "3.142", "3.14e-05"),
    (6, "3.14159", "3.1416e-05"),
    (0, "3", "3e-05"),
  ])
  func `has the requested number of digits`(_ digits: Int, _ pi: String, _ small: String) {
    #expect(formatShort(3.14159265, digits: digits) == pi)
    #expect(formatShort(3.14159e-5, digits: digits).hasPrefix(String(small.prefix(1))))
    if digits > 1 && digits < 4 { #expect(formatShort(3.14159e-5, digits: digits + 1) == small) }
  }

  @Test(arguments: [
    (0.1, 3, "0.100"), (0.0005, 3, "0.001"), (0.00049, 3, "0.000"), (-0.0001, 2, "0.00"),
    (2.5, 0, "3"), (-2.5, 0, "−3"), (0.5, 0, "1"), (0.4, 0, "0"), (99.995, 2, "100.00"),
    (1234.5678, 2, "1234.57"), (1e14, 1, "100000000000000.0"), (1e15, 2, "1.000e+15"),
    (.nan, 2, "nan"), (-.infinity, 2, "−inf"), (12, 0, "12"), (9.99, 1, "10.0"), (0, 2, "0.00"),
    (0, 0, "0"), (Double.leastNonzeroMagnitude, 3, "0.000"), (3, -2, "3"),
  ])
  func `has a fixed number of decimal places`(_ value: Double, _ places: Int, _ text: String) {
    #expect(formatFixed(value, places: places) == text)
  }

  @Test func `parses to nearly the same value`() throws {
    var value = 3.7e-12
    while value < 1e12 {
      for signed in [value, -value] {
        let text = formatShort(signed, digits: 4).replacing("−", with: "-")
        let parsed = try #require(Double(text))
        #expect(abs(parsed - signed) <= abs(signed) * 0.0051, "\(signed) as \(text)")
      }
      value *= 1.37
    }
  }
}

@Suite struct `Ticks` {
  @Test func `are round numbers`() {
    #expect(ticks(0, 10, atMost: 6) == [0, 2, 4, 6, 8, 10])
    #expect(ticks(-3, 3, atMost: 4) == [-2, 0, 2])
    #expect(ticks(0, 1, atMost: 11) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    #expect(ticks(0.2, 0.21, atMost: 3) == [0.2, 0.205, 0.21])
    #expect(ticks(4, 4, atMost: 3) == [4])
    #expect(ticks(1e300, 3e300, atMost: 3).count == 3)
  }

  @Test func `are empty for an empty or infinite interval`() {
    #expect(ticks(1, 0, atMost: 3).isEmpty)
    #expect(ticks(.nan, 1, atMost: 3).isEmpty)
    #expect(ticks(0, .infinity, atMost: 3).isEmpty)
    #expect(ticks(0, 1, atMost: 0).isEmpty)
    #expect(ticks(-1.7e308, 1.7e308, atMost: 3).isEmpty)
    #expect(logTicks(0, 1, atMost: 3).isEmpty)
  }

  @Test func `lie inside, number at most the maximum, and are equidistant`() {
    for exponent in -12...12 {
      for (lo, hi) in [(0.13, 0.97), (-2.4, 7.7), (3.0, 3.1)] {
        var scale = 1.0
        for _ in 0..<abs(exponent) { scale *= exponent < 0 ? 0.1 : 10 }
        for count in 1...12 {
          let found = ticks(lo * scale, hi * scale, atMost: count)
          #expect(found.count <= count)
          let slack = scale * 1e-8
          #expect(found.allSatisfy { $0 >= lo * scale - slack && $0 <= hi * scale + slack })
          let gaps = zip(found, found.dropFirst()).map { $1 - $0 }
          #expect(gaps.allSatisfy { abs($0 - gaps[0]) < slack })
          if count >= 5 { #expect(found.count >= 2, "\(lo) \(hi) × 1e\(exponent), \(count)") }
        }
      }
    }
  }

  @Test func `of a logarithmic scale are powers of ten`() {
    #expect(logTicks(1e-3, 1e2, atMost: 6) == [1e-3, 1e-2, 0.1, 1, 10, 100])
    #expect(logTicks(1e-3, 1e2, atMost: 3) == [1e-2, 1, 100])
    #expect(logTicks(1e-33, 1, atMost: 4).count <= 4)
    #expect(logTicks(2, 7, atMost: 3) == [2, 4, 6])
  }

  @Test func `have labels with equal decimal places`() {
    #expect(tickLabels(of: [0, 0.5, 1]) == ["0.0", "0.5", "1.0"])
    #expect(tickLabels(of: [0, 5, 10]) == ["0", "5", "10"])
    #expect(tickLabels(of: [-0.02, 0, 0.02]) == ["−0.02", "0.00", "0.02"])
    #expect(tickLabels(of: [1e-4, 1e-2, 1, 100]) == ["1e-04", "0.01", "1", "100"])
    #expect(
      tickLabels(of: [1e-6, 1e-3, 1, 1000, 1e6]) == ["1e-06", "0.001", "1", "1000", "1e+06"])
    #expect(tickLabels(of: [1.5e-5, 2e-5, 2.5e-5]) == ["1.5e-05", "2.0e-05", "2.5e-05"])
    #expect(tickLabels(of: [1e6, 2e6]) == ["1.0e+06", "2.0e+06"])
    #expect(tickLabels(of: [0.99905, 0.9991, 0.99915]) == ["0.99905", "0.99910", "0.99915"])
    #expect(tickLabels(of: []).isEmpty)
  }
}
