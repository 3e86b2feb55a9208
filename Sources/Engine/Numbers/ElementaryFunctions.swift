/// A number whose bits can be had: what the elementary functions are written over.
///
/// A libm promises neither the last bit nor the same one on every machine. The functions here are
/// made of + − × ÷, square root and these few operations on bits alone, without a branch that
/// differs from lane to lane, so a scalar and each lane of many agree bit for bit, on every machine
/// and under every build flag. Each is within 2 units in the last place of the exact value.
///
/// The polynomials interpolate at Chebyshev nodes, computed in 70 digits and rounded.
public protocol ElementaryFunctions: Number {
  /// Whether it holds for any of the lanes.
  static func anyTrue(_ truth: Mask) -> Bool
  /// IEEE equality.
  static func equal(_ a: Self, _ b: Self) -> Mask
  /// |x|, by clearing the sign.
  static func magnitude(_ x: Self) -> Self
  /// x with its sign turned where that of `sign` is set.
  static func flippingSign(_ x: Self, by sign: Self) -> Self
  /// The leading 26 bits, of which a product with another such is exact.
  static func upperHalf(_ x: Self) -> Self
  /// 2ⁿ for a whole n from −1022 to 1023.
  static func powerOfTwo(_ n: Self) -> Self
  /// m in [√½, √2) and whole e with x = m·2ᵉ, for positive normal x.
  static func frexp(_ x: Self) -> (m: Self, e: Self)
  /// Whether a whole number on which 1.5·2⁵² was added has this bit, 0 the lowest.
  static func hasBit(_ bit: Int, _ shifted: Self) -> Mask
  /// The angle brought to [−π/4, π/4] where it is beyond `PayneHanek.limit`, else the one given.
  static func reducedLargeAngle(_ x: Self, else angle: ReducedAngle<Self>) -> ReducedAngle<Self>
}

/// An angle as quadrant·π/2 + high + low.
public struct ReducedAngle<N: Number>: Sendable {
  /// The number of quarter turns modulo 4, with 1.5·2⁵² added.
  public var quadrant: N
  public var high, low: N
}

/// Numbers that make another round when they are added.
enum RoundingShift {
  /// 1.5·2⁵²: the sum with anything below 2⁵¹ is rounded to a whole number.
  static let toInteger = 0x1.8p52
}

extension ElementaryFunctions {
  /// The nearest whole number, for |x| below 2⁵¹.
  @inline(__always)
  static func rounded(_ x: Self) -> Self {
    (x + Self(RoundingShift.toInteger)) - Self(RoundingShift.toInteger)
  }

  /// x·2ⁿ with one rounding, for a whole n from −2044 to 2046.
  @inline(__always)
  static func ldexp(_ x: Self, by n: Self) -> Self {
    let half = rounded(0.5 * n)
    return x * powerOfTwo(half) * powerOfTwo(n - half)
  }

  /// A sum and what rounding took from it (Knuth).
  @inline(__always)
  static func twoSum(_ a: Self, _ b: Self) -> (high: Self, low: Self) {
    let high = a + b
    let part = high - a
    return (high, (a - (high - part)) + (b - part))
  }

  /// The same where |a| ≥ |b| or a = 0 (Dekker).
  @inline(__always)
  static func fastTwoSum(_ a: Self, _ b: Self) -> (high: Self, low: Self) {
    let high = a + b
    return (high, (a - high) + b)
  }

  /// A product and what rounding took from it (Dekker).
  @inline(__always)
  static func twoProduct(_ a: Self, _ b: Self) -> (high: Self, low: Self) {
    let high = a * b
    let (a1, b1) = (upperHalf(a), upperHalf(b))
    let (a2, b2) = (a - a1, b - b1)
    return (high, ((a1 * b1 - high) + (a1 * b2 + a2 * b1)) + a2 * b2)
  }

  /// c₀ + c₁z + c₂z² + c₃z³, in an order that lets a processor do two things at once (Estrin).
  @inline(__always)
  static func cubic(
    _ z: Self, _ z2: Self, _ c0: Self, _ c1: Self, _ c2: Self, _ c3: Self
  ) -> Self {
    (c0 + c1 * z) + z2 * (c2 + c3 * z)
  }
}

extension Double: ElementaryFunctions {
  @inline(__always) public static func anyTrue(_ truth: Bool) -> Bool { truth }
  @inline(__always) public static func equal(_ a: Double, _ b: Double) -> Bool { a == b }
  @inline(__always) public static func magnitude(_ x: Double) -> Double { x.magnitude }

  @inline(__always)
  public static func flippingSign(_ x: Double, by sign: Double) -> Double {
    Double(bitPattern: x.bitPattern ^ (sign.bitPattern & (1 << 63)))
  }

  @inline(__always)
  public static func upperHalf(_ x: Double) -> Double {
    Double(bitPattern: x.bitPattern & ~0x7FF_FFFF)
  }

  @inline(__always)
  public static func powerOfTwo(_ n: Double) -> Double {
    Double(bitPattern: (n + (0x1p52 + 1023)).bitPattern << 52)
  }

  @inline(__always)
  public static func frexp(_ x: Double) -> (m: Double, e: Double) {
    let root: UInt64 = 0x3FE6_A09E_667F_3BCD  // √½
    let moved = x.bitPattern &+ (0x3FF0_0000_0000_0000 &- root)
    return (
      Double(bitPattern: (moved & 0xF_FFFF_FFFF_FFFF) &+ root),
      Double(bitPattern: (moved >> 52) | 0x4330_0000_0000_0000) - (0x1p52 + 1023)
    )
  }

  @inline(__always)
  public static func hasBit(_ bit: Int, _ shifted: Double) -> Bool {
    shifted.bitPattern & (1 << UInt64(bit)) != 0
  }
}
