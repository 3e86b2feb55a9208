/// The symmetric 2×2 matrix of second derivatives at a point, with its eigenpairs.
///
/// ```swift
/// let h = Hessian(xx: 2, xy: 1, yy: 2)
/// print(h.maxEigenvalue, h.minEigenvalue)  // 3.0 1.0
/// ```
public struct Hessian: Sendable, Equatable {
  /// ∂²V/∂x².
  public var xx: Double
  /// ∂²V/∂x∂y.
  public var xy: Double
  /// ∂²V/∂y².
  public var yy: Double

  /// Creates a matrix from its entries.
  public init(xx: Double, xy: Double, yy: Double) {
    self.xx = xx
    self.xy = xy
    self.yy = yy
  }

  /// The larger eigenvalue λmax, called the sharpness.
  public var maxEigenvalue: Double { mean + spread }

  /// The smaller eigenvalue λmin.
  public var minEigenvalue: Double { mean - spread }

  /// The unit eigenvector of λmax; (1, 0) if both eigenvalues are equal.
  public var topEigenvector: Point<Double> {
    // Both rows of H − λmin·I are parallel to the top eigenvector; the longer is more accurate.
    let a = xx - minEigenvalue
    let b = yy - minEigenvalue
    let v = a > b ? Point(a, xy) : Point(xy, b)
    let norm = v.norm
    return norm > 0 ? (1 / norm) * v : Point(1, 0)
  }

  /// Returns the d with H d = g; not finite if H is singular.
  func solve(for g: Point<Double>) -> Point<Double> {
    (1 / (xx * yy - xy * xy)) * Point(yy * g.x - xy * g.y, xx * g.y - xy * g.x)
  }

  /// Returns the sum of the absolute differences of the entries xx, xy and yy.
  func entrywiseDistance(to other: Hessian) -> Double {
    abs(other.xx - xx) + abs(other.xy - xy) + abs(other.yy - yy)
  }

  private var mean: Double { 0.5 * (xx + yy) }

  private var spread: Double { Point(0.5 * (xx - yy), xy).norm }
}
