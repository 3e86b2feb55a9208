extension ElementaryFunctions {
  /// Splits x + tail into k·ln 2 + r + rest with |r| ≤ ½ ln 2, for |x| < 2⁹.⁵.
  @inline(__always)
  static func reducedExponent(_ x: Self, _ tail: Self) -> (k: Self, r: Self, rest: Self) {
    let k = rounded(x * 1.4426950408889634)
    let high = x - k * 0.6931471803691238
    let low = k * 1.9082149292705877e-10 - tail
    let r = high - low
    return (k, r, (high - r) - low)
  }

  /// Returns e^(r + rest) − 1 − r for |r| ≤ ½ ln 2.
  @inline(__always)
  static func exponentialTail(_ r: Self, _ rest: Self) -> Self {
    let r2 = r * r
    let r4 = r2 * r2
    let low = cubic(r, r2, 0.5, 0.1666666666666667, 0.04166666666666667, 0.008333333333326084)
    let middle = cubic(
      r, r2, 0.0013888888888883711, 0.0001984126987500228, 2.480158732567746e-05,
      2.755725517000089e-06)
    let high = (2.755727347871858e-07 + 2.5105312729622103e-08 * r) + 2.09147553258932e-09 * r2
    return r2 * (low + r4 * (middle + r4 * high)) + (rest + rest * r)
  }

  /// Returns e^(x + tail)·2^shift; 0 or ∞ where that underflows or overflows, NaN for NaN.
  @inline(__always)
  static func exponential(_ x: Self, tail: Self = 0, shift: Self = 0) -> Self {
    let clamped = max(min(x, 720), -760)
    let (k, r, rest) = reducedExponent(clamped, tail)
    return ldexp(1 + (r + exponentialTail(r, rest)), by: k + shift)
  }

  /// Returns k, m = (eˣ − 1)·2⁻ᵏ and 2⁻ᵏ, for x from −40 to 720.
  @inline(__always)
  static func scaledExpm1(_ x: Self) -> (k: Self, m: Self, inverse: Self) {
    let (k, r, rest) = reducedExponent(x, 0)
    // For k > 1000, 2⁻ᵏ is below the last place of m.
    let inverse = powerOfTwo(-min(k, 1000))
    let (high, low) = fastTwoSum(1 - inverse, r)
    return (k, high + (low + exponentialTail(r, rest)), inverse)
  }

  @inline(__always)
  static func expOf(_ x: Self) -> Self { exponential(x) }

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
  static func tanhOf(_ x: Self) -> Self {
    let absX = min(magnitude(x), 40)
    let (_, m, inverse) = scaledExpm1(2 * absX)
    return flippingSign(m / (m + 2 * inverse), by: x)
  }

  @inline(__always)
  static func expm1Of(_ x: Self) -> Self {
    let (k, m, _) = scaledExpm1(max(min(x, 720), -40))
    // The difference would lose the sign of a zero.
    return select(equal(x, 0), x, ldexp(m, by: k))
  }

  @inline(__always)
  static func sigmoidOf(_ x: Self) -> Self {
    let e = exponential(-magnitude(x))
    return select(x < 0, e, 1) / (1 + e)
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
