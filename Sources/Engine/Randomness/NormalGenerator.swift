/// A generator of standard normal numbers by the Box–Muller transform (Box and Muller, 1958).
///
/// ```swift
/// var normals = NormalGenerator(SplitMix64(seed: 1))
/// let noise = (0..<4).map { _ in normals.next() }  // reproducible on every machine
/// ```
public struct NormalGenerator: Sendable, Hashable {
  /// The source of uniform numbers.
  public var generator: SplitMix64
  private var spare: Double?

  /// Creates a generator that draws from `generator`.
  public init(_ generator: SplitMix64) { self.generator = generator }

  /// Returns a standard normal number, finite and at most 8.58 in magnitude.
  ///
  /// Every second call returns the spare value of the previous pair.
  public mutating func next() -> Double {
    if let value = spare {
      spare = nil
      return value
    }
    // 1 − U lies in (0, 1], so the logarithm is finite.
    let radius = (-2 * Double.log(1 - generator.uniform())).squareRoot()
    let angle = 2 * Double.pi * generator.uniform()
    spare = radius * Double.sin(angle)
    return radius * Double.cos(angle)
  }
}
