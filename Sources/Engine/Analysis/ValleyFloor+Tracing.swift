extension AnySurface {
  /// Returns the floor of the valley near a point, traced in both directions through a frame.
  ///
  /// A predictor–corrector method: predict along the tangent, then correct by Newton's method along
  /// the top eigenvector. Steps are shorter where the floor bends or its sharpness changes fast; at
  /// most 2000 samples per direction. Nil if λmax is not positive, or if no floor lies within half
  /// the frame's diagonal of `start`.
  public func valleyFloor(near start: Point<Double>, in frame: Region) -> ValleyFloor? {
    guard start.isFinite, let origin = valleyFloorPoint(near: start, reach: 0.5 * frame.diagonal),
      let tracer = FloorTracer(self, frame)
    else { return nil }
    let ahead = tracer.trace(from: origin, heading: hessian(origin).bottomEigenvector)
    guard let first = ahead.samples.first else { return nil }
    if ahead.end == .closed {
      return ValleyFloor(samples: ahead.samples, ends: (.closed, .closed))
    }
    let back = tracer.trace(from: origin, heading: -first.tangent)
    let samples = back.samples.dropFirst().reversed().map(\.reversed) + ahead.samples
    return samples.count > 1 ? ValleyFloor(samples: samples, ends: (back.end, ahead.end)) : nil
  }

  /// Returns the nearby point where the gradient component along the top eigenvector vanishes.
  ///
  /// Newton's method along the top eigenvector, at most 60 steps. Nil if λmax is not positive or if
  /// the iterates go farther than `reach` from `start`.
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

/// Traces a floor in one direction at a time.
private struct FloorTracer {
  let surface: AnySurface
  let frame: Region
  let maxStep, minStep: Double
  /// The maximum number of samples in one direction.
  private static let maxSamples = 2000
  /// The maximum turn of the floor per step, as a sine.
  private static let maxTurn = 0.1
  /// The maximum relative change of the sharpness per step.
  private static let maxSharpnessChange = 0.06

  /// Creates a tracer; nil if the frame is empty or not finite.
  init?(_ surface: AnySurface, _ frame: Region) {
    guard frame.diagonal > 0, frame.diagonal.isFinite else { return nil }
    self.surface = surface
    self.frame = frame
    maxStep = frame.diagonal / 120
    minStep = frame.diagonal * 1e-7
  }

  /// Returns the samples from `origin` in the direction of `heading`, and the reason for the end.
  func trace(
    from origin: Point<Double>, heading: Point<Double>
  ) -> (samples: [ValleyFloor.Sample], end: ValleyFloor.TraceEnd) {
    var samples: [ValleyFloor.Sample] = []
    guard var here = makeSample(origin, heading: heading, width: maxStep, arc: 0) else {
      return ([], .sharpnessLost)
    }
    samples.append(here)
    var length = 0.25 * maxStep
    var highestSharpness = here.sharpness
    while samples.count < Self.maxSamples {
      let ratio = abs(here.sharpnessDerivative) / here.sharpness
      if ratio * length > Self.maxSharpnessChange { length = Self.maxSharpnessChange / ratio }
      guard length > minStep else { return (samples, .sharpnessLost) }
      guard let next = nextSample(from: here, length: length) else {
        length *= 0.5
        continue
      }
      if closesLoop(samples, at: next, step: length) {
        var last = samples[0]
        last.arcLength = here.arcLength + (last.point - here.point).norm
        samples.append(last)
        return (samples, .closed)
      }
      samples.append(next)
      guard frame.contains(next.point) else { return (samples, .leftRegion) }
      highestSharpness = max(highestSharpness, next.sharpness)
      guard next.sharpness > 1e-10 * highestSharpness else { return (samples, .sharpnessLost) }
      here = next
      length = min(1.5 * length, maxStep)
    }
    return (samples, .tooLong)
  }

  /// Returns the next sample, or nil if the step is too long to stay on the same floor.
  private func nextSample(from here: ValleyFloor.Sample, length: Double) -> ValleyFloor.Sample? {
    let guess = here.point + length * here.tangent
    guard let p = surface.valleyFloorPoint(near: guess, reach: 0.5 * length),
      (p - guess).norm <= Self.maxTurn * length
    else { return nil }
    // An arc that turns by α is longer than its chord by a factor of 1 + α²/24.
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

  /// Returns the sample at a point of the floor; nil if λmax is not positive.
  ///
  /// Finite differences use 10⁻³·`width`.
  private func makeSample(
    _ p: Point<Double>, heading: Point<Double>, width: Double, arc: Double
  ) -> ValleyFloor.Sample? {
    let h = surface.hessian(p)
    let (v, k) = (h.topEigenvector, h.maxEigenvalue)
    guard k > 0 else { return nil }
    let d = 1e-3 * width
    func gradientComponent(_ q: Point<Double>) -> Double {
      let w = surface.hessian(q).topEigenvector
      return surface.gradient(q).dot(w) * (w.dot(v) < 0 ? -1 : 1)
    }
    // The floor is a level curve of the gradient component along the top eigenvector.
    let normal = Point(
      gradientComponent(p + Point(d, 0)) - gradientComponent(p - Point(d, 0)),
      gradientComponent(p + Point(0, d)) - gradientComponent(p - Point(0, d)))
    guard var tangent = normal.perpendicular.unitVector else { return nil }
    if tangent.dot(heading) < 0 { tangent = -tangent }
    let sharpnessDifference =
      surface.hessian(p + d * tangent).maxEigenvalue
      - surface.hessian(p - d * tangent).maxEigenvalue
    return ValleyFloor.Sample(
      point: p, arcLength: arc, sharpness: k, value: surface.value(p), tangent: tangent,
      valueDerivative: surface.gradient(p).dot(tangent),
      sharpnessDerivative: sharpnessDifference / (2 * d))
  }

  /// Returns whether the step to `next` passes the first sample in the same direction.
  private func closesLoop(
    _ samples: [ValleyFloor.Sample], at next: ValleyFloor.Sample, step: Double
  ) -> Bool {
    guard samples.count > 8, let first = samples.first, let here = samples.last else {
      return false
    }
    return (first.point - here.point).norm <= 1.5 * step
      && here.tangent.dot(first.tangent) > 0.9
      && (first.point - here.point).dot(here.tangent) > 0
      && (first.point - next.point).dot(here.tangent) <= 0.5 * step
  }
}
