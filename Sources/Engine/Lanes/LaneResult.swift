import Vectors

/// The end of the runs of one vector: the input of the state classifier.
///
/// A class, because the classifiers share the value.
final class LaneResult {
  /// The step at which each lane diverged, or −1.
  var divergedAt = [Int](repeating: -1, count: Lanes.count)
  /// The last iterate of each lane that diverged.
  var divergedPoints = [Point<Double>](repeating: .zero, count: Lanes.count)
  /// The step of the first stored iterate.
  var firstKeptStep = 0
  /// The last iterates; nil if all lanes diverged earlier.
  var tail: IterateBuffer?
  /// The ascent points of the last iterates; nil for a rule without memory.
  var ascentTail: IterateBuffer?
  /// Returns the ascent point w + ε of an iterate, for a rule without memory.
  private let ascentPoint: (Point<Lanes>) -> Point<Lanes>

  init(ascentPoint: @escaping (Point<Lanes>) -> Point<Lanes>) { self.ascentPoint = ascentPoint }

  /// The ascent point w + ε of the stored iterate at an index.
  func ascentPoint(at index: Int) -> Point<Lanes> {
    if let ascentTail { return ascentTail.points[index] }
    guard let tail else { return Point(Lanes(.nan), Lanes(.nan)) }
    return ascentPoint(tail.points[index])
  }

  /// The last iterate of a lane.
  func finalPoint(of lane: Int) -> Point<Double> {
    guard divergedAt[lane] < 0, let points = tail?.points else { return divergedPoints[lane] }
    return PointBuffer(points).lane(lane, at: points.count - 1)
  }

  /// The number of stored iterates: two classifications that agree read at most 590.
  static let tailLength = 592
  /// The number of steps between two divergence checks.
  static let chunkLength = 32
}
