/// What becomes of the memories of a rule that decay to 0.
///
/// A processor computes with subnormal numbers many times slower, and a memory that decays by a
/// factor stays subnormal for ever: 0.9 times the least number rounds to itself.
enum MemoryFlush {
  /// The number of steps after which subnormal memories become 0.
  static let interval = 32

  /// Returns 0 for a subnormal number, with its sign.
  @inline(__always)
  static func flushed<N: Number>(_ x: N) -> N {
    N.select(N.abs(x) < N(Double.leastNormalMagnitude), 0 * x, x)
  }
}
