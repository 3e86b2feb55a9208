/// Range reduction of large angles by multiplication with the bits of 2/π (Payne and Hanek, 1983).
enum PayneHanek {
  /// The angle above which the reduction by parts of π/2 is no longer exact.
  static let limit = 200_000.0

  /// The first 1280 fractional bits of 2/π, most significant word first.
  private static let twoOverPi: [UInt64] = [
    0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041, 0xfe51_63ab_debb_c561,
    0xb724_6e3a_424d_d2e0, 0x0649_2eea_09d1_921c, 0xfe1d_eb1c_b129_a73e, 0xe882_35f5_2ebb_4484,
    0xe99c_7026_b45f_7e41, 0x3991_d639_8353_39f4, 0x9c84_5f8b_bdf9_283b, 0x1ff8_97ff_de05_980f,
    0xef2f_118b_5a0a_6d1f, 0x6d36_7ecf_27cb_09b7, 0x4f46_3f66_9e5f_ea2d, 0x7527_bac7_ebe5_f17b,
    0x3d07_39f7_8a52_92ea, 0x6bfb_5fb1_1f8d_5d08, 0x5603_3046_fc7b_6bab, 0xf0cf_bc20_9af4_361d,
  ]

  /// Returns x ≥ 0 reduced to [−π/4, π/4]; NaN if x is not finite.
  static func reduced(_ x: Double) -> ReducedAngle<Double> {
    guard x.isFinite else { return ReducedAngle(quadrant: .nan, high: .nan, low: .nan) }
    let significand = (x.significandBitPattern | (1 << 52))
    // x = significand·2^exponent, so earlier bits of 2/π contribute multiples of a full turn.
    let exponent = Int(x.exponentBitPattern) - 1075
    let bits = wordsOfTwoOverPi(at: exponent - 2)
    // Three words of significand·2/π·2^exponent/4, modulo 1.
    let low = significand.multipliedFullWidth(by: bits.2)
    let middle = significand.multipliedFullWidth(by: bits.1)
    let high = significand &* bits.0
    let (w2, w1) = (low.low, low.high.addingReportingOverflow(middle.low))
    let carry: UInt64 = w1.overflow ? 1 : 0
    var top = high &+ middle.high &+ carry
    var next = w1.partialValue
    var last = w2
    // Rounding to the nearest multiple of π/2 leaves a signed fraction.
    let quadrant = (top &+ (1 << 61)) >> 62
    top = top &- (quadrant << 62)
    let isNegative = Int64(bitPattern: top) < 0
    if isNegative {
      (top, next, last) = (~top, ~next, ~last)
    }
    // The leading 126 bits of the fraction as two doubles.
    let shift = top.leadingZeroBitCount
    (top, next) = (
      shift == 64 ? next : funnelShiftLeft(top, next, shift),
      shift == 64 ? last : funnelShiftLeft(next, last, shift)
    )
    let power = Double(sign: .plus, exponent: -62 - (shift == 64 ? 64 : shift), significand: 1)
    let head = Double(top & ~0x7FF)
    let tail = Double(((top & 0x7FF) << 53) | (next >> 11)) * 0x1p-53
    let fraction = Double.fastTwoSum(head, tail)
    // Multiply by π/2 in double-double precision.
    let product = Double.twoProduct(fraction.high, 1.5707963267948966)
    let rest =
      product.low
      + (fraction.high * 6.123233995736766e-17
        + fraction.low * 1.5707963267948966)
    let sum = Double.fastTwoSum(product.high, rest)
    let sign = isNegative ? -power : power
    return ReducedAngle(
      quadrant: Double(quadrant & 3) + RoundingShift.toInteger, high: sign * sum.high,
      low: sign * sum.low)
  }

  /// Returns the high word of a·2⁶⁴ + b shifted left by 0 to 63 bits.
  private static func funnelShiftLeft(_ a: UInt64, _ b: UInt64, _ shift: Int) -> UInt64 {
    shift == 0 ? a : (a << UInt64(shift)) | (b >> UInt64(64 - shift))
  }

  /// Returns 192 fractional bits of 2/π from bit `bit` on; bits outside the table are zero.
  private static func wordsOfTwoOverPi(at bit: Int) -> (UInt64, UInt64, UInt64) {
    func word(_ index: Int) -> UInt64 {
      twoOverPi.indices.contains(index) ? twoOverPi[index] : 0
    }
    // An arithmetic shift, since `bit` can be negative: before the binary point.
    let first = bit >> 6
    let shift = bit & 63
    return (
      funnelShiftLeft(word(first), word(first + 1), shift),
      funnelShiftLeft(word(first + 1), word(first + 2), shift),
      funnelShiftLeft(word(first + 2), word(first + 3), shift)
    )
  }
}

extension Double {
  /// Returns x reduced to [−π/4, π/4] if x > 200 000, otherwise `angle`.
  public static func reducedLargeAngle(_ x: Double, else angle: ReducedAngle<Double>)
    -> ReducedAngle<Double>
  {
    x <= PayneHanek.limit ? angle : PayneHanek.reduced(x)
  }
}
