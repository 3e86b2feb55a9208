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

  /// The period with which the late half repeats to within 2 % of the rms step, or nil.
  ///
  /// Detects a run that is still converging to a cycle.
  func approximatePeriod(of late: WindowHalf<Double>) -> Int? {
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
}
