/// The slopes of cubic splines with two continuous derivatives through points of one axis.
///
/// A spline is not-a-knot: its third derivative is continuous at the second and at the second last
/// point, as in `scipy.interpolate.CubicSpline`. A hole, a value that is not finite, separates two
/// splines. Through three points runs a parabola, through two a line.
struct CubicSpline {
  private let axis: [Double]
  private var right: [Double]
  /// The eliminated matrix of the equations: the diagonal, and the factors of the rows above.
  private var diagonal, factors: [Double]
  /// The points of the eliminated matrix.
  private var eliminated = 0..<0

  /// Creates the splines over the coordinates of an axis, which ascend.
  init(over axis: [Double]) {
    self.axis = axis
    (right, diagonal, factors) = (axis, axis, axis)
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

  /// Solves the tridiagonal equations of the slopes.
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
    if points != eliminated { eliminate(points) }
    let (a, b) = (width(first), width(first + 1))
    let (y, z) = (width(last - 1), width(last - 2))
    let endSecants = (secant(last - 2), secant(last - 1))
    var previous = (width: a, secant: secant(first))
    let second = (width: b, secant: secant(first + 1))
    right[first] =
      ((a + 2 * (a + b)) * b * previous.secant + a * a * second.secant) / (a + b)
    for index in first + 1..<last {
      let next = (width: width(index), secant: secant(index))
      right[index] =
        3 * (next.width * previous.secant + previous.width * next.secant)
        - factors[index] * right[index - 1]
      previous = next
    }
    right[last] =
      (y * y * endSecants.0 + (2 * (y + z) + y) * z * endSecants.1) / (y + z)
      - factors[last] * right[last - 1]
    values[last] = right[last] / diagonal[last]
    for index in (first + 1..<last).reversed() {
      values[index] = (right[index] - width(index - 1) * values[index + 1]) / diagonal[index]
    }
    values[first] = (right[first] - (a + b) * values[first + 1]) / diagonal[first]
  }

  /// Eliminates the entries below the diagonal, without pivots: the inner rows are diagonally dominant.
  private mutating func eliminate(_ points: Range<Int>) {
    let (first, last) = (points.lowerBound, points.upperBound - 1)
    let (a, b) = (width(first), width(first + 1))
    let (y, z) = (width(last - 1), width(last - 2))
    diagonal[first] = b
    var upper = a + b
    for index in first + 1..<last {
      let (previous, next) = (width(index - 1), width(index))
      factors[index] = next / diagonal[index - 1]
      diagonal[index] = 2 * (previous + next) - factors[index] * upper
      upper = previous
    }
    factors[last] = (y + z) / diagonal[last - 1]
    diagonal[last] = z - factors[last] * upper
    eliminated = points
  }
}
