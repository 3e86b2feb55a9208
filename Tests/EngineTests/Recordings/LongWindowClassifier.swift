import Engine

/// Classifies the end of a run by brute force, from long windows and by definition alone.
///
/// Shares no code and no tolerance with the classifier of the engine: rest and cycles are looked for
/// over a thousand steps, saddles by sampling the loss around a point, and chaos by the growth of a
/// perturbation of the start.
struct LongWindowClassifier {
  let recording: Recording
  private var surface: AnySurface { recording.surface }
  private var points: [Point<Double>] { recording.trajectory.points }
  private var last: Int { recording.lastStep }

  /// The states that fit; more than one where the motion is between two of them.
  func states() throws -> Set<String> {
    if recording.trajectory.divergedAt != nil { return ["diverged"] }
    let end = points[last]
    if surface.value(end).isNaN { return ["undefined"] }
    let radius = end.norm + (end - points[0]).norm
    if (last - 100...last).allSatisfy({ (points[$0] - end).norm <= 1e-7 * radius }) {
      let states = restingStates(end, radius)
      let isStill = (last - 500...last).allSatisfy { (points[$0] - end).norm <= 1e-10 * radius }
      return isStill ? states : states.union(["descending", "drifting"])
    }
    if let period = exactPeriod() {
      return around(mean(last - period + 1...last), spread(last - 63...last)) ?? ["\(period)-cycle"]
    }
    return try movingStates()
  }

  private func restingStates(_ p: Point<Double>, _ radius: Double) -> Set<String> {
    let gradient = surface.gradient(p)
    // The gradient beside the point: a stationary point has a far smaller one.
    let beside = (0..<8).map { k in
      surface.gradient(p + 1e-3 * radius * direction(k, of: 8)).norm
    }
    if gradient.norm <= 1e-2 * (beside.max() ?? 0) {
      return around(p, 1e-2 * radius) ?? ["settled"]
    }
    let ascent = surface.gradient(recording.trajectory.ascentPoints[last]).norm
    if ascent <= 1e-3 * gradient.norm { return ["hallucinating"] }
    return ["stalled", "descending", "settled"]
  }

  /// “At a saddle” if the loss falls at the distance from the stationary point near a point.
  private func around(_ p: Point<Double>, _ distance: Double) -> Set<String>? {
    guard let critical = try? surface.criticalPoint(near: p, reach: 2 * distance) else {
      return nil
    }
    let value = surface.value(critical.point)
    let lowest = [0.1, 0.3, 1].map { fraction in
      (0..<64).map { surface.value(critical.point + fraction * distance * direction($0, of: 64)) }
        .min() ?? value
    }
    let falls = lowest.allSatisfy { $0 < value - 1e-13 * abs(value) }
    return falls ? ["at a saddle"] : nil
  }

  /// The smallest period of the last 500 steps.
  private func exactPeriod() -> Int? {
    let size = spread(last - 499...last)
    guard size > 1e-12 * points[last].norm else { return nil }
    return (2...64).first { period in
      (last - 499...last).allSatisfy { (points[$0] - points[$0 - period]).norm <= 2e-4 * size }
    }
  }

  private func movingStates() throws -> Set<String> {
    var states: Set<String> = []
    let segments = (0..<5).reversed().map { last - 400 * ($0 + 1) + 1...last - 400 * $0 }
    let losses = segments.map { steps in
      steps.reduce(0) { $0 + surface.value(points[$1]) } / Double(steps.count)
    }
    let means = segments.map(mean)
    let spreads = segments.map(spread)
    let (isRising, isFalling) = (
      zip(losses, losses.dropFirst()).allSatisfy { $0 < $1 },
      zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 }
    )
    let isWidening = zip(spreads, spreads.dropFirst()).allSatisfy { $0 < $1 }
    let isNarrowing = zip(spreads, spreads.dropFirst()).allSatisfy { $0 > $1 }
    if isRising, isWidening { states.insert("climbing") }
    if isFalling { states.insert("descending") }
    // A drift: the means of the segments advance in one direction.
    let advance = zip(means, means.dropFirst()).map { $1 - $0 }
    let whole = means[4] - means[0]
    let isDirected = advance.allSatisfy { $0.dot(whole) > 0.05 * whole.dot(whole) }
    if isDirected, whole.norm > 1e-2 * spreads[4] || isNarrowing {
      states.insert("drifting")
      if whole.norm < 4 * spreads[4] { states.insert("quasi-periodic") }
      if isFalling || losses[4] <= losses[0] { states.insert("descending") }
    }
    // The difference from the iterates one period earlier shrinks: the run converges to a cycle.
    for period in 2...64 {
      let sizes = segments.suffix(3).map { steps in
        steps.reduce(0) { max($0, (points[$1] - points[$1 - period]).norm) }
      }
      if sizes[0] > sizes[1], sizes[1] > sizes[2], sizes[2] < 0.05 * spreads[4] {
        states.formUnion(around(means[4], spreads[4]) ?? ["\(period)-cycle"])
        if sizes[2] > 1e-4 * spreads[4] { states.insert("quasi-periodic") }
        break
      }
    }
    if states.isEmpty || !isDirected {
      switch try sensitivity() {
      case ..<0.005: states.insert("quasi-periodic")
      case ..<0.02: states.formUnion(["quasi-periodic", "chaotic"])
      default: states.insert("chaotic")
      }
    }
    return states
  }

  /// The exponential rate per step at which a perturbation of an iterate grows to the motion's size.
  ///
  /// 0 if it stays small. The perturbation of 10⁻¹⁰ spreads is made at the start.
  private func sensitivity() throws -> Double {
    let size = spread(last - 399...last)
    var run = recording.run
    run.start = run.start + Point(0.8e-10 * size, 0.6e-10 * size)
    let other = try Catalog.record(run).trajectory.points
    guard other.count == points.count else { return .infinity }
    // Only the attractor counts: from the middle of the run on.
    let middle = last / 2
    let first = (other[middle] - points[middle]).norm
    guard first < 1e-3 * size else { return .infinity }
    let apart = (middle...last).first { (other[$0] - points[$0]).norm > 0.1 * size }
    guard let apart else { return 0 }
    return Double.log(0.1 * size / max(first, 1e-16 * points[last].norm)) / Double(apart - middle)
  }

  private func mean(_ steps: ClosedRange<Int>) -> Point<Double> {
    (1 / Double(steps.count)) * steps.reduce(.zero) { $0 + points[$1] }
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
}
