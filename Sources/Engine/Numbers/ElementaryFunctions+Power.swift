extension ElementaryFunctions {
  /// Returns ln(x·2^−shift) as high + low, accurate to about 66 bits, for positive normal x.
  @inline(__always)
  private static func preciseLogarithm(_ x: Self, _ shift: Self) -> (high: Self, low: Self) {
    let (m, e) = frexp(x)
    let k = e - shift
    let f = m - 1
    // s = f/(2 + f) and z = s² in double-double precision.
    let denominator = fastTwoSum(2, f)
    let s = f / denominator.high
    let product = twoProduct(s, denominator.high)
    let sLow = (((f - product.high) - product.low) - s * denominator.low) / denominator.high
    let square = twoProduct(s, s)
    let zLow = square.low + 2 * s * sLow
    let z = square.high
    let z2 = z * z
    let series =
      cubic(z, z2, 0.4, 0.2857142857142937, 0.22222222221652765, 0.18181818336099848)
      + z2 * z2
      * cubic(
        z, z2, 0.1538459488700718, 0.1333480879881234, 0.11706126464563398, 0.11724327060846747)
    // ln m = s(2 + z(2⁄3 + z·series)).
    let inner = fastTwoSum(0.6666666666666666, z * series)
    let innerLow = inner.low + 3.700743415417188e-17
    let zInner = twoProduct(z, inner.high)
    let zInnerLow = zInner.low + (z * innerLow + zLow * inner.high)
    let factor = fastTwoSum(2, zInner.high)
    let factorLow = factor.low + zInnerLow
    let value = twoProduct(s, factor.high)
    let valueLow = value.low + (s * factorLow + sLow * factor.high)
    let (high, low) = twoSum(k * 0.693147180559663, value.high)
    return fastTwoSum(high, low + (valueLow + k * 2.8235290563031577e-13))
  }

  /// Returns |x| to the power y, for finite nonzero x and finite y.
  @inline(__always)
  private static func powerOfMagnitude(_ absX: Self, _ y: Self) -> Self {
    let isSubnormal = absX < 0x1p-1022
    let log = preciseLogarithm(
      select(isSubnormal, absX * 0x1p54, absX), select(isSubnormal, 54, 0))
    // For larger |y| every power of x ≠ 1 is 0 or ∞, and the products below would overflow.
    let clamped = max(min(y, 0x1p70), -0x1p70)
    let exponent = twoProduct(clamped, log.high)
    let tail = select(magnitude(exponent.high) < 800, exponent.low + clamped * log.low, 0)
    return exponential(exponent.high, tail: tail)
  }

  @inline(__always)
  static func powOf(_ x: Self, _ y: Self) -> Self {
    let absX = magnitude(x)
    let exponent = magnitude(y)
    let infinity = Self(Double.infinity)
    let isInteger = equal(integerPart(exponent), exponent)
    let half = 0.5 * exponent
    let isOdd = select(isInteger, select(equal(integerPart(half), half), 0, Self(1)), 0)

    var result = powerOfMagnitude(absX, y)
    let growing = select(y < 0, 0, infinity)
    let shrinking = select(y < 0, infinity, Self(0))
    result = select(equal(absX, 0), shrinking, result)
    result = select(equal(absX, infinity), growing, result)
    // For y = ±∞ the power depends only on |x|.
    let limit = select(absX < 1, shrinking, select(1 < absX, growing, 1))
    result = select(equal(exponent, infinity), limit, result)
    result = select(equal(absX, 1), 1, result)
    let signed = select(0 < isOdd, flippingSign(result, by: x), result)
    // A negative finite x requires an integer y; x = −∞ and x = −0 do not.
    let isOutside = select(x < 0, select(absX < infinity, select(isInteger, 0, 1), 0), Self(0))
    result = select(0 < isOutside, Self(Double.nan), signed)
    result = select(x < infinity, result, select(equal(x, infinity), result, x))
    result = select(y < infinity, result, select(equal(y, infinity), result, y))
    return select(equal(y, 0), 1, select(equal(x, 1), 1, result))
  }

  /// Returns √(x² + y²).
  ///
  /// The scale is a power of two, and 1 for the magnitudes whose squares neither overflow nor
  /// underflow.
  @inline(__always)
  static func hypotOf(_ x: Self, _ y: Self) -> Self {
    let largest = max(magnitude(x), magnitude(y))
    let isSmall = largest < 0x1p-500
    let isLarge = 0x1p500 < largest
    let scale = select(isSmall, 0x1p600, select(isLarge, Self(0x1p-600), 1))
    let inverse = select(isSmall, 0x1p-600, select(isLarge, Self(0x1p600), 1))
    let (a, b) = (scale * x, scale * y)
    return sqrt(a * a + b * b) * inverse
  }

  /// Returns the largest integer that is at most x.
  @inline(__always)
  static func floorOf(_ x: Self) -> Self {
    let nearest = flippingSign(integerPart(magnitude(x)), by: x)
    return select(x < nearest, nearest - 1, nearest)
  }

  /// Returns x rounded to an integer, for x ≥ 0.
  @inline(__always)
  private static func integerPart(_ x: Self) -> Self {
    let rounded = (x + 0x1p52) - 0x1p52
    return select(x < 0x1p52, rounded, x)
  }

  /// Returns x to an integer power, by repeated squaring.
  @inline(__always)
  static func powOf(_ x: Self, _ n: Int) -> Self {
    var result: Self = 1
    var base = x
    var remaining = n.magnitude
    while remaining > 0 {
      if remaining & 1 == 1 { result *= base }
      base *= base
      remaining >>= 1
    }
    return n < 0 ? 1 / result : result
  }
}
