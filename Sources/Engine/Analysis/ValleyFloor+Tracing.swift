extension AnySurface {
  /// The floor of the valley that a point lies in or near, followed both ways through a frame.
  ///
  /// Predictor along the floor's tangent, corrector by Newton's method across it. Steps are short
  /// where the floor bends or its sharpness changes fast. Nil where there is no floor: no positive
  /// curvature, or none within the frame's size.
  public func valleyFloor(near start: Point<Double>, in frame: Region) -> ValleyFloor? {
    guard start.isFinite, let origin = valleyFloorPoint(near: start, reach: 0.5 * frame.diagonal),
      let walk = FloorTracer(self, frame)
    else { return nil }
    let ahead = walk.trace(from: origin, heading: hessian(origin).bottomEigenvector)
    guard let first = ahead.posts.first else { return nil }
    if ahead.end == .closed {
      return ValleyFloor(samples: ahead.posts, ends: (.closed, .closed))
    }
    let back = walk.trace(from: origin, heading: -first.tangent)
    let posts = back.posts.dropFirst().reversed().map(\.reversed) + ahead.posts
    return posts.count > 1 ? ValleyFloor(samples: posts, ends: (back.end, ahead.end)) : nil
  }

  /// The point next to this one at which the surface is least across its sharpest direction.
  public func valleyFloorPoint(near start: Point<Double>, reach: Double) -> Point<Double>? {
    var p = start
    for _ in 0..<60 {
      let h = hessian(p)
      guard h.maxEigenvalue > 0 else { return nil }
      let v = h.topEigenvector
      let offset = gradient(p).dot(v) / h.maxEigenvalue
      p = p - min(max(offset, -0.25 * reach), 0.25 * reach) * v
      guard p.isFinite, (p - start).norm <= reach else { return nil }
      if abs(offset) <= 1e-12 * (p.norm + 1e-3 * reach) { return p }
    }
    return nil
  }
}

/// One walk along a floor.
private struct FloorTracer {
  let surface: AnySurface
  let frame: Region
  let maxStep, minStep: Double
  /// The most posts on one side.
  private static let maxSamples = 2000
  /// The most that the floor may turn in a step, as a sine.
  private static let maxTurn = 0.1
  /// The most that its sharpness may change in a step, relative.
  private static let maxSharpnessChange = 0.06

  init?(_ surface: AnySurface, _ frame: Region) {
    guard frame.diagonal > 0, frame.diagonal.isFinite else { return nil }
    self.surface = surface
    self.frame = frame
    maxStep = frame.diagonal / 120
    minStep = frame.diagonal * 1e-7
  }

  func trace(
    from origin: Point<Double>, heading: Point<Double>
  ) -> (posts: [ValleyFloor.Sample], end: ValleyFloor.TraceEnd) {
    var posts: [ValleyFloor.Sample] = []
    guard var here = makeSample(origin, heading: heading, width: maxStep, arc: 0) else {
      return ([], .sharpnessLost)
    }
    posts.append(here)
    var length = 0.25 * maxStep
    var sharpest = here.sharpness
    while posts.count < Self.maxSamples {
      let ratio = abs(here.sharpnessDerivative) / here.sharpness
      if ratio * length > Self.maxSharpnessChange { length = Self.maxSharpnessChange / ratio }
      guard length > minStep else { return (posts, .sharpnessLost) }
      guard let next = nextSample(from: here, length: length) else {
        length *= 0.5
        continue
      }
      if closesLoop(posts, at: next, step: length) {
        var last = posts[0]
        last.arcLength = here.arcLength + (last.point - here.point).norm
        posts.append(last)
        return (posts, .closed)
      }
      posts.append(next)
      guard frame.contains(next.point) else { return (posts, .leftRegion) }
      sharpest = max(sharpest, next.sharpness)
      guard next.sharpness > 1e-10 * sharpest else { return (posts, .sharpnessLost) }
      here = next
      length = min(1.5 * length, maxStep)
    }
    return (posts, .tooLong)
  }

  /// The next post, or nil if the step was too long to be sure that it is on the same floor.
  private func nextSample(from here: ValleyFloor.Sample, length: Double) -> ValleyFloor.Sample? {
    let guess = here.point + length * here.tangent
    guard let p = surface.valleyFloorPoint(near: guess, reach: 0.5 * length),
      (p - guess).norm <= Self.maxTurn * length
    else { return nil }
    // The chord of an arc that turns by α is shorter by α²/24.
    let chord = (p - here.point).norm
    guard
      let next = makeSample(p, heading: here.tangent, width: length, arc: here.arcLength + chord)
    else {
      return nil
    }
    let turn = abs(here.tangent.cross(next.tangent))
    guard turn <= Self.maxTurn, here.tangent.dot(next.tangent) > 0,
      abs(next.sharpness - here.sharpness) <= 3 * Self.maxSharpnessChange * here.sharpness
    else { return nil }
    var corrected = next
    corrected.arcLength = here.arcLength + chord * (1 + turn * turn / 24)
    return corrected
  }

  /// Everything about a point of the floor; `width` is the scale on which it may change.
  private func makeSample(
    _ p: Point<Double>, heading: Point<Double>, width: Double, arc: Double
  ) -> ValleyFloor.Sample? {
    let h = surface.hessian(p)
    let (v, k) = (h.topEigenvector, h.maxEigenvalue)
    guard k > 0 else { return nil }
    let d = 1e-3 * width
    func across(_ q: Point<Double>) -> Double {
      let there = surface.hessian(q).topEigenvector
      return surface.gradient(q).dot(there) * (there.dot(v) < 0 ? -1 : 1)
    }
    // The floor is a level line of the slope across it.
    let gradient = Point(
      across(p + Point(d, 0)) - across(p - Point(d, 0)),
      across(p + Point(0, d)) - across(p - Point(0, d)))
    guard var tangent = gradient.perpendicular.unitVector else { return nil }
    if tangent.dot(heading) < 0 { tangent = -tangent }
    let rise =
      surface.hessian(p + d * tangent).maxEigenvalue
      - surface.hessian(p - d * tangent).maxEigenvalue
    return ValleyFloor.Sample(
      point: p, arcLength: arc, sharpness: k, value: surface.value(p), tangent: tangent,
      valueDerivative: surface.gradient(p).dot(tangent), sharpnessDerivative: rise / (2 * d))
  }

  private func closesLoop(
    _ posts: [ValleyFloor.Sample], at next: ValleyFloor.Sample, step: Double
  ) -> Bool {
    guard posts.count > 8, let first = posts.first, let here = posts.last else { return false }
    return (first.point - here.point).norm <= 1.5 * step
      && here.tangent.dot(first.tangent) > 0.9
      && (first.point - here.point).dot(here.tangent) > 0
      && (first.point - next.point).dot(here.tangent) <= 0.5 * step
  }
}
