/// A measure of the eight consecutive blocks of a window, the earliest first.
typealias WindowBlocks = InlineArray<8, Double>

extension InlineArray<8, Double> {
  /// Whether the blocks rise, up to one exchange of neighbours.
  ///
  /// Independent blocks rise like that once in 5000 windows.
  var isRising: Bool { self[0] < self[7] && hasTrend { $0 < $1 } }

  /// Whether the blocks fall, up to one exchange of neighbours.
  var isFalling: Bool { self[7] < self[0] && hasTrend { $1 < $0 } }

  /// Whether the Mann–Kendall statistic, the share of the pairs in an order minus that in the reverse
  /// order, exceeds 0.9.
  ///
  /// The order alone counts, not the size, so the rate of a growth does not matter, and the spread of
  /// the blocks is tested against their trend.
  @inline(__always)
  private func hasTrend(_ isOrdered: (_ earlier: Double, _ later: Double) -> Bool) -> Bool {
    // 28 pairs, so the statistic falls below 0.9 with more than one reversed pair or two equal ones.
    // Neighbours first: they reject most windows.
    var disorder = 0
    for distance in 1..<8 {
      for index in 0..<8 - distance {
        let (earlier, later) = (self[index], self[index + distance])
        if !isOrdered(earlier, later) { disorder += isOrdered(later, earlier) ? 2 : 1 }
      }
      guard disorder <= 2 else { return false }
    }
    return true
  }

  /// Whether the values change by as much in the late half as in the early half, or by more.
  ///
  /// A growth that saturates, as that of a cycle to its final size, levels off. The first block is
  /// left out because its first step is missing. The 2 % are a margin for rounding and for cycles.
  var doesNotLevelOff: Bool { self[7] - self[5] >= 0.98 * (self[3] - self[1]) }
}
