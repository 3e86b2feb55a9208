@testable import Engine

/// Classifies a step of a run by brute force and with hindsight.
///
/// Sees five hundred to a thousand steps on both sides of the step, where the classifier of the
/// engine sees only what came before. Shares no code with that classifier: saddles are found by
/// sampling the loss around a point, and chaos by the growth of a perturbation.
struct LongWindowClassifier {
  let recording: Recording
  let step: Int
  /// The number of steps on each side that are looked at.
  static let reach = 1000
  private var surface: AnySurface { recording.surface }
  private var points: [Point<Double>] { recording.trajectory.points }

  private var range: ClosedRange<Int> {
    let end = recording.trajectory.divergedAt.map { $0 - 1 } ?? recording.lastStep
    return max(0, step - Self.reach)...min(end, step + Self.reach)
  }

  /// The name of the state; for a cycle with its period.
  func word() throws -> String {
    if let diverged = recording.trajectory.divergedAt, diverged <= step { return "diverged" }
    let p = points[step]
    if surface.value(p).isNaN { return "undefined" }
    let radius = p.norm + (p - points[0]).norm
    if (max(0, step - 8)...step).allSatisfy({ (points[$0] - p).norm <= 1e-9 * radius }),
      let resting = restingWord(p, radius)
    {
      return resting
    }
    if let period = exactPeriod {
      let (center, size) = (mean(step - period + 1...step), spread(step - 63...step))
      return saddleWord(center, reach: 2 * size, radius: max(size, 1e-2 * radius))
        ?? "\(period)-cycle"
    }
    return try movingWord()
  }

  private func restingWord(_ p: Point<Double>, _ radius: Double) -> String? {
    let gradient = size(surface.gradient(p))
    // A stationary point has a far smaller gradient than the points beside it.
    let beside = (0..<8).map { size(surface.gradient(p + 1e-3 * radius * direction($0, of: 8))) }
    if gradient <= 1e-2 * (beside.max() ?? 0) {
      return saddleWord(p, radius: 1e-2 * radius) ?? "settled"
    }
    let ascent = size(surface.gradient(recording.trajectory.ascentPoints[step]))
    if ascent <= 1e-3 * gradient { return "hallucinating" }
    let moved = (max(0, step - 8)...step).map { (points[$0] - p).norm }.max() ?? 0
    return moved <= 1e-3 * stepSize * gradient ? "stalled" : nil
  }

  /// “At a saddle” if the loss falls around the stationary point near a point, by more than the rest
  /// of the gradient there explains.
  ///
  /// Many directions: beside a degenerate saddle the loss falls in a narrow sector only.
  private func saddleWord(
    _ p: Point<Double>, reach: Double? = nil, radius: Double
  ) -> String? {
    guard let critical = try? surface.criticalPoint(near: p, reach: reach ?? 2 * radius) else {
      return nil
    }
    let (value, slope) = (
      surface.value(critical.point), surface.gradient(critical.point).norm
    )
    let falls = [0.1, 0.3, 1].allSatisfy { fraction in
      let limit = value - 1e-13 * abs(value) - 2 * slope * fraction * radius
      return (0..<1024).contains {
        surface.value(critical.point + fraction * radius * direction($0, of: 1024)) < limit
      }
    }
    return falls ? "at a saddle" : nil
  }

  /// The displacement per step under a constant gradient of norm 1.
  private var stepSize: Double {
    let knobs = recording.run.optimizer.knobs
    return (knobs["eta"] ?? 0) / (1 - (knobs["beta"] ?? 0))
  }

  /// The smallest period of the 128 steps up to the step, to 10⁻⁴ of the cycle's size.
  private var exactPeriod: Int? { period(in: 2...64, within: 1e-4) }

  private func period(in periods: ClosedRange<Int>, within tolerance: Double) -> Int? {
    let size = spread(max(0, step - 127)...step)
    guard size > 1e-12 * points[step].norm else { return nil }
    return periods.first { period in
      step >= 127 + period
        && (step - 127...step).allSatisfy {
          (points[$0] - points[$0 - period]).norm <= tolerance * size
        }
    }
  }

