/// The slopes of cubic splines with two continuous derivatives through points of one axis.
///
/// A spline is not-a-knot: its third derivative is continuous at the second and at the second last
/// point, as in `scipy.interpolate.CubicSpline`. A hole, a value that is not finite, separates two
/// splines. Through three points runs a parabola, through two a line.
struct CubicSpline {
  private let axis: [Double]
  private var diagonal: [Double]
  private var right: [Double]

  /// Creates the splines over the coordinates of an axis, which ascend.
  init(over axis: [Double]) {
    self.axis = axis
    diagonal = axis
    right = axis
  }

  /// Replaces values at all coordinates by the slopes of the splines; NaN at a hole.
  mutating func replaceBySlopes(_ values: inout [Double]) {
    var start = 0
    while start < axis.count {
      guard values[start].isFinite else {
        values[start] = .nan
        start += 1
        continue
      }
      var end = start + 1
      while end < axis.count, values[end].isFinite { end += 1 }
      replaceBySlopes(&values, in: start..<end)
      start = end
    }
  }

  private func width(_ index: Int) -> Double { axis[index + 1] - axis[index] }

  /// Solves the tridiagonal equations of the slopes by elimination without pivots.
  ///
  /// The inner rows are diagonally dominant.
  private mutating func replaceBySlopes(_ values: inout [Double], in points: Range<Int>) {
    let (first, last) = (points.lowerBound, points.upperBound - 1)
    func secant(_ index: Int) -> Double { (values[index + 1] - values[index]) / width(index) }
    guard points.count > 3 else {
      let secants = (first..<last).map(secant)
      switch secants.count {
      case 0: values[first] = 0
      case 1: (values[first], values[last]) = (secants[0], secants[0])
      default:
        let (a, b) = (width(first), width(first + 1))
        let middle = (secants[0] * b + secants[1] * a) / (a + b)
        values[first] = 2 * secants[0] - middle
        values[first + 1] = middle
        values[last] = 2 * secants[1] - middle
      }
      return
    }
    let (a, b) = (width(first), width(first + 1))
    let (y, z) = (width(last - 1), width(last - 2))
    let endSecants = (secant(last - 2), secant(last - 1))
    var previous = (width: a, secant: secant(first))
    let second = (width: b, secant: secant(first + 1))
    diagonal[first] = b
    right[first] =
      ((a + 2 * (a + b)) * b * previous.secant + a * a * second.secant) / (a + b)
    var upper = a + b
    for index in first + 1..<last {
      let next = (width: width(index), secant: secant(index))
      let factor = next.width / diagonal[index - 1]
      diagonal[index] = 2 * (previous.width + next.width) - factor * upper
      right[index] =
        3 * (next.width * previous.secant + previous.width * next.secant)
        - factor * right[index - 1]
      upper = previous.width
      previous = next
    }
    let factor = (y + z) / diagonal[last - 1]
    diagonal[last] = z - factor * upper
    right[last] =
      (y * y * endSecants.0 + (2 * (y + z) + y) * z * endSecants.1) / (y + z)
      - factor * right[last - 1]
    values[last] = right[last] / diagonal[last]
    for index in (first + 1..<last).reversed() {
      values[index] = (right[index] - width(index - 1) * values[index + 1]) / diagonal[index]
    }
    values[first] = (right[first] - (a + b) * values[first + 1]) / diagonal[first]
  }
}
