extension ElementaryFunctions {
  @inline(__always)
  static func sinhOf(_ x: Self) -> Self {
    let absX = min(magnitude(x), 720)
    let (k, m, inverse) = scaledExpm1(absX)
    return flippingSign(ldexp(m + inverse * (m / (m + inverse)), by: k - 1), by: x)
  }

  @inline(__always)
  static func coshOf(_ x: Self) -> Self {
    let half = exponential(magnitude(x), shift: -1)
    return half + 0.25 / half
  }

  @inline(__always)
  static func softplusOf(_ x: Self) -> Self {
    max(x, 0) + log1pOf(exponential(-magnitude(x)))
  }

  @inline(__always)
  static func logCoshOf(_ x: Self) -> Self {
    let absX = magnitude(x)
    // |x| − ln 2 + ln(1 + e^(−2|x|)) cancels near 0, so |x| < 1 uses a series.
    let far =
      (absX - 0.6931471805599453) + (log1pOf(exponential(-2 * absX)) - 2.3190468138462996e-17)
    return select(absX < 1, logCoshNearZero(absX), far)
  }

  /// Returns ln cosh x = ½x² − x⁴/12 + … for |x| ≤ 1.
  @inline(__always)
  private static func logCoshNearZero(_ x: Self) -> Self {
    let (z, rest) = twoProduct(x, x)
    let z2 = z * z
    let z4 = z2 * z2
    let a = cubic(
      z, z2, -0.08333333333333333, 0.022222222222222143, -0.006746031746025094,
      0.0021869488533904826)
    let b = cubic(
      z, z2, -0.0007386029568142396, 0.000256580530647904, -9.09893396315058e-05,
      3.277776762520946e-05)
    let c = cubic(
      z, z2, -1.1950983747560425e-05, 4.390894352999652e-06, -1.6085358371680215e-06,
      5.710567017936165e-07)
    let d = cubic(
      z, z2, -1.848558868101771e-07, 4.9204916210084046e-08, -9.155408842821269e-09,
      8.598549969902457e-10)
    let series = a + z4 * (b + z4 * (c + z4 * d))
    return 0.5 * z + (0.5 * rest + z2 * series)
  }
}
