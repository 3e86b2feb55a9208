/// The symmetric matrix of second derivatives at a point, with its eigenpairs.
public struct Hessian: Sendable, Equatable {
  public var xx: Double
  public var xy: Double
  public var yy: Double

  public init(xx: Double, xy: Double, yy: Double) {
    self.xx = xx
    self.xy = xy
    self.yy = yy
  }

  /// The larger eigenvalue λmax: the sharpness.
  public var maxEigenvalue: Double { mean + spread }

  /// The smaller eigenvalue.
  public var minEigenvalue: Double { mean - spread }

  /// The unit eigenvector of the larger eigenvalue; (1, 0) where both are equal.
  public var topEigenvector: Point<Double> {
    // The row of H − λ₋I with the larger entries points along the top eigenvector.
    let a = xx - minEigenvalue
    let b = yy - minEigenvalue
    let v = a > b ? Point(a, xy) : Point(xy, b)
    let norm = v.norm
    return norm > 0 ? (1 / norm) * v : Point(1, 0)
  }

  /// The d with H d = g; not finite where H is singular.
  func solve(for g: Point<Double>) -> Point<Double> {
    (1 / (xx * yy - xy * xy)) * Point(yy * g.x - xy * g.y, xx * g.y - xy * g.x)
  }

  /// By how much the entries of another differ, all together.
  func entrywiseDistance(to other: Hessian) -> Double {
    abs(other.xx - xx) + abs(other.xy - xy) + abs(other.yy - yy)
  }

  private var mean: Double { 0.5 * (xx + yy) }

  private var spread: Double { Point(0.5 * (xx - yy), xy).norm }
}
