/// A measure of the eight consecutive blocks of a window, the earliest first.
typealias WindowBlocks = InlineArray<8, Double>

extension InlineArray<8, Double> {
  /// The Mann–Kendall statistic: the share of the pairs in rising order minus that in falling order.
  ///
  /// From −1, falling from block to block, to 1, rising. The order alone counts, not the size, so the
  /// rate of a growth does not matter, and the spread of the blocks is tested against their trend.
  var trend: Double {
    var sum = 0
    for later in 1..<8 {
      for earlier in 0..<later {
        if self[earlier] < self[later] { sum += 1 }
        if self[later] < self[earlier] { sum -= 1 }
      }
    }
    return Double(sum) / 28
  }

  /// Whether the blocks rise, up to one exchange of neighbours.
  ///
  /// Independent blocks rise like that once in 5000 windows.
  var isRising: Bool { self[0] < self[7] && trend > 0.9 }

  /// Whether the blocks fall, up to one exchange of neighbours.
  var isFalling: Bool { self[7] < self[0] && trend < -0.9 }

  /// Whether the values change by as much in the late half as in the early half, or by more.
  ///
  /// A growth that saturates, as that of a cycle to its final size, levels off. The first block is
  /// left out because its first step is missing. The 2 % are a margin for rounding and for cycles.
  var doesNotLevelOff: Bool { self[7] - self[5] >= 0.98 * (self[3] - self[1]) }
}
