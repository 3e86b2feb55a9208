extension Window {
  /// Whether the loss surges: it rises fast through the latest 8, 16, 32 or 64 iterates, while the
  /// run oscillates.
  ///
  /// A whole window would show such a growth only after the loss has grown many times. Chaotic runs
  /// surge again and again, so no surge may have ended before. The losses are computed only where
  /// the steps grow, and earlier losses only where the latest ones rise.
  func hasSurge(_ value: (Point<Double>) -> Double) -> Bool {
    let late = late
    guard late.count >= 4, late.squaredSteps[3] > 1.05 * late.squaredSteps[1] else { return false }
    for length in [8, 16, 32, 64] where length < reachableCount {
      guard let steps = surgingSteps(ofLast: length) else { continue }
      let blocks = WindowBlocks { mean(ofBlock: $0, in: length) { value(self[$0]) } }
      guard blocks.isRising else { continue }
      // Eight iterates are too few to see whether the steps level off.
      let grows = length > 8 && blocks[7] > 1.25 * blocks[0] && steps.doesNotLevelOff
      if grows || areLossesExceeded(byLast: length, blocks[7], value) {
        return !hasEndedSurge(value)
      }
    }
    return false
  }

  /// Returns the root mean square lengths of the last steps in eight consecutive blocks; nil unless
  /// they rise, and the net motion is below 15 % of the path length.
  private func surgingSteps(ofLast length: Int) -> WindowBlocks? {
    func rmsStep(_ block: Int) -> Double {
      mean(ofBlock: block, in: length) { (self[$0] - self[$0 + 1]).squaredNorm }.squareRoot()
    }
    let (first, last) = (rmsStep(0), rmsStep(7))
    guard first < last else { return nil }
    let steps = WindowBlocks { $0 == 0 ? first : $0 == 7 ? last : rmsStep($0) }
    guard steps.isRising else { return nil }
    func sum(_ blocks: Range<Int>) -> Point<Double> {
      blocks.reduce(.zero) { sum, block in
        sum + backs(ofBlock: block, in: length).reduce(.zero) { $0 + self[$1] }
      }
    }
    let displacement = sum(4..<8) - sum(0..<4)
    return displacement.norm / Double(length / 2) < 0.15 * last * Double(length) ? steps : nil
  }

  /// The numbers of steps before the last iterate in one of eight blocks of the last `length`
  /// iterates, the earliest first.
  private func backs(ofBlock block: Int, in length: Int) -> ReversedCollection<Range<Int>> {
    let end = length - block * length / 8
    return (end - length / 8..<end).reversed()
  }

  /// Returns the mean of a quantity in one of eight blocks of the last `length` iterates.
  @inline(__always)
  private func mean(
    ofBlock block: Int, in length: Int, _ quantity: (_ back: Int) -> Double
  ) -> Double {
    backs(ofBlock: block, in: length).reduce(0) { $0 + quantity($1) } / Double(length / 8)
  }

  /// Whether a loss exceeds all losses before the last `count`, and ten times the lowest of all.
  ///
  /// As in the transient of momentum, whose growth levels off before the loss diverges.
  private func areLossesExceeded(
    byLast count: Int, _ loss: Double, _ value: (Point<Double>) -> Double
  ) -> Bool {
    var lowest = Double.infinity
    for back in 0..<reachableCount {
      let other = value(self[back])
      guard back < count || other < loss else { return false }
      lowest = min(lowest, other)
    }
    return loss > 10 * lowest
  }

  /// Whether the losses have risen to more than twice their lowest value and fallen by half again.
  ///
  /// Means of 16 losses of the window and its history.
  private func hasEndedSurge(_ value: (Point<Double>) -> Double) -> Bool {
    var (lowest, highest) = (Double.infinity, 0.0)
    for end in stride(from: reachableCount / 16 * 16, to: 0, by: -16) {
      let loss = (end - 16..<end).reversed().reduce(0) { $0 + value(self[$1]) } / 16
      if loss > 2 * lowest { highest = max(highest, loss) }
      if loss < 0.5 * highest { return true }
      lowest = min(lowest, loss)
    }
    return false
  }
}
