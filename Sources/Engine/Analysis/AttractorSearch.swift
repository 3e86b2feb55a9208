/// A search for the attractors of a surface, one start at a time.
///
/// The result depends on the surface, the frame and the order of the starts.
struct AttractorSearch {
  private let surface: AnySurface
  private let frame: Region
  /// The frame with a margin of its diagonal, through which manifolds are traced.
  private let tracedFrame: Region
  /// The attractors found so far.
  private(set) var found: [Attractor] = []
  /// The number of nonsmooth ends at which no attractor was found.
  private var failureCount = 0
  /// Bounds the time on a surface with kinks but without minima at them.
  private static let maxFailures = 60

  init(_ surface: AnySurface, in frame: Region) {
    self.surface = surface
    self.frame = frame
    let margin = frame.diagonal
    tracedFrame = Region(
      x: frame.x.lowerBound - margin...frame.x.upperBound + margin,
      y: frame.y.lowerBound - margin...frame.y.upperBound + margin)
  }

  /// Adds the attractor that a descent from a start reaches.
  mutating func addAttractor(below start: Point<Double>) {
    guard surface.value(start).isFinite, !flowsToKnownMinimum(start),
      let descent = surface.descent(from: start, where: flowsToKnownMinimum), descent.end.isFinite
    else { return }
    switch descent.criticalPoint {
    case .success(let critical):
      switch critical.kind {
      case .minimum: addIsolated(critical.point)
      case .degenerate: addDegenerate(critical)
      case .saddle, .maximum: break
      }
    case .failure(let error) where error == .kink || error == .roundingFloor:
      addNonsmooth(near: descent.end)
    case .failure: break
    }
  }

  /// Whether gradient flow from a point converges to a known isolated minimum.
  private func flowsToKnownMinimum(_ p: Point<Double>) -> Bool {
    found.contains { !$0.isManifold && ($0.point - p).norm < $0.radius }
  }

  /// Adds a closed-form minimum, or moves the attractor found there to that exact point.
  mutating func addLandmark(_ p: Point<Double>) {
    guard frame.contains(p) else { return }
    if let index = found.firstIndex(where: { !$0.isManifold && isSame($0.point, p) }) {
      found[index].point = p
    } else if surface.isStrictMinimum(p, radius: strictRadius) {
      addIsolated(p)
    }
  }

  /// Whether two points are one minimum up to the accuracy of the search.
  private func isSame(_ a: Point<Double>, _ b: Point<Double>) -> Bool {
    (a - b).norm <= max(1e-6 * frame.diagonal, 1e-12 * (a.norm + b.norm))
  }

  /// The distance at which a degenerate minimum or a kink must be lower than its surroundings.
  private var strictRadius: Double { 1e-3 * frame.diagonal }

  /// Adds an isolated minimum unless known.
  private mutating func addIsolated(_ p: Point<Double>) {
    guard
      !found.contains(where: { known in
        known.isManifold
          ? known.distance(to: p, limit: 1e-5 * frame.diagonal).isFinite
          : isSame(known.point, p) || isConnected(known.point, p)
      })
    else { return }
    let (radius, lossScale) = surface.captureRadius(of: p, upTo: frame.diagonal)
    found.append(
      Attractor(
        kind: surface.isKink(p, radius: 1e-4 * frame.diagonal) ? .kink : .minimum, point: p,
        loss: surface.value(p), radius: radius, lossScale: lossScale))
  }

  /// Whether the loss between two nearby points does not exceed the loss at them.
  ///
  /// A degenerate minimum is flat to rounding, so descents end at slightly different points.
  private func isConnected(_ a: Point<Double>, _ b: Point<Double>) -> Bool {
    (a - b).norm <= 0.01 * frame.diagonal
      && surface.value(0.5 * (a + b)) <= max(surface.value(a), surface.value(b))
  }

