/// A number type with bit operations, from which the elementary functions are built.
///
/// Results of a libm differ in the last bit between machines. The functions here use only
/// + − × ÷, square root and the bit operations below, without a branch per lane. A scalar and
/// every lane of a vector therefore agree bit for bit, on every machine and under every build flag.
/// The error is at most 2 units in the last place.
///
/// The polynomials interpolate at Chebyshev nodes; their coefficients were computed to 70 digits
/// and then rounded.
public protocol ElementaryFunctions: Number {
  /// Returns whether the mask is true in any lane.
  static func anyTrue(_ mask: Mask) -> Bool
  /// Returns whether a = b as IEEE 754 compares: −0 equals 0, NaN equals nothing.
  static func equal(_ a: Self, _ b: Self) -> Mask
  /// Returns |x|, by clearing the sign bit.
  static func magnitude(_ x: Self) -> Self
  /// Returns x, negated where the sign bit of `sign` is set.
  static func flippingSign(_ x: Self, by sign: Self) -> Self
  /// Returns x with its lower 27 significand bits cleared.
  ///
  /// The product of two such numbers is exact.
  static func upperHalf(_ x: Self) -> Self
  /// Returns 2ⁿ for an integer n from −1022 to 1023.
  static func powerOfTwo(_ n: Self) -> Self
  /// Splits a positive normal x into m·2ᵉ with m in [√½, √2) and an integer e.
  static func frexp(_ x: Self) -> (m: Self, e: Self)
  /// Returns whether an integer has this bit set, given the integer plus 1.5·2⁵².
  ///
  /// Bit 0 is the lowest.
  static func hasBit(_ bit: Int, _ shifted: Self) -> Mask
  /// Returns x reduced to [−π/4, π/4] where x > 200 000, and `angle` in the other lanes.
  ///
  /// x must be ≥ 0. The reduction is exact to working precision (Payne and Hanek, 1983).
  static func reducedLargeAngle(_ x: Self, else angle: ReducedAngle<Self>) -> ReducedAngle<Self>
}

/// An angle reduced to quadrant·π/2 + high + low.
public struct ReducedAngle<N: Number>: Sendable {
  /// The multiple of π/2 modulo 4, plus 1.5·2⁵²; see `hasBit`.
  public var quadrant: N
  /// The leading part of the reduced angle, in [−π/4, π/4].
  public var high: N
  /// The rounding error of `high`.
  public var low: N
}

/// Constants that round a number when added to it.
enum RoundingShift {
  /// 1.5·2⁵²; a sum with any |x| < 2⁵¹ rounds x to the nearest integer.
  static let toInteger = 0x1.8p52
}

extension Double: ElementaryFunctions {
  /// Returns the mask.
  @inline(__always) public static func anyTrue(_ mask: Bool) -> Bool { mask }

  /// Returns whether a = b as IEEE 754 compares.
  @inline(__always) public static func equal(_ a: Double, _ b: Double) -> Bool { a == b }

  /// Returns |x|, by clearing the sign bit.
  @inline(__always) public static func magnitude(_ x: Double) -> Double { x.magnitude }

  /// Returns x, negated if the sign bit of `sign` is set.
  @inline(__always)
  public static func flippingSign(_ x: Double, by sign: Double) -> Double {
    Double(bitPattern: x.bitPattern ^ (sign.bitPattern & (1 << 63)))
  }

  /// Returns x with its lower 27 significand bits cleared.
  @inline(__always)
  public static func upperHalf(_ x: Double) -> Double {
    Double(bitPattern: x.bitPattern & ~0x7FF_FFFF)
  }

  /// Returns 2ⁿ for an integer n from −1022 to 1023.
  @inline(__always)
  public static func powerOfTwo(_ n: Double) -> Double {
    Double(bitPattern: (n + (0x1p52 + 1023)).bitPattern << 52)
  }

  /// Splits a positive normal x into m·2ᵉ with m in [√½, √2) and an integer e.
  @inline(__always)
  public static func frexp(_ x: Double) -> (m: Double, e: Double) {
    let root: UInt64 = 0x3FE6_A09E_667F_3BCD  // √½
    let shifted = x.bitPattern &+ (0x3FF0_0000_0000_0000 &- root)
    return (
      Double(bitPattern: (shifted & 0xF_FFFF_FFFF_FFFF) &+ root),
      Double(bitPattern: (shifted >> 52) | 0x4330_0000_0000_0000) - (0x1p52 + 1023)
    )
  }

  /// Returns whether an integer has this bit set, given the integer plus 1.5·2⁵².
  @inline(__always)
  public static func hasBit(_ bit: Int, _ shifted: Double) -> Bool {
    shifted.bitPattern & (1 << UInt64(bit)) != 0
  }
}
