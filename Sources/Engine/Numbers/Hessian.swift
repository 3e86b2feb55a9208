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
  ///
  /// Accurate to 4 units in the last place, as is `minEigenvalue`.
  public var maxEigenvalue: Double { eigenvalues.max }

  /// The smaller eigenvalue λmin.
  public var minEigenvalue: Double { eigenvalues.min }

  /// Both eigenvalues.
  ///
  /// The eigenvalue of larger magnitude is a sum without cancellation. The other is the determinant
  /// divided by it, which does not cancel either. Both are exact for a diagonal matrix.
  var eigenvalues: (max: Double, min: Double) {
    guard xy != 0 || xx.isNaN || yy.isNaN else { return xx < yy ? (yy, xx) : (xx, yy) }
    guard isFinite else { return (mean + spread, mean - spread) }
    guard isWithinSafeRange else { return extremeEigenvalues }
    let larger = largerEigenvalue
    return Self.ordered(larger, determinant / larger)
  }

  /// The unit eigenvector of λmax; (1, 0) if both eigenvalues are equal.
  public var topEigenvector: Point<Double> {
    guard xy != 0 else { return xx < yy ? Point(0, 1) : Point(1, 0) }
    guard isWithinSafeRange || !isFinite else {
      return scaled(by: -maxEntryMagnitude.exponent).safeTopEigenvector
    }
    return safeTopEigenvector
  }

  private var safeTopEigenvector: Point<Double> {
    // Both rows of H − λmin·I are parallel to the top eigenvector; the longer does not cancel.
    let half = 0.5 * (xx - yy)
    let longer = abs(half) + spread
    let v = half > 0 ? Point(longer, xy) : Point(xy, longer)
    let norm = v.norm
    return norm > 0 ? (1 / norm) * v : Point(1, 0)
  }

  /// Returns the d with H d = g; not finite if H is singular.
  func solve(for g: Point<Double>) -> Point<Double> {
    guard isWithinSafeRange || !isFinite || maxEntryMagnitude == 0 else {
      // H d = g as (2⁻ᵉH) d = 2⁻ᵉg.
      let exponent = maxEntryMagnitude.exponent
      return scaled(by: -exponent).safeSolution(
        for: Point(g.x.scaled(by: -exponent), g.y.scaled(by: -exponent)))
    }
    return safeSolution(for: g)
  }

  private func safeSolution(for g: Point<Double>) -> Point<Double> {
    (1 / (xx * yy - xy * xy)) * Point(yy * g.x - xy * g.y, xx * g.y - xy * g.x)
  }

  /// Returns the sum of the absolute differences of the entries xx, xy and yy.
  func entrywiseDistance(to other: Hessian) -> Double {
    abs(other.xx - xx) + abs(other.xy - xy) + abs(other.yy - yy)
  }

  private var mean: Double { 0.5 * (xx + yy) }

  private var spread: Double { Point(0.5 * (xx - yy), xy).norm }

  private var isFinite: Bool { xx.isFinite && xy.isFinite && yy.isFinite }

  private var maxEntryMagnitude: Double { max(abs(xx), abs(xy), abs(yy)) }

  /// Whether products of two entries, and their rounding errors, neither overflow nor underflow.
  private var isWithinSafeRange: Bool {
    func isSafe(_ entry: Double) -> Bool { entry == 0 || (0x1p-400...0x1p400 ~= abs(entry)) }
    return isSafe(xx) && isSafe(xy) && isSafe(yy)
  }

  /// Returns the matrix times 2^exponent.
  private func scaled(by exponent: Int) -> Hessian {
    Hessian(
      xx: xx.scaled(by: exponent), xy: xy.scaled(by: exponent), yy: yy.scaled(by: exponent))
  }

  /// The eigenvalue of larger magnitude, without cancellation.
  private var largerEigenvalue: Double { mean < 0 ? mean - spread : mean + spread }

  /// Returns both eigenvalues in order; rounding must not swap equal eigenvalues.
  private static func ordered(_ larger: Double, _ smaller: Double) -> (max: Double, min: Double) {
    larger < 0 ? (max(smaller, larger), larger) : (larger, min(smaller, larger))
  }

  /// The eigenvalues of a matrix outside the safe range, scaled by powers of two.
  private var extremeEigenvalues: (max: Double, min: Double) {
    let exponent = maxEntryMagnitude.exponent
    let larger = scaled(by: -exponent).largerEigenvalue
    let (significand, scale) = extremeDeterminant
    return Self.ordered(
      larger.scaled(by: exponent), (significand / larger).scaled(by: scale - exponent))
  }

  private var determinant: Double { differenceOfProducts(xx, yy, xy, xy) }

  /// The determinant as significand·2^exponent, for a matrix outside the safe range.
  private var extremeDeterminant: (significand: Double, exponent: Int) {
    // Without this case a zero would be scaled by a factor that overflows.
    guard xx != 0, yy != 0 else { return (-xy.significand * xy.significand, 2 * xy.exponent) }
    // The larger of the two products is scaled to about 1; the other may underflow.
    let exponent = max(xx.exponent + yy.exponent, 2 * xy.exponent)
    let half = exponent >> 1
    let shift = xx.exponent
    return (
      differenceOfProducts(
        xx.scaled(by: -shift), yy.scaled(by: shift - exponent),
        xy.scaled(by: -half), xy.scaled(by: half - exponent)),
      exponent
    )
  }
}

/// Returns ab − cd with a relative error below 2⁻⁵¹, even if the difference cancels.
///
/// The rounding error of cd is added back (Kahan; Jeannerod, Louvet and Muller, 2013).
private func differenceOfProducts(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
  let product = c * d
  let error = (-product).addingProduct(c, d)
  return (-product).addingProduct(a, b) - error
}

extension Double {
  /// Returns the number times 2^exponent.
  fileprivate func scaled(by exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: self)
  }
}
