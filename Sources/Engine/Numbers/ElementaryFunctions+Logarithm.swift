extension ElementaryFunctions {
  /// Returns ln((x + rest)·2^−shift).
  ///
  /// x must be positive and normal; |rest| must be at most half its unit in the last place.
  @inline(__always)
  private static func logarithm(_ x: Self, _ rest: Self, _ shift: Self) -> Self {
    let (m, e) = frexp(x)
    let k = e - shift
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    let z2 = z * z
    let series =
      z
      * (cubic(
        z, z2, 0.666666666666667, 0.3999999999989889, 0.28571428626253836, 0.22222211089379496)
        + z2 * z2 * ((0.1818289243253687 + 0.15331611722055008 * z) + 0.14617807153417325 * z2))
    let half = 0.5 * f * f
    // ln(1 + f) = f − (f²/2 − s(f²/2 + R)).
    let low = s * (half + series) + (k * 1.9082149292705877e-10 + rest)
    return k * 0.6931471803691238 - ((half - low) - f)
  }

  @inline(__always)
  static func logOf(_ x: Self) -> Self {
    let isSubnormal = x < 0x1p-1022
    let shift: Self = select(isSubnormal, 54, 0)
    let result = logarithm(select(isSubnormal, x * 0x1p54, x), 0, shift)
    let finite = select(x < Self(Double.infinity), result, x)
    return select(x < 0, Self(Double.nan), select(equal(x, 0), Self(-Double.infinity), finite))
  }

  /// Returns ln(1 + x) for x from 0 to 1.
  @inline(__always)
  static func log1pOf(_ x: Self) -> Self {
    let (whole, rest) = fastTwoSum(1, x)
    let result = logarithm(whole, rest / whole, 0)
    // `frexp` is not defined for NaN.
    return select(x < 2, result, x)
  }

  /// Returns ln(1 + x) for every x.
  @inline(__always)
  static func generalLog1pOf(_ x: Self) -> Self {
    let (whole, rest) = twoSum(1, x)
    let result = logarithm(whole, rest / whole, 0)
    let finite = select(x < Self(Double.infinity), result, x)
    let inside = select(x < -1, Self(Double.nan), finite)
    // The sum would lose the sign of a zero.
    return select(equal(x, -1), Self(-Double.infinity), select(equal(x, 0), x, inside))
  }
}
