extension ElementaryFunctions {
  /// Brings |x| to [−π/4, π/4].
  ///
  /// π/2 is taken in three parts, of which the first two have exact products with the number of
  /// quarter turns; farther out (`PayneHanek.limit`) the bits of 2/π are used.
  @inline(__always)
  private static func rangeReduced(_ size: Self) -> ReducedAngle<Self> {
    let shifted = size * 0.6366197723675814 + Self(RoundingShift.toInteger)
    let k = shifted - Self(RoundingShift.toInteger)
    let first = size - k * 1.5707963267923333
    let second = fastTwoDiff(first, k * 2.5633441515839558e-12)
    let rest = second.low - k * 1.0562999066987428e-23
    let high = second.high + rest
    let angle = ReducedAngle(quadrant: shifted, high: high, low: (second.high - high) + rest)
    return anyTrue(Self(PayneHanek.limit) < size) ? reducedLargeAngle(size, else: angle) : angle
  }

  /// a − b and what rounding took from it, for `a` a multiple of the last place of `b`: so the first
  /// parts of π/2 leave it (Boldo, Graillat, Muller 2017).
  @inline(__always)
  private static func fastTwoDiff(_ a: Self, _ b: Self) -> (high: Self, low: Self) {
    let high = a - b
    return (high, (a - high) - b)
  }

  /// (sin r − r)/r³ or, where `isCosine`, (cos r − 1 + r²/2)/r⁴, of z = r² for r up to π/4.
  ///
  /// Lanes differ in which of the two they need, so the coefficients are chosen, not the values.
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

  /// sin(high + low) or, where `isCosine`, cos(high + low), as a sum of two.
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

  /// sin a or, where `isCosine`, cos a, for an angle in [−π/4, π/4]: within 1.6 units in the last
  /// place, counting half a one for the rounding of `a`.
  @inline(__always)
  private static func sinOrCos(_ a: Self, _ isCosine: Mask) -> Self {
    let z = a * a
    let top = select(isCosine, 1 - 0.5 * z, a)
    return top + z * select(isCosine, z, a) * sinCosPolynomial(z, z * z, isCosine)
  }

  /// The sine of an angle that was brought to [−π/4, π/4].
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
    let above = twoSum(upper.high, upper.low)
    let sign = select(isOdd, Self(-1), 1)
    let below = twoSum(sign * lower.high, sign * lower.low)
    let quotient = above.high / below.high
    let back = twoProduct(quotient, below.high)
    let rest = ((above.high - back.high) - back.low) + (above.low - quotient * below.low)
    // Where there is nothing to correct, a zero keeps its sign.
    let corrected = select(equal(rest, 0), quotient, quotient + rest / below.high)
    return flippingSign(corrected, by: x)
  }
}
