extension Window {
  /// The root mean square lengths of the steps of the eight blocks.
  private var blockSteps: WindowBlocks {
    let (early, late) = (early.squaredSteps, late.squaredSteps)
    return WindowBlocks { index in
      (index < 4 ? early[index] : late[index - 4]).squareRoot()
    }
  }

  /// Whether the steps grow through the window and do not level off.
  var hasGrowingSteps: Bool {
    let steps = blockSteps
    return steps.isRising && steps.doesNotLevelOff
  }

  /// Whether the steps of a run that almost repeats grow by as much as its iterates differ.
  ///
  /// The iterates of a cycle that turns slowly differ more than the steps grow.
  var growsBeyondDifference: Bool {
    guard let period = approximatePeriod else { return true }
    let (early, late) = (early, late)
    let growth = (late.rmsStep - early.rmsStep) * Double(period) / Double(late.count)
    let difference = squaredDifference(period, over: 0..<late.count) / Double(late.count)
    return growth > 0.1 * difference.squareRoot()
  }

  /// Whether the means of the last six stretches of 64 iterates advance steadily.
  ///
  /// Each advance is at least half the mean advance along the whole displacement, and the whole
  /// exceeds two radii of the latest stretch. A drift on which a slow beat is superposed passes.
  var advancesSteadily: Bool {
    let (length, number) = (WindowSize.segmentLength, 6)
    guard reachableCount >= number * length else { return false }
    func mean(_ index: Int) -> Point<Double> {
      (1 / Double(length))
        * (index * length..<(index + 1) * length).reduce(.zero) { $0 + self[$1] }
    }
    let (latest, oldest) = (mean(0), mean(number - 1))
    let whole = latest - oldest
    let square = whole.squaredNorm
    let radius = (0..<length).reduce(0) { $0 + (self[$1] - latest).squaredNorm } / Double(length)
    guard square > 4 * radius else { return false }
    var later = latest
    for index in 1..<number {
      let earlier = mean(index)
      guard (later - earlier).dot(whole) > 0.5 * square / Double(number - 1) else { return false }
      later = earlier
    }
    return true
  }

  /// Whether the loss rises through the window, and fell and rose only once in the history.
  ///
  /// The loss of a chaotic run rises and falls again and again.
  var hasRisingLoss: Bool { blockLosses.isRising && lossHistory.isSingleDip }

  /// Whether the loss falls through the window, below the losses of the history.
  ///
  /// One segment may be lower, at the start of a catapult.
  var hasFallingLoss: Bool { blockLosses.isFalling && hasLowestLoss }

  /// Whether at most one history segment has a mean loss as low as the late half.
  ///
  /// A descending run passes, except one segment at the start of a catapult; a chaotic run that
  /// happens to calm down has been as low many times.
  var hasLowestLoss: Bool { lossHistory.lowerCount < 2 }
}
