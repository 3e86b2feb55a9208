extension ElementaryFunctions {
  /// Reduces |x| to [−π/4, π/4] and a quadrant.
  ///
  /// Subtracts k·π/2 in three parts (Cody and Waite), of which the first two have exact products
  /// with k. Above `PayneHanek.limit`, `reducedLargeAngle` multiplies by the bits of 2/π instead.
  @inline(__always)
  private static func rangeReduced(_ absX: Self) -> ReducedAngle<Self> {
    let shifted = absX * 0.6366197723675814 + Self(RoundingShift.toInteger)
    let k = shifted - Self(RoundingShift.toInteger)
    let first = absX - k * 1.5707963267923333
    let second = fastTwoDiff(first, k * 2.5633441515839558e-12)
    let rest = second.low - k * 1.0562999066987428e-23
    let high = second.high + rest
    let angle = ReducedAngle(quadrant: shifted, high: high, low: (second.high - high) + rest)
    return anyTrue(Self(PayneHanek.limit) < absX) ? reducedLargeAngle(absX, else: angle) : angle
  }

  /// Returns a − b and its rounding error, if `a` is a multiple of the last place of `b`.
  ///
  /// The reduction by the first part of π/2 leaves such an `a` (Boldo, Graillat and Muller, 2017).
  @inline(__always)
  private static func fastTwoDiff(_ a: Self, _ b: Self) -> (high: Self, low: Self) {
    let high = a - b
    return (high, (a - high) - b)
  }

  /// Returns (sin r − r)/r³ or, where `isCosine`, (cos r − 1 + r²/2)/r⁴, for z = r² and r ≤ π/4.
  ///
  /// Selecting the coefficients per lane evaluates one polynomial instead of two.
  @inline(__always)
  private static func sinCosPolynomial(_ z: Self, _ z2: Self, _ isCosine: Mask) -> Self {
    @inline(__always)
    func pick(_ sine: Double, _ cosine: Double) -> Self {
      select(isCosine, Self(cosine), Self(sine))
    }
    let low = cubic(
      z, z2, pick(-0.16666666666666666, 0.041666666666666664),
      pick(0.008333333333330936, -0.0013888888888887389),
      pick(-0.00019841269836740532, 2.48015872987544e-05),
      pick(2.7557316093198404e-06, -2.755731726587808e-07))
    let high =
      pick(-2.5051129896450185e-08, 2.087614504941318e-09)
      + pick(1.5917988979397435e-10, -1.138254464534925e-11) * z
    return low + z2 * z2 * high
  }

  /// Returns sin a or, where `isCosine`, cos a, as the unevaluated sum high + low.
  @inline(__always)
  private static func preciseSinOrCos(_ a: ReducedAngle<Self>, _ isCosine: Mask) -> (
    high: Self, low: Self
  ) {
    let z = a.high * a.high
    let half = 0.5 * z
    let top = 1 - half
    let rest = select(isCosine, (1 - top) - half, a.low)
    let power = z * select(isCosine, z, a.high)
    let cross = a.low * select(isCosine, a.high, half)
    return (
      select(isCosine, top, a.high), rest + (power * sinCosPolynomial(z, z * z, isCosine) - cross)
    )
  }

  /// Returns sin a or, where `isCosine`, cos a, for |a| ≤ π/4.
  ///
  /// The error is at most 1.6 units in the last place, 0.5 of them for the rounding of `a`.
  @inline(__always)
  private static func sinOrCos(_ a: Self, _ isCosine: Mask) -> Self {
    let z = a * a
    let top = select(isCosine, 1 - 0.5 * z, a)
    return top + z * select(isCosine, z, a) * sinCosPolynomial(z, z * z, isCosine)
  }

  /// Returns the sine of a reduced angle.
  @inline(__always)
  private static func sinOfReduced(_ angle: ReducedAngle<Self>) -> Self {
    let value = sinOrCos(angle.high, hasBit(0, angle.quadrant))
    return select(hasBit(1, angle.quadrant), -value, value)
  }

  @inline(__always)
  static func sinOf(_ x: Self) -> Self {
    flippingSign(sinOfReduced(rangeReduced(magnitude(x))), by: x)
  }

  @inline(__always)
  static func cosOf(_ x: Self) -> Self {
    var angle = rangeReduced(magnitude(x))
    angle.quadrant = angle.quadrant + 1
    return sinOfReduced(angle)
  }

  @inline(__always)
  static func tanOf(_ x: Self) -> Self {
    let angle = rangeReduced(magnitude(x))
    let isOdd = hasBit(0, angle.quadrant)
    let upper = preciseSinOrCos(angle, isOdd)
    let lower = preciseSinOrCos(angle, hasBit(0, angle.quadrant + 1))
    let numerator = twoSum(upper.high, upper.low)
    let sign = select(isOdd, Self(-1), 1)
    let denominator = twoSum(sign * lower.high, sign * lower.low)
    let quotient = numerator.high / denominator.high
    let product = twoProduct(quotient, denominator.high)
    let rest =
      ((numerator.high - product.high) - product.low) + (numerator.low - quotient * denominator.low)
    // Adding a zero correction would lose the sign of a zero.
    let corrected = select(equal(rest, 0), quotient, quotient + rest / denominator.high)
    return flippingSign(corrected, by: x)
  }
}
