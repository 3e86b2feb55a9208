extension ElementaryFunctions {
  @inline(__always)
  static func atanOf(_ x: Self) -> Self {
    let absX = magnitude(x)
    // arctan x = arctan c + arctan((x − c)/(1 + cx)) for c = 0, ½, 1, 3⁄2, ∞.
    let (over0, over1) = (0.4375 < absX, 0.6875 < absX)
    let (over2, over3) = (1.1875 < absX, 2.4375 < absX)
    @inline(__always)
    func pick(_ a: Self, _ b: Self, _ c: Self, _ d: Self, _ e: Self) -> Self {
      select(over1, select(over2, select(over3, e, d), c), select(over0, b, a))
    }
    let numerator = pick(absX, 2 * absX - 1, absX - 1, absX - 1.5, -1)
    let denominator = pick(1, 2 + absX, absX + 1, 1 + 1.5 * absX, absX)
    let high = pick(
      0, 0.4636476090008061, 0.7853981633974483, 0.982793723247329, 1.5707963267948966)
    let low = pick(
      0, 2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17,
      6.123233995736766e-17)
    let t = numerator / denominator
    let z = t * t
    let z2 = z * z
    let z4 = z2 * z2
    let a = cubic(
      z, z2, -0.33333333333333326, 0.19999999999987655, -0.14285714283127662, 0.11111110899049664)
    let b = cubic(
      z, z2, -0.0909090014058555, 0.07692086204975024, -0.06663224869084483, 0.05847612444521365)
    let c = (-0.050334165154982353 + 0.0378116004846169 * z) - 0.017532295994972764 * z2
    let tail = t * z * (a + z4 * (b + z4 * c))
    return flippingSign(high + (t + (tail + low)), by: x)
  }

  @inline(__always)
  static func atan2Of(_ y: Self, _ x: Self) -> Self {
    let infinity = Self(Double.infinity)
    let (absX, absY) = (magnitude(x), magnitude(y))
    // ∞/∞ counts as 1. Adding 0 turns −0 into 0, so y/0 has the sign of y.
    let areInfinite = select(equal(absX, infinity), absY, 0)
    let ratio = flippingSign(flippingSign(1, by: x), by: y)
    let angle = atanOf(select(equal(areInfinite, infinity), ratio, y / (x + 0)))
    let opposite =
      (angle + flippingSign(1.2246467991473532e-16, by: y))
      + flippingSign(3.141592653589793, by: y)
    let result = select(x < 0, opposite, angle)
    return select(equal(absX + absY, 0), y, result)
  }

  /// Returns (arcsin √z − √z)/√z for z from 0 to ¼.
  @inline(__always)
  private static func arcsineTail(_ z: Self) -> Self {
    let z2 = z * z
    let z4 = z2 * z2
    let a = cubic(
      z, z2, 0.16666666666666669, 0.07499999999998425, 0.04464285714637338, 0.030381944137085216)
    let b = cubic(
      z, z2, 0.022372173002005596, 0.017352391265909227, 0.013971235301124539,
      0.011478952690257387)
    let c = cubic(
      z, z2, 0.010324318288744113, 0.00545087818772055, 0.017419357964884856,
      -0.014881409392818066)
    return z * (a + z4 * (b + z4 * (c + z4 * 0.02877844261259304)))
  }

  /// Returns √z as the unevaluated sum high + low.
  @inline(__always)
  private static func preciseSqrt(_ z: Self) -> (high: Self, low: Self) {
    let high = sqrt(z)
    let square = twoProduct(high, high)
    let low = ((z - square.high) - square.low) / (2 * high)
    return (high, select(0 < high, low, 0))
  }

  @inline(__always)
  static func asinOf(_ x: Self) -> Self {
    let absX = magnitude(x)
    let isBelowHalf = absX < 0.5
    let z = select(isBelowHalf, absX * absX, 0.5 - 0.5 * absX)
    let tail = arcsineTail(z)
    let (s, rest) = preciseSqrt(z)
    let near = absX + absX * tail
    // π/2 − 2 arcsin √((1 − x)/2).
    let (high, low) = fastTwoSum(1.5707963267948966, -2 * s)
    let far = high + (low + (6.123233995736766e-17 - 2 * (rest + s * tail)))
    return flippingSign(select(isBelowHalf, near, far), by: x)
  }

  @inline(__always)
  static func acosOf(_ x: Self) -> Self {
    let absX = magnitude(x)
    let isBelowHalf = absX < 0.5
    let z = select(isBelowHalf, absX * absX, 0.5 - 0.5 * absX)
    let tail = arcsineTail(z)
    let (s, rest) = preciseSqrt(z)
    let (high, low) = fastTwoSum(1.5707963267948966, -x)
    let near = high + (low + (6.123233995736766e-17 - x * tail))
    let nearOne = 2 * (s + (rest + s * tail))
    let piMinus = fastTwoSum(3.141592653589793, -2 * s)
    let nearMinusOne =
      piMinus.high
      + (piMinus.low + (1.2246467991473532e-16 - 2 * (rest + s * tail)))
    return select(isBelowHalf, near, select(x < 0, nearMinusOne, nearOne))
  }
}
