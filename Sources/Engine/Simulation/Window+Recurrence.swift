/// How closely a bounded motion follows its own earlier course.
enum Recurrence {
  /// The motion follows an earlier stretch: it is quasi-periodic, or its period exceeds 64.
  case regular
  /// The motion follows no earlier stretch.
  case irregular
  /// Between both.
  case unclear
}

extension Window {
  /// The recurrence of the late half and of the two stretches of the same length before it.
  ///
  /// Regular if all of them are, irregular if two of them are: a run may come close to a cycle and
  /// leave it again. What the history leaves unclear, the last 2048 iterates decide by majority.
  var recurrence: Recurrence {
    let length = late.count
    let near = withReachablePoints { Recurrence($0, length: length) }
    guard case .unclear = near else { return near }
    return withLatestPoints(2048) { Recurrence($0, length: length, byMajority: true) }
  }

  /// The recurrence of stretches of up to 256 iterates, which contain bursts and the calm between them.
  ///
  /// Between two bursts a chaotic run follows its earlier course too.
  var recurrenceOfBursts: Recurrence {
    withLatestPoints(2048) { Recurrence($0, length: min(256, $0.count / 4), byMajority: true) }
  }
}

// Over a buffer: generic code over `Window` is not specialized across files in every build.
extension Recurrence {
  fileprivate init(_ points: PointBuffer<Double>, length: Int, byMajority: Bool = false) {
    let stretches = (0...2).filter { $0 == 0 || ($0 + 2) * length < points.count }
    var (regular, irregular) = (0, 0)
    for number in stretches where irregular < 2 {
      switch Recurrence(points.rebased(0..<points.count - number * length), ofLast: length) {
      case .regular: regular += 1
      case .irregular: irregular += 1
      case .unclear: break
      }
    }
    if byMajority {
      self = regular > irregular ? .regular : irregular > regular ? .irregular : .unclear
      return
    }
    self =
      regular == stretches.count
      ? .regular : irregular >= min(stretches.count, 2) ? .irregular : .unclear
  }

  /// The recurrence of the last `length` points.
  ///
  /// Compares them with the most similar stretch that ends 2 or more steps earlier, by the root
  /// mean square distance relative to the radius. Nearby courses of a chaotic motion separate
  /// exponentially, so the distance is of the order of the radius or grows within the stretch; on a
  /// chaos of separate bands many other stretches are about as similar. A quasi-periodic motion
  /// keeps the distance, and hardly two stretches are similar. On random runs the distance is below
  /// 0.21 radii for quasi-periodic and above 0.5 radii for most chaotic ones.
  private init(_ points: PointBuffer<Double>, ofLast length: Int) {
    let stretch = points.count - length..<points.count
    var sum = Point(0.0, 0.0)
    for index in stretch { sum = sum + points[index] }
    let center = (1 / Double(length)) * sum
    var square = 0.0
    for index in stretch { square += (points[index] - center).squaredNorm }

    let shifts = 2..<max(points.count - length, 3)
    var (best, least) = (0, 0.1 * square)
    for shift in shifts {
      let difference = points.squaredDifference(shift, over: stretch, limit: least)
      if difference < least { (best, least) = (shift, difference) }
    }
    guard best > 0 else {
      self = .irregular
      return
    }
    var similar = 0
    for shift in shifts {
      let difference = points.squaredDifference(shift, over: stretch, limit: 2.25 * least)
      if difference < 2.25 * least { similar += 1 }
    }
    guard similar < 6 else {
      self = .irregular
      return
    }
    let quarter = length / 4
    // The distance may change by a factor of 2 in 48 steps.
    let factor = Double.pow(4, Double(length - quarter) / 48)
    let earlier = points.squaredDifference(
      best, over: stretch.lowerBound..<stretch.lowerBound + quarter, limit: .infinity)
    let later = points.squaredDifference(
      best, over: stretch.upperBound - quarter..<stretch.upperBound, limit: .infinity)
    let keepsDistance = later < factor * earlier && earlier < factor * later
    // An exact repetition: the period exceeds the longest that is detected.
    let isClose = least < 0.0625 * square && similar < 3
    self = least == 0 || isClose && keepsDistance ? .regular : .unclear
  }
}

extension PointBuffer<Double> {
  /// The squared distance of a stretch from the one `shift` steps earlier, or a sum that reaches
  /// `limit`.
  fileprivate func squaredDifference(_ shift: Int, over stretch: Range<Int>, limit: Double)
    -> Double
  {
    var sum = 0.0
    // Every ninth point first: neighbours are similar, so a large sum shows early.
    for first in 0..<9 {
      var index = stretch.upperBound - 1 - first
      while index >= stretch.lowerBound {
        sum += (self[index] - self[index - shift]).squaredNorm
        index -= 9
      }
      if sum >= limit { return sum }
    }
    return sum
  }
}
