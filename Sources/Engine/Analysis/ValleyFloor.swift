/// The curve along a valley where the gradient component along the top eigenvector vanishes.
///
/// In a valley of minima the floor consists of minima. In a ravine such as Rosenbrock's, the loss
/// varies along the floor.
///
/// ```swift
/// let surface = try Catalog.surface(.named("hyperbola"))  // (xy − 1)², with minima on xy = 1
/// let frame = Region(x: 0...3, y: 0...3)
/// if let floor = surface.valleyFloor(near: Point(1.5, 1), in: frame) {
///   print(floor.samples(ofSharpness: 8.5).count)  // 2: at (2, ½) and (½, 2)
/// }
/// ```
public struct ValleyFloor: Sendable {
  /// The samples in order of arc length; a closed floor ends with its first sample.
  public let samples: [Sample]
  /// The reasons why the trace ends at the first and at the last sample.
  public let ends: (first: TraceEnd, last: TraceEnd)

  /// Whether the floor is a closed curve.
  public var isClosed: Bool { ends.last == .closed }

  /// A point of the floor with its local quantities.
  public struct Sample: Sendable {
    /// The position.
    public let point: Point<Double>
    /// The signed arc length s along the floor from the origin of the trace.
    public internal(set) var arcLength: Double
    /// The sharpness k: λmax of the Hessian.
    public let sharpness: Double
    /// The loss V.
    public let value: Double
    /// The unit tangent of the floor, toward growing arc length.
    public internal(set) var tangent: Point<Double>
    /// The derivative dV/ds of the loss along the floor.
    public internal(set) var valueDerivative: Double
    /// The derivative dk/ds of the sharpness along the floor.
    public internal(set) var sharpnessDerivative: Double
  }

  /// The reason why a trace ends.
  public enum TraceEnd: Sendable {
    /// The floor leaves the frame.
    case leftRegion
    /// The floor returns to its first sample.
    case closed
    /// The sharpness vanishes, or the top eigenvector jumps.
    case sharpnessLost
    /// The trace reached the maximum number of samples.
    case tooLong
  }

  /// The nearest point of a floor.
  public struct Projection: Sendable {
    /// The nearest point.
    public let point: Point<Double>
    /// The arc length of the nearest point.
    public let arcLength: Double
    /// The distance from the projected point to the floor.
    public let distance: Double
  }

  /// Returns the nearest point of the floor, in O(n) over the samples.
  public func projection(of p: Point<Double>) -> Projection {
    var best = Projection(
      point: samples[0].point, arcLength: samples[0].arcLength,
      distance: (p - samples[0].point).norm)
    for (a, b) in zip(samples, samples.dropFirst()) {
      let along = b.point - a.point
      let fraction = min(max((p - a.point).dot(along) / along.dot(along), 0), 1)
      let q = a.point + fraction * along
      let distance = (p - q).norm
      if distance < best.distance {
        best = Projection(
          point: q, arcLength: a.arcLength + fraction * (b.arcLength - a.arcLength),
          distance: distance)
      }
    }
    return best
  }

  /// Returns the sample at an arc length, by cubic interpolation in O(log n).
  ///
  /// The arc length is clamped to the ends of an open floor and wrapped around on a closed one.
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

  /// Returns the interpolated samples with the given sharpness, in order of arc length.
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
  /// Returns the sample between this one and the next, by cubic Hermite interpolation.
  func interpolated(_ next: Self, at arc: Double) -> Self {
    let length = next.arcLength - self.arcLength
    let t = (arc - self.arcLength) / length
    let (u, v) = (1 - t, t * t * (3 - 2 * t))
    func linear(_ a: Double, _ b: Double) -> Double { u * a + t * b }
    func cubic(_ a: Double, _ da: Double, _ b: Double, _ db: Double) -> Double {
      (1 - v) * a + v * b + t * u * length * (u * da - t * db)
    }
    let (p, q) = (point, next.point)
    let direction = Point(
      linear(tangent.x, next.tangent.x), linear(tangent.y, next.tangent.y))
    return Self(
      point: Point(
        cubic(p.x, tangent.x, q.x, next.tangent.x), cubic(p.y, tangent.y, q.y, next.tangent.y)),
      arcLength: arc,
      sharpness: cubic(sharpness, sharpnessDerivative, next.sharpness, next.sharpnessDerivative),
      value: cubic(value, valueDerivative, next.value, next.valueDerivative),
      tangent: direction.unitVector ?? tangent,
      valueDerivative: linear(valueDerivative, next.valueDerivative),
      sharpnessDerivative: linear(sharpnessDerivative, next.sharpnessDerivative))
  }

  /// The same sample of the floor traced in the opposite direction.
  var reversed: Self {
    var sample = self
    sample.arcLength = -arcLength
    sample.tangent = -tangent
    sample.valueDerivative = -valueDerivative
    sample.sharpnessDerivative = -sharpnessDerivative
    return sample
  }
}
