/// The iterates of a training run, projected on the plane of a landscape.
///
/// The iterates need not lie in the plane. The losses along the path are those of the iterates, and
/// can differ from the losses of the surface at the projected points.
public struct TrainingPath: Sendable, Hashable {
  /// The file as a command line argument.
  public let text: String
  /// The projected iterates.
  public let points: [Point<Double>]
  /// The step or epoch of each iterate.
  public let steps: [Double]
  /// The loss of each iterate; nil if unknown.
  public let losses: [Double]?
  /// The distance of each iterate from the plane; nil if unknown.
  public let distances: [Double]?

  /// Creates a path; all lists have the same length.
  ///
  /// Without steps, iterates are counted from 0.
  public init(
    _ text: String, points: [Point<Double>], steps: [Double]? = nil, losses: [Double]? = nil,
    distances: [Double]? = nil
  ) {
    (self.text, self.points, self.losses, self.distances) = (text, points, losses, distances)
    self.steps = steps ?? points.indices.map(Double.init)
  }

  /// The difference of the loss along a path from the loss of the surface at the projected iterate.
  public struct Difference: Sendable {
    /// The index of the iterate.
    public let index: Int
    /// The loss of the iterate.
    public let loss: Double
    /// The loss of the surface at the projected iterate.
    public let surfaceLoss: Double

    /// The magnitude of the difference.
    public var magnitude: Double { (loss - surfaceLoss).magnitude }
  }

  /// Returns the largest difference of both losses; nil without losses or outside the surface.
  public func largestDifference(on surface: AnySurface) -> Difference? {
    guard let losses else { return nil }
    return points.indices.lazy.map {
      Difference(index: $0, loss: losses[$0], surfaceLoss: surface.value(points[$0]))
    }.filter(\.magnitude.isFinite).max { $0.magnitude < $1.magnitude }
  }

  /// Returns the step of an iterate as text, without a fraction of zero.
  public func stepText(_ index: Int) -> String { steps[index].shortestText }

  /// The largest distance of an iterate from the plane; nil if unknown.
  public var largestDistance: Double? { distances?.lazy.filter(\.isFinite).max() }

  /// The indices of at most `count` iterates, spread over the path, the first and the last included.
  public func waypoints(_ count: Int) -> [Int] {
    guard points.count > count, count > 1 else { return Array(points.indices) }
    return (0..<count).map { $0 * (points.count - 1) / (count - 1) }
  }
}