  private func movingWord() throws -> String {
    let blocks = blocks(of: 128)
    let losses = blocks.map { $0.reduce(0) { $0 + surface.value(points[$1]) } / Double($0.count) }
    let (means, radii) = (blocks.map(mean), blocks.map(rmsRadius))
    let last = blocks.count - 1
    guard last > 0 else { return "descending" }
    if isGrowing(blocks, losses, radii) { return "climbing" }
    let whole = means[last] - means[0]
    let isDirected = zip(means, means.dropFirst()).allSatisfy {
      ($1 - $0).dot(whole) > 0.3 / Double(last) * whole.dot(whole)
    }
    if isDirected {
      let follows = explainedShare(blocks) >= 0.5 || isDownBowl(means[0], means[last])
      return follows && losses[last] < losses[0] ? "descending" : "drifting"
    }
    let isFalling = zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 }
    let isSteady = radii.allSatisfy { abs($0 - radii[0]) < 0.1 * radii[0] }
    if isSteady || !isFalling, let period = convergingPeriod(blocks) {
      return saddleWord(means[last / 2], radius: radii[last / 2]) ?? "\(period)-cycle"
    }
    if isFalling { return "descending" }
    let isConcave = range.allSatisfy { surface.hessian(points[$0]).minEigenvalue < 0 }
    if isConcave, let saddle = saddleWord(mean(range), radius: spread(range)) { return saddle }
    // A period above 64 counts as quasi-periodic.
    let hasLongPeriod = period(in: 65...Self.reach, within: 1e-8) != nil
    return try !hasLongPeriod && isSensitive() ? "chaotic" : "quasi-periodic"
  }

  /// At most eight blocks of `length` steps around the step.
  private func blocks(of length: Int) -> [ClosedRange<Int>] {
    let count = min(8, range.count / length)
    let first = min(
      max(range.lowerBound, step - count / 2 * length), range.upperBound + 1 - count * length)
    return (0..<count).map { first + $0 * length...first + ($0 + 1) * length - 1 }
  }

  /// Whether loss and radius rise from block to block without leveling off.
  private func isGrowing(
    _ blocks: [ClosedRange<Int>], _ losses: [Double], _ radii: [Double]
  ) -> Bool {
    let last = blocks.count - 1
    guard zip(losses, losses.dropFirst()).allSatisfy({ $0 < $1 }),
      zip(radii, radii.dropFirst()).allSatisfy({ $0 < $1 }),
      radii[last] - radii[last / 2 + 1] > 0.9 * (radii[last / 2] - radii[0])
    else { return false }
    // Every second iterate: those of a cycle that turns move without growing.
    let (early, late) = (evenMean(blocks[0]), evenMean(blocks[last]))
    return radii[last] - radii[0] > 0.1 * (late - early).norm
  }

  private func evenMean(_ steps: ClosedRange<Int>) -> Point<Double> {
    let even = steps.filter { $0 % 2 == 0 }
    return (1 / Double(even.count)) * even.reduce(.zero) { $0 + points[$1] }
  }

  /// The period with which the iterates repeat ever more exactly.
  private func convergingPeriod(_ blocks: [ClosedRange<Int>]) -> Int? {
    let late = blocks.suffix(6)
    guard let last = late.last, late[late.startIndex].lowerBound > 64 else { return nil }
    return (2...64).first { period in
      let sizes = late.map { steps in
        steps.reduce(0) { max($0, (points[$1] - points[$1 - period]).norm) }
      }
      return zip(sizes, sizes.dropFirst()).allSatisfy { $0 > $1 }
        && sizes[sizes.count - 1] < 0.05 * rmsRadius(last)
    }
  }

  /// The share of the motion from the first to the last block that the gradients cause.
  private func explainedShare(_ blocks: [ClosedRange<Int>]) -> Double {
    let (first, last) = (blocks[0], blocks[blocks.count - 1])
    let shift = last.lowerBound - first.lowerBound
    let moved = first.reduce(Point.zero) { $0 + points[$1 + shift] - points[$1] }
    let explained = (first.lowerBound..<last.upperBound).reduce(Point.zero) { sum, step in
      let pairs = min(step - first.lowerBound + 1, first.count, last.upperBound - step)
      return sum + (-stepSize * Double(pairs)) * surface.gradient(points[step])
    }
    return explained.dot(moved) / moved.dot(moved)
  }

  /// Whether the loss falls from a point to another along a way that curves upward.
  private func isDownBowl(_ a: Point<Double>, _ b: Point<Double>) -> Bool {
    let (middle, way) = (0.5 * (a + b), (1 / (b - a).norm) * (b - a))
    let hessian = surface.hessian(middle)
    return surface.gradient(middle).dot(way) < 0
      && hessian.quadraticForm(way) > 0.03 * abs(hessian.maxEigenvalue)
  }

  /// Whether a perturbation of 10⁻⁸ of the motion's size doubles every 48 steps.
  ///
  /// At that rate, which the documentation states, 640 steps are enough to grow 10⁴-fold.
  /// A jump does not count: it comes from a discontinuity of the update rule.
  private func isSensitive() throws -> Bool {
    let size = spread(range)
    var run = recording.run
    run.start = points[range.lowerBound]
    run.steps = 640
    let course = try Catalog.record(run).trajectory.points
    run.start = run.start + Point(0.8e-8 * size, 0.6e-8 * size)
    let other = try Catalog.record(run).trajectory.points
    let distances = zip(course, other).lazy.map { ($0 - $1).norm }
    return distances.first { $0 > 1e-4 * size }.map { $0 < 0.1 * size } ?? false
  }

  private func mean(_ steps: ClosedRange<Int>) -> Point<Double> {
    (1 / Double(steps.count)) * steps.reduce(.zero) { $0 + points[$1] }
  }

  private func rmsRadius(_ steps: ClosedRange<Int>) -> Double {
    let center = mean(steps)
    let sum = steps.reduce(0) { $0 + (points[$1] - center).dot(points[$1] - center) }
    return (sum / Double(steps.count)).squareRoot()
  }

  /// The largest distance of the iterates from their mean.
  private func spread(_ steps: ClosedRange<Int>) -> Double {
    let center = mean(steps)
    return steps.reduce(0) { max($0, (points[$1] - center).norm) }
  }

  private func direction(_ index: Int, of count: Int) -> Point<Double> {
    let angle = 2 * Double.pi * (Double(index) + 0.31) / Double(count)
    return Point(Double.cos(angle), Double.sin(angle))
  }

  /// The larger coordinate: the squares of tiny gradients underflow.
  private func size(_ p: Point<Double>) -> Double { max(abs(p.x), abs(p.y)) }
}
