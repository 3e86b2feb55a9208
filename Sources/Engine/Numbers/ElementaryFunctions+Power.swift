extension ElementaryFunctions {
  /// ln x as a sum of two of about 66 good bits, for a positive normal x.
  @inline(__always)
  private static func preciseLogarithm(_ x: Self, _ moved: Self) -> (high: Self, low: Self) {
    let (m, e) = frexp(x)
    let k = e - moved
    let f = m - 1
    // s = f/(2 + f) and z = s² in twice the precision.
    let below = fastTwoSum(2, f)
    let s = f / below.high
    let back = twoProduct(s, below.high)
    let sLow = (((f - back.high) - back.low) - s * below.low) / below.high
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
    let bend = twoProduct(z, inner.high)
    let bendLow = bend.low + (z * innerLow + zLow * inner.high)
    let factor = fastTwoSum(2, bend.high)
    let factorLow = factor.low + bendLow
    let value = twoProduct(s, factor.high)
    let valueLow = value.low + (s * factorLow + sLow * factor.high)
    let (high, low) = twoSum(k * 0.693147180559663, value.high)
    return fastTwoSum(high, low + (valueLow + k * 2.8235290563031577e-13))
  }

  /// |x| to the power y where neither is special.
  @inline(__always)
  private static func powerOfMagnitude(_ size: Self, _ y: Self) -> Self {
    let isTiny = size < 0x1p-1022
    let log = preciseLogarithm(
      select(isTiny, size * 0x1p54, size), select(isTiny, 54, 0))
    // Beyond this every power but that of 1 is 0 or ∞, and products would overflow.
    let held = max(min(y, 0x1p70), -0x1p70)
    let exponent = twoProduct(held, log.high)
    let tail = select(magnitude(exponent.high) < 800, exponent.low + held * log.low, 0)
    return exponential(exponent.high, tail: tail)
  }

  @inline(__always)
  static func powOf(_ x: Self, _ y: Self) -> Self {
    let size = magnitude(x)
    let exponent = magnitude(y)
    let infinity = Self(Double.infinity)
    let isWhole = equal(integerPart(exponent), exponent)
    let half = 0.5 * exponent
    let isOdd = select(isWhole, select(equal(integerPart(half), half), 0, Self(1)), 0)

    var result = powerOfMagnitude(size, y)
    let growing = select(y < 0, 0, infinity)
    let shrinking = select(y < 0, infinity, Self(0))
    result = select(equal(size, 0), shrinking, result)
    result = select(equal(size, infinity), growing, result)
    // y = ±∞ decides by the size alone.
    let limit = select(size < 1, shrinking, select(1 < size, growing, 1))
    result = select(equal(exponent, infinity), limit, result)
    result = select(equal(size, 1), 1, result)
    let signed = select(0 < isOdd, flippingSign(result, by: x), result)
    // A negative base needs a whole exponent; of −∞ and −0 every power has a value.
    let isOutside = select(x < 0, select(size < infinity, select(isWhole, 0, 1), 0), Self(0))
    result = select(0 < isOutside, Self(Double.nan), signed)
    result = select(x < infinity, result, select(equal(x, infinity), result, x))
    result = select(y < infinity, result, select(equal(y, infinity), result, y))
    return select(equal(y, 0), 1, select(equal(x, 1), 1, result))
  }

  /// x without its fraction, for x ≥ 0.
  @inline(__always)
  private static func integerPart(_ x: Self) -> Self {
    let near = (x + 0x1p52) - 0x1p52
    return select(x < 0x1p52, near, x)
  }

  /// x to a whole power, by repeated squaring.
  @inline(__always)
  static func powOf(_ x: Self, _ n: Int) -> Self {
    var result: Self = 1
    var base = x
    var left = n.magnitude
    while left > 0 {
      if left & 1 == 1 { result *= base }
      base *= base
      left >>= 1
    }
    return n < 0 ? 1 / result : result
  }
}
