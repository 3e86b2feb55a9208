extension Window {
  /// Whether the loss surges: it rises fast through the latest 8, 16, 32 or 64 iterates, while the
  /// run oscillates.
  ///
  /// A whole window would show such a growth only after the loss has grown many times. Chaotic runs
  /// surge again and again, so no surge may have ended before.
  func hasSurge(_ value: (Point<Double>) -> Double) -> Bool {
    let late = late
    guard late.count >= 4, late.squaredSteps[3] > 1.05 * late.squaredSteps[1] else { return false }
    return withReachablePoints { points in
      var computed: SurgeLosses?
      for length in [8, 16, 32, 64] where length < points.count {
        // The losses are computed only where the steps grow.
        let steps = SurgeSteps(points.rebasedSuffix(length + 1))
        guard steps.isOscillating, steps.blocks.isRising else { continue }
        let losses = computed ?? SurgeLosses(points, value)
        computed = losses
        guard !losses.hasEndedSurge else { return false }
        let blocks = losses.blocks(ofLast: length)
        // Eight iterates are too few to see whether the steps level off.
        let grows = length > 8 && blocks[7] > 1.25 * blocks[0] && steps.blocks.doesNotLevelOff
        if blocks.isRising, grows || losses.areExceeded(byLast: length, blocks[7]) { return true }
      }
      return false
    }
  }
}

/// The steps in eight consecutive blocks of iterates.
private struct SurgeSteps {
  /// The root mean square lengths of the steps of each block.
  let blocks: WindowBlocks
  /// Whether the net motion is below 15 % of the path length.
  let isOscillating: Bool

  /// The steps that start at the first of the points or later.
  init(_ points: PointBuffer<Double>) {
    let length = (points.count - 1) / 8
    func sum<T>(_ block: Int, _ zero: T, _ add: (inout T, Int) -> Void) -> T {
      (block * length..<(block + 1) * length).reduce(into: zero, add)
    }
    let steps = WindowBlocks { block in
      let squares = sum(block, 0.0) { $0 += (points[$1 + 1] - points[$1]).squaredNorm }
      return (squares / Double(length)).squareRoot()
    }
    let sums = (0..<8).map { sum($0, Point(0.0, 0.0)) { $0 = $0 + points[$1 + 1] } }
    let displacement = sums[4..<8].reduce(.zero, +) - sums[0..<4].reduce(.zero, +)
    isOscillating = displacement.norm / Double(4 * length) < 0.15 * steps[7] * Double(8 * length)
    blocks = steps
  }
}

/// The losses of a window and its history.
private struct SurgeLosses {
  private let losses: [Double]

  init(_ points: PointBuffer<Double>, _ value: (Point<Double>) -> Double) {
    losses = points.map(value)
  }

  /// The mean losses of eight blocks of the last `count` iterates.
  func blocks(ofLast count: Int) -> WindowBlocks {
    WindowBlocks { block in
      let start = losses.count - count + block * count / 8
      return losses[start..<start + count / 8].reduce(0, +) / Double(count / 8)
    }
  }

  /// Whether a loss exceeds all losses before the last `count`, and ten times the lowest of all.
  ///
  /// As in the transient of momentum, whose growth levels off before the loss diverges.
  func areExceeded(byLast count: Int, _ loss: Double) -> Bool {
    loss > 10 * (losses.min() ?? .infinity) && losses.dropLast(count).allSatisfy { $0 < loss }
  }

  /// Whether the losses have risen to more than twice their lowest value and fallen by half again.
  ///
  /// Means of 16 losses.
  var hasEndedSurge: Bool {
    var (lowest, highest) = (Double.infinity, 0.0)
    for start in stride(from: losses.count % 16, to: losses.count, by: 16) {
      let loss = losses[start..<start + 16].reduce(0, +) / 16
      if loss > 2 * lowest { highest = max(highest, loss) }
      if loss < 0.5 * highest { return true }
      lowest = min(lowest, loss)
    }
    return false
  }
}
