extension Window {
  /// The smallest period, 2 to 64, of the last iterates; nil if they do not repeat.
  ///
  /// Two full periods must agree to 10⁻⁴ of the cycle's size; periods below 8 are compared over
  /// eight steps. Nil for a point at rest.
  var period: Int? {
    // Distances from the mean are at most twice the largest distance from the last iterate.
    let (nearest, farthest) = squaredDistances
    let limit = 4e-8 * farthest
    guard nearest <= limit else { return nil }
    let last = self[0]
    return (2...WindowSize.maximumPeriod).first { period in
      let compared = max(period, 8)
      guard count >= compared + period, (last - self[period]).squaredNorm <= limit else {
        return false
      }
      let center = mean(ofLast: compared)
      let square = maxSquaredDistance(ofLast: compared, from: center)
      guard square > 1e-24 * center.squaredNorm else { return false }
      return (0..<compared).allSatisfy {
        (self[$0] - self[$0 + period]).squaredNorm <= 1e-8 * square
      }
    }
  }

  /// Whether the run has slipped off a cycle of this period at least twice within the last 4096
  /// iterates.
  ///
  /// A motion that almost repeats comes ever closer to a cycle, but is thrown off it again and again.
  /// A slip is a rise of the difference from one period earlier to the double, after at least 192
  /// steps at less than 2 % of the size of the cycle.
  func slips(fromPeriod period: Int) -> Bool {
    let square = maxSquaredDistance(ofLast: period, from: mean(ofLast: period))
    return withLatestPoints(4096) { points in
      let length = 64
      var (slips, calmBlocks, lowest) = (0, 0, Double.infinity)
      let first = period + max(points.count - period, 0) % length
      for start in stride(from: first, to: points.count, by: length) {
        let sum = stride(from: start, to: start + length, by: 4).reduce(0) {
          $0 + (points[$1] - points[$1 - period]).squaredNorm
        }
        let difference = 4 * sum / Double(length)
        if difference > 4 * lowest {
          if calmBlocks >= 3, difference > 1e-16 * square { slips += 1 }
          (calmBlocks, lowest) = (0, difference)
        } else {
          calmBlocks = difference < 4e-4 * square ? calmBlocks + 1 : 0
          lowest = min(lowest, difference)
        }
      }
      return slips >= 2
    }
  }

  /// The period of the cycle to which the run converges, or nil.
  ///
  /// The difference from the iterates one period earlier shrinks from segment to segment; that of a
  /// quasi-periodic run comes and goes.
  var convergingPeriod: Int? {
    guard let period = approximatePeriod, isConverging(toPeriod: period) else { return nil }
    return period
  }

  /// The smallest period with which the late half repeats to within 2 % of the rms step, or nil.
  var approximatePeriod: Int? {
    let late = late
    let limit = 4e-4 * late.meanSquaredStep * Double(late.count)
    // The sum contains a distance from the last iterate, which is at least `nearest`.
    guard squaredDistances.nearest <= limit else { return nil }
    return (2...late.count).first { period in
      var sum = 0.0
      for back in 0..<late.count {
        sum += (self[back] - self[back + period]).squaredNorm
        guard sum <= limit else { return false }
      }
      return true
    }
  }

  /// Whether the difference from the iterates one period earlier shrinks from segment to segment,
  /// so fast that the cycle stays where it is.
  ///
  /// Up to ten segments, as far as the iterates reach back, and at least two. At the rate of the
  /// decrease, a converging run moves by less than the radius of the cycle from now on; a drift that
  /// slows down moves farther.
  private func isConverging(toPeriod period: Int) -> Bool {
    let length = late.count / 2
    let segments = min((reachableCount - period) / length, 10)
    guard segments >= 2 else { return false }
    var differences = InlineArray<10, Double>(repeating: 0)
    for number in 0..<segments {
      let difference = squaredDifference(period, over: number * length..<(number + 1) * length)
      guard difference > (number > 0 ? differences[number - 1] : 0) else { return false }
      differences[number] = difference
    }
    // The factor per segment by which the difference, a length, shrinks: over all segments or over
    // the latest three, because a drift that slows down shrinks ever more slowly.
    func shrinkage(over count: Int) -> Double {
      Double.pow(differences[0] / differences[count - 1], 0.5 / Double(count - 1))
    }
    let latest = differences[0]
    let shrinkage = max(shrinkage(over: segments), shrinkage(over: min(segments, 3)))
    let advance = (latest / Double(length)).squareRoot() * Double(length) / Double(period)
    let center = mean(ofLast: late.count)
    let radius = maxSquaredDistance(ofLast: late.count, from: center).squareRoot()
    return advance < radius * (1 - shrinkage)
  }

  /// The sum of the squared distances of the iterates in `backs` from those `shift` steps earlier.
  func squaredDifference(_ shift: Int, over backs: Range<Int>) -> Double {
    backs.reduce(0) { $0 + (self[$1] - self[$1 + shift]).squaredNorm }
  }
}
