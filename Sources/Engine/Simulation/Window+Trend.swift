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
    // The last advance is at least a tenth of two radii, and a radius at least half an rms step.
    let (early, late) = (early, late)
    let advance = (late.mean - early.mean).squaredNorm
    guard count == WindowSize.count, advance > 0.009 * late.meanSquaredStep else { return false }
    return withReachablePoints { points in
      let (length, number) = (WindowSize.segmentLength, 6)
      guard points.count >= number * length else { return false }
      let stretches = (0..<number).map { index in
        WindowHalf(points.rebasedSuffix((index + 1) * length).rebased(0..<length)).mean
      }
      let latest = stretches[0]
      let whole = latest - stretches[number - 1]
      var radius = 0.0
      for point in points.rebasedSuffix(length) { radius += (point - latest).squaredNorm }
      guard whole.squaredNorm > 4 * radius / Double(length) else { return false }
      let least = 0.5 * whole.squaredNorm / Double(number - 1)
      return zip(stretches, stretches.dropFirst()).allSatisfy { ($0 - $1).dot(whole) > least }
    }
  }

  /// Whether the means of the last eight stretches of 128 iterates advance in one direction.
  ///
  /// Each advance is at least 0.3 of the mean advance. A drift slower than the radius of a beat
  /// passes.
  var advancesOverLongHistory: Bool {
    let (length, number) = (128, 8)
    return withLatestPoints(number * length) { points in
      guard points.count == number * length else { return false }
      let means = (0..<number).map { index in
        let sum = points.rebased(index * length..<(index + 1) * length).reduce(Point(0.0, 0.0), +)
        return (1 / Double(length)) * sum
      }
      let whole = means[number - 1] - means[0]
      let least = 0.3 * whole.squaredNorm / Double(number - 1)
      return zip(means, means.dropFirst()).allSatisfy { ($1 - $0).dot(whole) > least }
    }
  }

  /// Whether the loss has risen above its present level and fallen below again at least twice.
  ///
  /// Over 32 stretches of 64 iterates, each represented by the mean loss of its last 16. The motion
  /// bursts and descends again and again; a change of a hyperparameter raises the loss once.
  func hasRecurringDescent(_ value: (Point<Double>) -> Double) -> Bool {
    withLatestPoints(32 * WindowSize.segmentLength) { points in
      let losses = stride(from: points.count, through: 16, by: -WindowSize.segmentLength).map {
        end in
        points.rebased(end - 16..<end).reduce(0) { $0 + value($1) }
      }
      guard let present = losses.first else { return false }
      // Backwards in time: each burst is above the present level, with a lower loss before it.
      return zip(losses, losses.dropFirst()).count { $0 > present && $1 <= present } >= 2
    }
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
