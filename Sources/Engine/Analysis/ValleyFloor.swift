/// The floor of a valley: the curve on which the slope across the sharpest direction is none.
///
/// On a valley of minima it is the minima themselves; elsewhere (a ravine, Rosenbrock's bend) it is
/// where a ball rolling down would run, and its height changes along it.
public struct ValleyFloor: Sendable {
  /// Points in order along the floor; a closed one ends where it begins.
  public let posts: [Post]
  /// Why it ends at its first and at its last post.
  public let ends: (first: End, last: End)

  public var isClosed: Bool { ends.last == .closed }

  /// A point of the floor.
  public struct Post: Sendable {
    public let point: Point<Double>
    /// Length along the floor from where the trace began; negative to the one side.
    public internal(set) var arc: Double
    /// λmax of the Hessian: the curvature k across.
    public let sharpness: Double
    /// The loss V.
    public let value: Double
    /// The unit vector along the floor, towards growing arc.
    public internal(set) var tangent: Point<Double>
    /// dV/ds.
    public internal(set) var heightSlope: Double
    /// dk/ds.
    public internal(set) var sharpnessSlope: Double
  }

  public enum End: Sendable {
    /// It leaves the frame.
    case frame
    /// It comes back to its beginning.
    case closed
    /// There is no sharpest direction any more, or it jumps.
    case sharpnessLost
    /// Longer than a trace goes.
    case length
  }

  /// The nearest place on the floor.
  public struct Foot: Sendable {
    public let point: Point<Double>
    public let arc: Double
    public let distance: Double
  }

  /// The foot of the perpendicular from a point; on the ends of an open floor, the end itself.
  public func foot(of p: Point<Double>) -> Foot {
    var best = Foot(point: posts[0].point, arc: posts[0].arc, distance: (p - posts[0].point).norm)
    for (a, b) in zip(posts, posts.dropFirst()) {
      let along = b.point - a.point
      let share = min(max((p - a.point).dot(along) / along.dot(along), 0), 1)
      let q = a.point + share * along
      let distance = (p - q).norm
      if distance < best.distance {
        best = Foot(point: q, arc: a.arc + share * (b.arc - a.arc), distance: distance)
      }
    }
    return best
  }

  /// The floor's post at an arc length, interpolated; clamped to the ends of an open floor and
  /// taken round a closed one.
  public func post(at arc: Double) -> Post {
    let (first, last) = (posts[0], posts[posts.count - 1])
    var s = arc
    if isClosed {
      let length = last.arc - first.arc
      s -= ((s - first.arc) / length).rounded(.down) * length
    }
    guard s > first.arc else { return first }
    guard s < last.arc else { return last }
    var (low, high) = (0, posts.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if posts[middle].arc <= s { low = middle } else { high = middle }
    }
    return posts[low].towards(posts[high], at: s)
  }

  /// The floor's places with exactly this sharpness.
  public func posts(ofSharpness sharpness: Double) -> [Post] {
    zip(posts, posts.dropFirst()).compactMap { a, b in
      let (below, above) = (a.sharpness - sharpness, b.sharpness - sharpness)
      guard (below < 0) != (above < 0) else { return nil }
      return a.towards(b, at: a.arc + below / (below - above) * (b.arc - a.arc))
    }
  }
}

extension ValleyFloor.Post {
  /// The post between this one and the next: a cubic through both along their tangents.
  func towards(_ next: Self, at arc: Double) -> Self {
    let length = next.arc - self.arc
    let t = (arc - self.arc) / length
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
      arc: arc,
      sharpness: cubic(sharpness, sharpnessSlope, next.sharpness, next.sharpnessSlope),
      value: cubic(value, heightSlope, next.value, next.heightSlope),
      tangent: along.unit ?? tangent,
      heightSlope: mix(heightSlope, next.heightSlope),
      sharpnessSlope: mix(sharpnessSlope, next.sharpnessSlope))
  }

  /// The same post of a floor that is walked the other way.
  var reversed: Self {
    var post = self
    post.arc = -arc
    post.tangent = -tangent
    post.heightSlope = -heightSlope
    post.sharpnessSlope = -sharpnessSlope
    return post
  }
}
