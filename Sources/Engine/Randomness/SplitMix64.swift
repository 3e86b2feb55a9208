/// A pseudorandom generator with 64 bits of state (Steele, Lea and Flood, 2014).
///
/// Equal seed and stream give equal numbers on every machine. Stream 0 is the published generator
/// with the seed as state; every other stream starts at a hash of its index.
///
/// ```swift
/// var generator = SplitMix64(seed: 0)
/// print(String(generator.next(), radix: 16))  // e220a8397b1dcdaf
/// ```
public struct SplitMix64: RandomNumberGenerator, Sendable, Hashable {
  private var state: UInt64

  /// Creates stream `stream` of a seed.
  public init(seed: UInt64, stream: UInt64 = 0) {
    state = seed
    if stream > 0 {
      var hash = SplitMix64(seed: stream)
      state ^= hash.next()
    }
  }

  /// Returns 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Returns a uniform number in [0, 1), a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}
