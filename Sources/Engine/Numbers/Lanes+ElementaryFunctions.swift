import CVectors
package import Vectors

// The exponential and logarithm functions, in one file with the conformances of lanes: debug builds
// specialize generic functions for a type only if the file has its conformances, and networks spend
// most of their time here.

extension Lanes: Number {
  @inline(__always)
  package static func abs(_ x: Lanes) -> Lanes { magnitude(x) }
}

extension Lanes: ElementaryFunctions {
  /// Returns x² + y² + sum; the last bits depend on whether the machine has FMA.
  @inline(__always)
  static func addingSquares(_ x: Lanes, _ y: Lanes, _ sum: Lanes) -> Lanes {
    Lanes(vector_add_squares(x.vector, y.vector, sum.vector))
  }

  private typealias Bits = vector_uint64

  @inline(__always)
  private static func mapBits(_ x: Lanes, _ transform: (Bits) -> Bits) -> Lanes {
    Lanes(unsafeBitCast(transform(unsafeBitCast(x.vector, to: Bits.self)), to: Vector.self))
  }

  @inline(__always)
  package static func anyTrue(_ mask: Mask) -> Bool {
    vector_reduce_or(unsafeBitCast(mask, to: vector_int64.self)) != 0
  }

  @inline(__always)
  package static func equal(_ a: Lanes, _ b: Lanes) -> Mask { a.vector .== b.vector }

  @inline(__always)
  package static func magnitude(_ x: Lanes) -> Lanes {
    mapBits(x) { $0 & Bits(repeating: ~(1 << 63)) }
  }

  @inline(__always)
  package static func flippingSign(_ x: Lanes, by sign: Lanes) -> Lanes {
    let minus = Bits(repeating: 1 << 63)
    let signBits = unsafeBitCast(sign.vector, to: Bits.self) & minus
    return mapBits(x) { $0 ^ signBits }
  }

  @inline(__always)
  package static func upperHalf(_ x: Lanes) -> Lanes {
    mapBits(x) { $0 & Bits(repeating: ~0x7FF_FFFF) }
  }

  @inline(__always)
  package static func powerOfTwo(_ n: Lanes) -> Lanes {
    mapBits(n + (0x1p52 + 1023)) { $0 &<< Bits(repeating: 52) }
  }

  @inline(__always)
  package static func frexp(_ x: Lanes) -> (m: Lanes, e: Lanes) {
    let root = Bits(repeating: 0x3FE6_A09E_667F_3BCD)  // √½
    let shifted = mapBits(x) { $0 &+ (Bits(repeating: 0x3FF0_0000_0000_0000) &- root) }
    return (
      mapBits(shifted) { ($0 & Bits(repeating: 0xF_FFFF_FFFF_FFFF)) &+ root },
      mapBits(shifted) { ($0 &>> Bits(repeating: 52)) | Bits(repeating: 0x4330_0000_0000_0000) }
        - (0x1p52 + 1023)
    )
  }

  @inline(__always)
  package static func hasBit(_ bit: Int, _ shifted: Lanes) -> Mask {
    let mask = Bits(repeating: 1 << UInt64(bit))
    return (unsafeBitCast(shifted.vector, to: Bits.self) & mask) .!= Bits(repeating: 0)
  }

  @inline(never)
  package static func reducedLargeAngle(_ x: Lanes, else angle: ReducedAngle<Lanes>)
    -> ReducedAngle<Lanes>
  {
    var angle = angle
    for lane in 0..<count where !(x[lane] <= PayneHanek.limit) {
      let reduced = PayneHanek.reduced(x[lane])
      angle.quadrant[lane] = reduced.quadrant
      angle.high[lane] = reduced.high
      angle.low[lane] = reduced.low
    }
    return angle
  }
}

// Out of line to keep kernels small: the cost of a call is shared by all lanes.
extension Lanes {
  @inline(never)
  package static func exp(_ x: Lanes) -> Lanes { expOf(x) }
  @inline(never)
  package static func log(_ x: Lanes) -> Lanes { logOf(x) }
  @inline(never)
  package static func tanh(_ x: Lanes) -> Lanes { tanhOf(x) }
  @inline(never)
  package static func softplus(_ x: Lanes) -> Lanes { softplusOf(x) }
  @inline(never)
  package static func log1p(_ x: Lanes) -> Lanes { generalLog1pOf(x) }
  @inline(never)
  package static func expm1(_ x: Lanes) -> Lanes { expm1Of(x) }
  @inline(never)
  package static func sigmoid(_ x: Lanes) -> Lanes { sigmoidOf(x) }

  /// Returns tanh x, inlined: a picture of a network computes millions.
  @inline(__always)
  static func inlinedTanh(_ x: Lanes) -> Lanes { tanhOf(x) }
}

extension ElementaryFunctions {
  /// Returns the nearest integer, for |x| < 2⁵¹.
  @inline(__always)
  static func rounded(_ x: Self) -> Self {
    (x + Self(RoundingShift.toInteger)) - Self(RoundingShift.toInteger)
  }

  /// Returns x·2ⁿ with one rounding, for an integer n from −2044 to 2046.
  @inline(__always)
  static func ldexp(_ x: Self, by n: Self) -> Self {
    let half = rounded(0.5 * n)
    return x * powerOfTwo(half) * powerOfTwo(n - half)
  }

  /// Returns a + b and its rounding error (Knuth).
  @inline(__always)
  static func twoSum(_ a: Self, _ b: Self) -> (high: Self, low: Self) {
    let high = a + b
    let part = high - a
    return (high, (a - (high - part)) + (b - part))
  }

  /// Returns a + b and its rounding error, if |a| ≥ |b| or a = 0 (Dekker).
  @inline(__always)
  static func fastTwoSum(_ a: Self, _ b: Self) -> (high: Self, low: Self) {
    let high = a + b
    return (high, (a - high) + b)
  }

  /// Returns a·b and its rounding error (Dekker).
  @inline(__always)
  static func twoProduct(_ a: Self, _ b: Self) -> (high: Self, low: Self) {
    let high = a * b
    let (a1, b1) = (upperHalf(a), upperHalf(b))
    let (a2, b2) = (a - a1, b - b1)
    return (high, ((a1 * b1 - high) + (a1 * b2 + a2 * b1)) + a2 * b2)
  }

  /// Returns c₀ + c₁z + c₂z² + c₃z³ by Estrin's scheme, for instruction-level parallelism.
  @inline(__always)
  static func cubic(
    _ z: Self, _ z2: Self, _ c0: Self, _ c1: Self, _ c2: Self, _ c3: Self
  ) -> Self {
    (c0 + c1 * z) + z2 * (c2 + c3 * z)
  }
}

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
}

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