  /// Adds the manifold through a degenerate critical point, or the isolated minimum there.
  private mutating func addDegenerate(_ critical: CriticalPoint) {
    let p = critical.point
    guard !isOnManifold(p, within: 1e-5 * frame.diagonal) else { return }
    let normal = critical.hessian.topEigenvector
    // On one side of the rim of a plateau the loss is constant.
    if isLowest(p, along: normal), let (curve, isClosed) = constantFloor(through: critical) {
      addManifold(curve, isClosed: isClosed, through: p, normal: normal)
    } else {
      addNonsmooth(near: p)
    }
  }

  /// Whether the loss rises on both sides of a point along a line.
  private func isLowest(_ p: Point<Double>, along normal: Point<Double>) -> Bool {
    surface.captureRadius(of: p, upTo: frame.diagonal, directions: [normal, -normal]).radius
      > 1e-5 * frame.diagonal
  }

  /// Adds the isolated minimum near a point, or the manifold through it, by the loss alone.
  private mutating func addNonsmooth(near p: Point<Double>) {
    let isKnown = found.contains {
      $0.distance(to: p, limit: 1e-4 * min(frame.diagonal, $0.radius)).isFinite
    }
    guard !isKnown, failureCount < Self.maxFailures else { return }
    let p = surface.polishedMinimum(near: p, step: 1e-4 * frame.diagonal)
    guard !isOnManifold(p, within: 1e-5 * frame.diagonal) else { return }
    if surface.isStrictMinimum(p, radius: strictRadius) {
      addIsolated(p)
    } else if let (curve, isClosed) = flatCurve(through: p),
      let (origin, normal) = crossSection(of: curve)
    {
      addManifold(curve, isClosed: isClosed, through: origin, normal: normal)
    } else {
      failureCount += 1
    }
  }

  /// Returns a point of a curve on both sides of which the loss rises, and the normal there.
  ///
  /// Where two valleys of kinks cross, the loss is constant along the normal of each.
  private func crossSection(
    of curve: [Point<Double>]
  ) -> (point: Point<Double>, normal: Point<Double>)? {
    for index in stride(from: 0, to: curve.count - 1, by: max(1, curve.count / 8)) {
      let normal = (curve[index + 1] - curve[index]).perpendicular.unitVector
      if let normal, isLowest(curve[index], along: normal) { return (curve[index], normal) }
    }
    return nil
  }

  private func isOnManifold(_ p: Point<Double>, within limit: Double) -> Bool {
    found.contains { $0.isManifold && $0.distance(to: p, limit: limit).isFinite }
  }

  /// Returns the curve of minima through a point, traced by the loss alone, as across kinks.
  ///
  /// Each point is the lowest on a circle around the point before, ahead of it. Nil if the loss
  /// rises along the curve within 2 % of the diagonal, or falls.
  private func flatCurve(
    through origin: Point<Double>
  ) -> (points: [Point<Double>], isClosed: Bool)? {
    let step = frame.diagonal / 250
    func next(_ p: Point<Double>, heading: Point<Double>?) -> Point<Double>? {
      let (minima, mean) = surface.lowestPoints(
        around: p, radius: step, heading: heading ?? .zero)
      let loss = surface.value(origin)
      let flat = minima.filter { abs(surface.value($0) - loss) <= 1e-6 * (mean - loss) }
      guard let heading else { return flat.first }
      let ahead = flat.max { ($0 - p).dot(heading) < ($1 - p).dot(heading) }
      return ahead.flatMap { ($0 - p).dot(heading) > 0.5 * step * heading.norm ? $0 : nil }
    }
    func trace(_ first: Point<Double>) -> (points: [Point<Double>], isClosed: Bool) {
      var points = [origin, first]
      while points.count < 3000, tracedFrame.contains(points[points.count - 1]),
        let p = next(
          points[points.count - 1],
          heading: points[points.count - 1] - points[points.count - 2])
      {
        if points.count > 8, (p - origin).norm < 0.75 * step {
          return (points + [origin], true)
        }
        points.append(p)
      }
      return (points, false)
    }
    guard let first = next(origin, heading: nil) else { return nil }
    let ahead = trace(first)
    if ahead.isClosed { return ahead }
    let back = next(origin, heading: origin - first).map { trace($0).points } ?? [origin]
    let points = back.dropFirst().reversed() + ahead.points
    return Double(points.count - 1) * step > 0.02 * frame.diagonal ? (points, false) : nil
  }

