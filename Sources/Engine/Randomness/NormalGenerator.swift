/// Standard normal numbers from a stream of bits, two at a time (Box and Muller, 1958).
public struct NormalGenerator: Sendable, Hashable {
  public var generator: SplitMix64
  private var spare: Double?

  public init(_ bits: SplitMix64) { self.generator = bits }

  /// A number from the standard normal distribution, finite and at most 8.58 in size.
  public mutating func next() -> Double {
    if let value = spare {
      spare = nil
      return value
    }
    // 1 − U lies in (0, 1], so that the logarithm is finite.
    let radius = (-2 * Double.log(1 - generator.uniform())).squareRoot()
    let angle = 2 * Double.pi * generator.uniform()
    spare = radius * Double.sin(angle)
    return radius * Double.cos(angle)
  }
}
