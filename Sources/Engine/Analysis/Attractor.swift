/// A set of minima to which descents converge: an isolated minimum or a manifold of minima.
public struct Attractor: Sendable, Hashable {
  /// The kind of an attractor.
  public enum Kind: String, Sendable {
    /// An isolated minimum at which the gradient vanishes.
    case minimum
    /// An isolated minimum at which the gradient jumps.
    case kink
    /// A curve of minima with ends, or several such curves that meet.
    case valley
    /// A closed curve of minima.
    case ring
  }

  /// The kind.
  public internal(set) var kind: Kind
  /// The minimum; for a manifold, the point from which it was traced.
  public internal(set) var point: Point<Double>
  /// The curves of a manifold as consecutive points; empty for an isolated minimum.
  public internal(set) var curves: [[Point<Double>]] = []
  /// The loss at `point`.
  public let loss: Double
  /// The radius of the largest ball around `point` in which every gradient points outward.
  ///
  /// Gradient flow from any start in that ball converges to the minimum. Across a manifold, the
  /// radius of the largest interval.
  public let radius: Double
  /// The mean loss at `radius` from `point`, minus `loss`.
  public let lossScale: Double

  /// Whether the attractor consists of curves.
  public var isManifold: Bool { !curves.isEmpty }

  /// Returns the distance from a point to the attractor; infinite if above `limit`.
  func distance(to p: Point<Double>, limit: Double = .infinity) -> Double {
    guard isManifold else {
      let distance = (p - point).norm
      return distance <= limit ? distance : .infinity
    }
    return curves.reduce(.infinity) { min($0, $1.distance(to: p, limit: min($0, limit))) }
  }
}

extension [Point<Double>] {
  /// Returns the distance from a point to the polyline of these points; infinite if above `limit`.
  ///
  /// Skips stretches of 16 chords that are too far away.
  fileprivate func distance(to p: Point<Double>, limit: Double) -> Double {
    var best = Double.infinity
    var bound = limit
    for first in stride(from: 0, to: count - 1, by: 16) {
      let last = Swift.min(first + 16, count - 1)
      let center = self[(first + last) / 2]
      let reach = Swift.max((self[first] - center).norm, (self[last] - center).norm)
      guard (p - center).norm <= 1.5 * reach + bound else { continue }
      for index in first..<last {
        let along = self[index + 1] - self[index]
        let squaredLength = along.squaredNorm
        let fraction =
          squaredLength > 0
          ? Swift.min(Swift.max((p - self[index]).dot(along) / squaredLength, 0), 1) : 0
        let distance = (p - (self[index] + fraction * along)).norm
        if distance <= bound { (best, bound) = (distance, distance) }
      }
    }
    return best
  }
}