  /// Returns the part of the valley floor through a point along which the loss is constant.
  ///
  /// Nil if that part is shorter than 2 % of the diagonal.
  private func constantFloor(
    through critical: CriticalPoint
  ) -> (points: [Point<Double>], isClosed: Bool)? {
    guard critical.hessian.maxEigenvalue > 0,
      let floor = surface.valleyFloor(
        near: critical.point, in: tracedFrame.including(critical.point)),
      let origin = floor.samples.firstIndex(where: { $0.arcLength >= 0 })
    else { return nil }
    let samples = floor.samples
    let loss = samples[origin].value
    // Above the rounding errors of the loss and of the trace.
    let tolerance =
      1e-17 * critical.hessian.maxEigenvalue * frame.diagonal * frame.diagonal
      + 1e-13 * abs(loss)
    func isConstant(_ index: Int) -> Bool { abs(samples[index].value - loss) <= tolerance }
    var (first, last) = (origin, origin)
    while first > 0, isConstant(first - 1) { first -= 1 }
    while last + 1 < samples.count, isConstant(last + 1) { last += 1 }
    guard samples[last].arcLength - samples[first].arcLength > 0.02 * frame.diagonal else {
      return nil
    }
    // Chords between interpolated samples are closer to the floor than those between samples.
    let pieces = 8
    var points = [samples[first].point]
    for (a, b) in zip(samples[first..<last], samples[(first + 1)...last]) {
      for piece in 1..<pieces {
        let fraction = Double(piece) / Double(pieces)
        points.append(
          a.interpolated(b, at: a.arcLength + fraction * (b.arcLength - a.arcLength)).point)
      }
      points.append(b.point)
    }
    return (points, floor.isClosed && first == 0 && last == samples.count - 1)
  }

  /// Adds a curve of minima, as part of a known manifold if they meet.
  private mutating func addManifold(
    _ curve: [Point<Double>], isClosed: Bool, through p: Point<Double>, normal: Point<Double>
  ) {
    let (radius, lossScale) = surface.captureRadius(
      of: p, upTo: frame.diagonal, directions: [normal, -normal])
    var manifold = Attractor(
      kind: isClosed ? .ring : .valley, point: p, curves: [curve], loss: surface.value(p),
      radius: radius, lossScale: lossScale)
    let joined = found.indices.filter { found[$0].isManifold && meet(found[$0], curve) }
    guard let first = joined.first else {
      // Minima found before on a flat stretch of the same curve.
      found.removeAll {
        !$0.isManifold && manifold.distance(to: $0.point, limit: 1e-4 * frame.diagonal).isFinite
      }
      found.append(manifold)
      return
    }
    manifold = found[first]
    for index in joined.dropFirst() { manifold.curves += found[index].curves }
    manifold.curves.append(curve)
    manifold.kind = .valley
    found[first] = manifold
    for index in joined.dropFirst().reversed() { found.remove(at: index) }
  }

  /// Whether a curve meets or crosses a manifold.
  ///
  /// A trace ends shortly before a crossing if the sharpness vanishes there.
  private func meet(_ manifold: Attractor, _ curve: [Point<Double>]) -> Bool {
    let limit = 1e-3 * frame.diagonal
    let other = Attractor(
      kind: .valley, point: manifold.point, curves: [curve], loss: 0, radius: 0, lossScale: 0)
    let ends = manifold.curves.flatMap { [$0.first, $0.last].compactMap(\.self) }
    return ends.contains { other.distance(to: $0, limit: limit).isFinite }
      || curve.indices.contains { index in
        // Between two points the curves may cross at up to their distance.
        let step = index > 0 ? (curve[index] - curve[index - 1]).norm : 0
        return manifold.distance(to: curve[index], limit: max(limit, 0.51 * step)).isFinite
      }
  }
}
