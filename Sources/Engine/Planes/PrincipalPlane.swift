/// The plane of the two principal components of points, such as those of one or several runs.
public struct PrincipalPlane: Sendable {
  /// The plane through the mean of the points.
  public let plane: Plane
  /// The shares of the variance along the first components, at most three.
  public let explained: [Double]

  /// Creates the plane; nil if the points lie on a line.
  ///
  /// Each direction has a nonnegative dot product with the difference of the last and the first
  /// point.
  public init?(_ points: [Coordinates]) {
    guard let first = points.first, let last = points.last, points.count > 2 else { return nil }
    let mean = (1 / Double(points.count)) * points.dropFirst().reduce(first, +)
    let centered = points.map { $0 - mean }
    let total = centered.reduce(0) { $0 + $1.dot($1) }
    // The eigenvectors of the Gram matrix CCᵀ are fewer numbers than those of CᵀC.
    let start = Coordinates.random(points.count, seed: 1, stream: .spectrum)
    let pairs = Lanczos.topEigenpairs(
      3, from: start, tolerance: 1e-11, products: 3...points.count
    ) { v in
      let sum = Coordinates.combination(centered, v.values)
      return Coordinates(centered.map { $0.dot(sum) })
    }
    guard pairs.values.count > 1, pairs.values[1] > 1e-12 * total else { return nil }
    let directions = pairs.vectors.prefix(2).map { weights in
      let direction = Coordinates.combination(centered, weights.values)
      let sign = direction.dot(last - first) < 0 ? -1.0 : 1
      return (sign / direction.norm) * direction
    }
    plane = Plane(origin: mean, directions[0], directions[1])
    explained = pairs.values.map { $0 / total }
  }
}
