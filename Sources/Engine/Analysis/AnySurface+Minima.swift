/// 32 unit vectors at equal angles.
let unitDirections: [Point<Double>] = (0..<32).map {
  let angle = (Double($0) + 0.5) / 16 * Double.pi
  return Point(Double.cos(angle), Double.sin(angle))
}

extension AnySurface {
  /// Whether the loss on a circle around a point is clearly higher than at the point.
  func isStrictMinimum(_ p: Point<Double>, radius: Double) -> Bool {
    let loss = value(p)
    let (minima, mean) = lowestPoints(around: p, radius: radius)
    return mean > loss && minima.allSatisfy { value($0) - loss > 1e-10 * (mean - loss) }
  }

  /// Returns the points of a circle at which the loss is locally lowest, and the mean loss there.
  ///
  /// Only the points ahead, if `heading` is not zero. No points on a plateau.
  func lowestPoints(
    around center: Point<Double>, radius: Double, heading: Point<Double> = .zero
  ) -> (minima: [Point<Double>], mean: Double) {
    func point(_ angle: Double) -> Point<Double> {
      center + radius * Point(Double.cos(angle), Double.sin(angle))
    }
    let width = Double.pi / 32
    let losses = (0..<64).map { value(point(Double($0) * width)) }
    let mean = losses.reduce(0, +) / 64
    let loss = value(center)
    // A plateau has no lowest direction.
    guard losses.count(where: { $0 - loss <= 1e-9 * (mean - loss) }) <= 8 else { return ([], loss) }
    let minima = losses.indices.filter {
      losses[$0] <= losses[($0 + 63) % 64] && losses[$0] < losses[($0 + 1) % 64]
        && (point(Double($0) * width) - center).dot(heading) >= 0
    }.map { index in
      // Golden-section search between the neighbours.
      let ratio = 0.5 * (5.0.squareRoot() - 1)
      var (low, high) = (Double(index - 1) * width, Double(index + 1) * width)
      var (a, b) = (high - ratio * (high - low), low + ratio * (high - low))
      var (lossA, lossB) = (value(point(a)), value(point(b)))
      for _ in 0..<45 {
        if lossA < lossB {
          (high, b, lossB) = (b, a, lossA)
          a = high - ratio * (high - low)
          lossA = value(point(a))
        } else {
          (low, a, lossA) = (a, b, lossB)
          b = low + ratio * (high - low)
          lossB = value(point(b))
        }
      }
      let refined = point(0.5 * (low + high))
      // The sample itself may be exact.
      let sampled = point(Double(index) * width)
      return value(sampled) < value(refined) ? sampled : refined
    }
    return (minima, mean)
  }

  /// Whether the gradient near a minimum keeps its length as the distance shrinks.
  func isKink(_ p: Point<Double>, radius: Double) -> Bool {
    func largestGradient(at radius: Double) -> Double {
      unitDirections.reduce(0) { max($0, gradient(p + radius * $1).norm) }
    }
    return largestGradient(at: 1e-3 * radius) > 0.5 * largestGradient(at: radius)
  }

  /// Returns the lowest point near `start`, by a pattern search on the loss.
  ///
  /// Needs no derivatives, so it converges to kinks too.
  func polishedMinimum(near start: Point<Double>, step: Double) -> Point<Double> {
    var (p, loss, length) = (start, value(start), step)
    let floor = max(1e-14 * step, start.norm.ulp)
    for _ in 0..<400 where length > floor {
      var best = (p, loss)
      for direction in unitDirections + kinkDirections(at: p, distance: length) {
        let next = p + length * direction
        let nextLoss = value(next)
        if nextLoss < best.1 { best = (next, nextLoss) }
      }
      if best.1 < loss {
        (p, loss) = best
        length *= 2
      } else {
        length *= 0.5
      }
    }
    return p
  }

  /// Returns unit vectors along the kink through a point and across it, in both senses.
  ///
  /// Across a kink the gradient jumps along its normal; a descent along it needs its exact
  /// direction.
  private func kinkDirections(at p: Point<Double>, distance: Double) -> [Point<Double>] {
    let axes = [Point(1, 0), Point(0, 1)]
    var normal = Point<Double>.zero
    for direction in unitDirections.prefix(16) {
      let jump = gradient(p + distance * direction) - gradient(p - distance * direction)
      if jump.norm > normal.norm { normal = jump }
    }
    guard let normal = normal.unitVector else { return axes + axes.map { -$0 } }
    return (axes + [normal, normal.perpendicular]).flatMap { [$0, -$0] }
  }

  /// Returns the radius of the largest ball around a minimum in which gradients point outward.
  ///
  /// Sampled in all directions, or in those given; at most `limit`, in steps of a quarter. Also
  /// returns the mean loss at that distance, above the loss at the minimum.
  func captureRadius(
    of p: Point<Double>, upTo limit: Double, directions given: [Point<Double>]? = nil
  ) -> (radius: Double, lossScale: Double) {
    let directions = given ?? unitDirections
    var radius = 1e-6 * limit
    while radius < limit {
      let next = min(1.25 * radius, limit)
      guard directions.allSatisfy({ gradient(p + next * $0).dot($0) > 0 }) else { break }
      radius = next
    }
    let sum = directions.reduce(0) { $0 + value(p + radius * $1) }
    return (radius, sum / Double(directions.count) - value(p))
  }
}
