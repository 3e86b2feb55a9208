import Vectors

/// The motion of a run over its last steps: the evidence for the attractor of the run.
public struct EndMotion: Sendable, Hashable {
  /// The mean of the last iterates.
  public var center: Point<Double>
  /// The largest distance of those iterates from `center`.
  public var radius: Double
  /// The mean of as many iterates before.
  public var earlierCenter: Point<Double>
  /// The largest distance of those iterates from `earlierCenter`.
  public var earlierRadius: Double
  /// The number of steps between both means.
  public var steps: Int

  /// The motion of a run at rest.
  public init(atRest point: Point<Double>) {
    (center, radius, earlierCenter, earlierRadius, steps) = (point, 0, point, 0, 1)
  }

  private init(
    _ early: MotionStatistics<Double>, _ late: MotionStatistics<Double>, steps: Int
  ) {
    (center, radius) = (late.mean, late.squaredRadius.squareRoot())
    (earlierCenter, earlierRadius) = (early.mean, early.squaredRadius.squareRoot())
    self.steps = steps
  }

  /// Whether the radius grows more than noise makes it vary.
  var isGrowing: Bool { radius > 4 * earlierRadius && radius > 1e-9 * (1 + center.norm) }

  /// The scale of the motion: its radius before or after, or the distance between both means.
  var scale: Double { max(radius, earlierRadius, (center - earlierCenter).norm) }

  /// The distance per step between both means.
  var speed: Double { (center - earlierCenter).norm / Double(steps) }

  /// The number of iterates of each mean: 32, or an eighth of a short run.
  static func length(of steps: Int) -> Int { max(1, min(32, steps / 8)) }
}

/// The mean of consecutive iterates and their largest squared distance from it.
struct MotionStatistics<N: Number>: Sendable {
  let mean: Point<N>
  let squaredRadius: N

  @inline(never)
  init(_ points: PointBuffer<N>) {
    var sum = Point<N>(0, 0)
    for index in points.indices { sum = sum + points[index] }
    let mean = N(1 / Double(points.count)) * sum
    var farthest: N = 0
    for index in points.indices { farthest = N.max(farthest, (points[index] - mean).squaredNorm) }
    self.mean = mean
    squaredRadius = farthest
  }
}

extension EndMotion {
  /// The motion at the end of consecutive iterates; nil if there are too few.
  init?(_ points: PointBuffer<Double>, steps: Int) {
    let length = Self.length(of: steps)
    guard points.count >= 2 * length else { return nil }
    let both = points.rebasedSuffix(2 * length)
    self.init(
      MotionStatistics(both.rebased(0..<length)), MotionStatistics(both.rebasedSuffix(length)),
      steps: length)
  }

  /// The motions of all lanes at the end of consecutive iterates; nil if there are too few.
  static func ofLanes(_ points: PointBuffer<Lanes>, steps: Int) -> [EndMotion]? {
    let length = Self.length(of: steps)
    guard points.count >= 2 * length else { return nil }
    let both = points.rebasedSuffix(2 * length)
    let early = MotionStatistics(both.rebased(0..<length))
    let late = MotionStatistics(both.rebasedSuffix(length))
    return (0..<Lanes.count).map { EndMotion(early[$0], late[$0], steps: length) }
  }
}

extension MotionStatistics<Lanes> {
  fileprivate subscript(lane: Int) -> MotionStatistics<Double> {
    MotionStatistics<Double>(mean: mean[lane], squaredRadius: squaredRadius[lane])
  }
}

extension MotionStatistics {
  fileprivate init(mean: Point<N>, squaredRadius: N) {
    self.mean = mean
    self.squaredRadius = squaredRadius
  }
}
