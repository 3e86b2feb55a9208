extension Window {
  /// The smallest period, 2 to 64, with which the iterates repeat at their end.
  ///
  /// Two full turns must be there, and they must agree to a ten-thousandth of the cycle's size; a
  /// short cycle is watched over eight steps. Nil for a point at rest, which has no period.
  var period: Int? {
    // No turn reaches farther from its mean than twice as far as from its last point.
    let (nearest, size) = squaredDistances
    let farthest = 4e-8 * size
    guard nearest <= farthest else { return nil }
    let here = self[0]
    return (2...WindowSize.maximumPeriod).first { period in
      let compared = max(period, 8)
      guard count >= compared + period, (here - self[period]).squaredNorm <= farthest else {
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

  /// The number of steps after which the iterates of the late half come back to within a fiftieth
  /// of a step's length, if they do: on a run that closes in on a cycle.
  func approximatePeriod(of late: WindowHalf<Double>) -> Int? {
    let limit = 4e-4 * late.meanSquaredStep * Double(late.count)
    // The sum begins with the distance to the last iterate: none is shorter than the nearest.
    guard squaredDistances.nearest <= limit else { return nil }
    return (2...late.count).first { period in
      var apart = 0.0
      for back in 0..<late.count {
        apart += (self[back] - self[back + period]).squaredNorm
        guard apart <= limit else { return false }
      }
      return true
    }
  }
}
