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
  /// leave it again.
  var recurrence: Recurrence {
    let length = late.count
    var (regular, irregular, count) = (0, 0, 0)
    for number in 0...2 where number == 0 || (number + 2) * length < reachableCount {
      count += 1
      switch recurrence(ofLast: length, endingAt: number * length) {
      case .regular: regular += 1
      case .irregular: irregular += 1
      case .unclear: break
      }
    }
    if regular == count { return .regular }
    return irregular >= min(count, 2) ? .irregular : .unclear
  }

  /// The recurrence of a stretch that ends `end` steps before the last iterate.
  ///
  /// Compares the stretch with the most similar one that ends 2 or more steps earlier, by the root
  /// mean square distance relative to the radius of the stretch. Nearby courses of a chaotic motion
  /// separate exponentially, so the distance is of the order of the radius or grows within the
  /// stretch; on a chaos of separate bands many other stretches are about as similar. A
  /// quasi-periodic motion keeps the distance, and hardly two stretches are similar. On random runs
  /// the distance is below 0.21 radii for quasi-periodic and above 0.5 radii for most chaotic ones.
  private func recurrence(ofLast length: Int, endingAt end: Int) -> Recurrence {
    let stretch = end..<end + length
    let center = (1 / Double(length)) * stretch.reduce(.zero) { $0 + self[$1] }
    let square = stretch.reduce(0) { $0 + (self[$1] - center).squaredNorm }
    let shifts = 2..<max(reachableCount - stretch.upperBound, 3)
    var (best, least) = (0, 0.1 * square)
    for shift in shifts {
      let difference = squaredDifference(shift, over: stretch, limit: least)
      if difference < least { (best, least) = (shift, difference) }
    }
    guard best > 0 else { return .irregular }
    let similar = shifts.reduce(0) { count, shift in
      squaredDifference(shift, over: stretch, limit: 2.25 * least) < 2.25 * least
        ? count + 1 : count
    }
    guard similar < 6 else { return .irregular }
    let (later, earlier) = (
      squaredDifference(best, over: end..<end + length / 4),
      squaredDifference(best, over: end + length * 3 / 4..<end + length)
    )
    let keepsDistance = later < 4 * earlier && earlier < 4 * later
    return least < 0.0625 * square && similar < 3 && keepsDistance ? .regular : .unclear
  }

  /// The squared distance of a stretch from the one `shift` steps earlier, or a sum that reaches
  /// `limit`.
  private func squaredDifference(_ shift: Int, over stretch: Range<Int>, limit: Double) -> Double {
    var sum = 0.0
    // Every ninth iterate first: neighbours are similar, so a large sum shows early.
    for first in stretch.prefix(9) {
      for back in stride(from: first, to: stretch.upperBound, by: 9) {
        sum += (self[back] - self[back + shift]).squaredNorm
      }
      if sum >= limit { return sum }
    }
    return sum
  }
}
