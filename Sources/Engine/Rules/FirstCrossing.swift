/// The least argument at which a function reaches 0.
enum FirstCrossing {
  /// Returns the least x of a range at which a function becomes ≥ 0; ∞ if the function is negative
  /// in the whole range.
  ///
  /// Searches at 161 arguments of equal ratios. NaN if the function is NaN or begins at ≥ 0.
  static func of(
    in range: ClosedRange<Double> = 1e-3...1e5, _ f: (Double) -> Double
  ) -> Double {
    let ratio = Double.log(range.upperBound / range.lowerBound)
    var below: (x: Double, value: Double)?
    for index in 0...160 {
      let x = range.lowerBound * Double.exp(Double(index) / 160 * ratio)
      let value = f(x)
      if value.isNaN { return .nan }
      if value >= 0 { return below.map { root(from: $0, to: (x, value), f) } ?? .nan }
      below = (x, value)
    }
    return .infinity
  }

  /// Returns the crossing near an estimate; nil if the function does not change its sign there.
  static func near(_ estimate: Double, _ f: (Double) -> Double) -> Double? {
    for margin in [0.001, 0.1] {
      let (low, high) = ((1 - margin) * estimate, (1 + margin) * estimate)
      let (first, last) = (f(low), f(high))
      if first < 0, last >= 0 { return root(from: (low, first), to: (high, last), f) }
    }
    return nil
  }

  /// Returns the crossing between an argument with a value < 0 and one with a value ≥ 0.
  ///
  /// By inverse quadratic interpolation where it converges, otherwise by bisection (Chandrupatla,
  /// 1997).
  private static func root(
    from low: (x: Double, value: Double), to high: (x: Double, value: Double),
    _ f: (Double) -> Double
  ) -> Double {
    var (a, b, c) = (high, low, high)
    var weight = 0.5
    for _ in 0..<100 {
      let x = a.x + weight * (b.x - a.x)
      let value = f(x)
      if (value >= 0) == (a.value >= 0) {
        (c, a) = (a, (x, value))
      } else {
        (c, b, a) = (b, a, (x, value))
      }
      let tolerance = 1e-15 * abs(a.x)
      let width = abs(b.x - a.x)
      if a.value == 0 || width <= 2 * tolerance { break }
      weight = interpolated(a, b, c)
      weight = min(max(weight, tolerance / width), 1 - tolerance / width)
    }
    return abs(a.value) <= abs(b.value) ? a.x : b.x
  }

  /// Returns the fraction of the way from a to b at which the function is probably 0.
  private static func interpolated(
    _ a: (x: Double, value: Double), _ b: (x: Double, value: Double),
    _ c: (x: Double, value: Double)
  ) -> Double {
    let xi = (a.x - b.x) / (c.x - b.x)
    let phi = (a.value - b.value) / (c.value - b.value)
    guard phi * phi < xi, (1 - phi) * (1 - phi) < 1 - xi else { return 0.5 }
    let fraction =
      a.value / (b.value - a.value) * c.value / (b.value - c.value)
      + (c.x - a.x) / (b.x - a.x) * a.value / (c.value - a.value) * b.value / (c.value - b.value)
    return fraction.isFinite ? fraction : 0.5
  }
}
