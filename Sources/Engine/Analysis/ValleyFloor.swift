/// The floor of a valley: the curve on which the slope across the sharpest direction is none.
///
/// On a valley of minima it is the minima themselves; elsewhere (a ravine, Rosenbrock's bend) it is
/// where a ball rolling down would run, and its height changes along it.
public struct ValleyFloor: Sendable {
  /// Points in order along the floor; a closed one ends where it begins.
  public let samples: [Sample]
  /// Why it ends at its first and at its last post.
  public let ends: (first: TraceEnd, last: TraceEnd)

  public var isClosed: Bool { ends.last == .closed }

  /// A point of the floor.
  public struct Sample: Sendable {
    public let point: Point<Double>
    /// Length along the floor from where the trace began; negative to the one side.
    public internal(set) var arcLength: Double
    /// λmax of the Hessian: the curvature k across.
    public let sharpness: Double
    /// The loss V.
    public let value: Double
    /// The unit vector along the floor, towards growing arc.
    public internal(set) var tangent: Point<Double>
    /// dV/ds.
    public internal(set) var valueDerivative: Double
    /// dk/ds.
    public internal(set) var sharpnessDerivative: Double
  }

  public enum TraceEnd: Sendable {
    /// It leaves the frame.
    case leftRegion
    /// It comes back to its beginning.
    case closed
    /// There is no sharpest direction any more, or it jumps.
    case sharpnessLost
    /// Longer than a trace goes.
    case tooLong
  }

  /// The nearest place on the floor.
  public struct Projection: Sendable {
    public let point: Point<Double>
    public let arcLength: Double
    public let distance: Double
  }

  /// The foot of the perpendicular from a point; on the ends of an open floor, the end itself.
  public func projection(of p: Point<Double>) -> Projection {
    var best = Projection(
      point: samples[0].point, arcLength: samples[0].arcLength,
      distance: (p - samples[0].point).norm)
    for (a, b) in zip(samples, samples.dropFirst()) {
      let along = b.point - a.point
      let share = min(max((p - a.point).dot(along) / along.dot(along), 0), 1)
      let q = a.point + share * along
      let distance = (p - q).norm
      if distance < best.distance {
        best = Projection(
          point: q, arcLength: a.arcLength + share * (b.arcLength - a.arcLength), distance: distance
        )
      }
    }
    return best
  }

  /// The floor's post at an arc length, interpolated; clamped to the ends of an open floor and
  /// taken round a closed one.
  public func sample(at arc: Double) -> Sample {
    let (first, last) = (samples[0], samples[samples.count - 1])
    var s = arc
    if isClosed {
      let length = last.arcLength - first.arcLength
      s -= ((s - first.arcLength) / length).rounded(.down) * length
    }
    guard s > first.arcLength else { return first }
    guard s < last.arcLength else { return last }
    var (low, high) = (0, samples.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if samples[middle].arcLength <= s { low = middle } else { high = middle }
    }
    return samples[low].interpolated(samples[high], at: s)
  }

  /// The floor's places with exactly this sharpness.
  public func samples(ofSharpness sharpness: Double) -> [Sample] {
    zip(samples, samples.dropFirst()).compactMap { a, b in
      let (below, above) = (a.sharpness - sharpness, b.sharpness - sharpness)
      guard (below < 0) != (above < 0) else { return nil }
      return a.interpolated(
        b, at: a.arcLength + below / (below - above) * (b.arcLength - a.arcLength))
    }
  }
}

extension ValleyFloor.Sample {
  /// The post between this one and the next: a cubic through both along their tangents.
  func interpolated(_ next: Self, at arc: Double) -> Self {
    let length = next.arcLength - self.arcLength
    let t = (arc - self.arcLength) / length
    let (u, v) = (1 - t, t * t * (3 - 2 * t))
    func mix(_ a: Double, _ b: Double) -> Double { u * a + t * b }
    func cubic(_ a: Double, _ slopeA: Double, _ b: Double, _ slopeB: Double) -> Double {
      (1 - v) * a + v * b + t * u * length * (u * slopeA - t * slopeB)
    }
    let (p, q) = (point, next.point)
    let along = Point(mix(tangent.x, next.tangent.x), mix(tangent.y, next.tangent.y))
    return Self(
      point: Point(
        cubic(p.x, tangent.x, q.x, next.tangent.x), cubic(p.y, tangent.y, q.y, next.tangent.y)),
      arcLength: arc,
      sharpness: cubic(sharpness, sharpnessDerivative, next.sharpness, next.sharpnessDerivative),
      value: cubic(value, valueDerivative, next.value, next.valueDerivative),
      tangent: along.unitVector ?? tangent,
      valueDerivative: mix(valueDerivative, next.valueDerivative),
      sharpnessDerivative: mix(sharpnessDerivative, next.sharpnessDerivative))
  }

  /// The same post of a floor that is walked the other way.
  var reversed: Self {
    var post = self
    post.arcLength = -arcLength
    post.tangent = -tangent
    post.valueDerivative = -valueDerivative
    post.sharpnessDerivative = -sharpnessDerivative
    return post
  }
}
