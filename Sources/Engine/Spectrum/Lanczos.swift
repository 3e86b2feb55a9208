/// The largest eigenvalues of a symmetric matrix that is known by its products with vectors.
///
/// The Lanczos method with full reorthogonalization, twice per product (Parlett, 1998). The products
/// with k vectors give Ritz pairs (θ, y); ‖Ay − θy‖ is the residual, and an eigenvalue lies at most
/// the residual from θ.
///
/// ```swift
/// let pairs = Lanczos.topEigenpairs(2, from: Coordinates([1, 1, 1])) { v in
///   v.zip(Coordinates([1, 5, 2]), *)
/// }
/// print(pairs.values)  // [5.0, 2.0] up to rounding
/// ```
public struct Lanczos: Sendable {
  /// Ritz pairs in descending order of the values.
  public struct Result: Sendable {
    /// The eigenvalues.
    public let values: [Double]
    /// The unit eigenvectors of the values.
    public let vectors: [Coordinates]
    /// The number of products with the matrix.
    public let products: Int
    /// Whether the residual of each value is at most the tolerance times the value.
    public let isConverged: Bool

    /// A start for the iteration at a point nearby; nil without two vectors.
    ///
    /// An exact eigenvector would hide another eigenvector whose eigenvalue overtakes.
    public var nextStart: Coordinates? { vectors.count > 1 ? vectors[0] + 0.3 * vectors[1] : nil }
  }

  private var basis: [Coordinates] = []
  private var matrix = TridiagonalMatrix(diagonal: [], offDiagonal: [])
  /// The norm of the last residual of the recurrence, β.
  private var rest = 0.0
  private var next: Coordinates

  /// Starts at a vector.
  private init(from start: Coordinates) { next = (1 / start.norm) * start }

  /// Returns the `count` largest eigenpairs, fewer if the matrix has fewer.
  ///
  /// - Parameters:
  ///   - count: The number of pairs; eigenvalues count once, whatever their multiplicity.
  ///   - start: A vector with components along the eigenvectors, of any length other than 0.
  ///   - converging: The number of largest pairs whose residual must reach the tolerance; nil for all.
  ///   - tolerance: The largest residual, as a fraction of the eigenvalue.
  ///   - products: The least and the largest number of products.
  ///   - matrix: Returns the product with a vector.
  /// - Returns: The pairs; NaN if a product is not finite.
  public static func topEigenpairs(
    _ count: Int, from start: Coordinates, converging: Int? = nil, tolerance: Double = 1e-3,
    products: ClosedRange<Int> = 3...40, _ matrix: (Coordinates) -> Coordinates
  ) -> Result {
    var lanczos = Lanczos(from: start)
    while true {
      let canContinue = lanczos.extend(matrix)
      guard lanczos.rest.isFinite,
        let pairs = lanczos.matrix.eigenpairs(rows: [lanczos.basis.count - 1])
      else { return .undefined(start, products: lanczos.basis.count) }
      let done = lanczos.basis.count
      let isConverged =
        !canContinue
        || done >= count
          && (0..<min(converging ?? count, count)).allSatisfy {
            (lanczos.rest * pairs.components[0][$0]).magnitude
              <= tolerance * pairs.values[$0].magnitude
          }
      if !canContinue || done >= products.upperBound || isConverged && done >= products.lowerBound {
        return lanczos.result(count, isConverged: isConverged)
      }
    }
  }

  /// Multiplies the next vector of the basis; returns whether the basis can grow.
  private mutating func extend(_ product: (Coordinates) -> Coordinates) -> Bool {
    let q = next
    var r = product(q)
    if !basis.isEmpty { matrix.offDiagonal.append(rest) }
    matrix.diagonal.append(q.dot(r))
    basis.append(q)
    let length = r.norm
    for _ in 0..<2 {
      for vector in basis { r = r.orthogonal(to: vector) }
    }
    rest = r.norm
    guard rest > 1e-13 * length, basis.count < q.count else {
      rest = rest.isFinite ? 0 : rest
      return false
    }
    next = (1 / rest) * r
    return true
  }

  private func result(_ count: Int, isConverged: Bool) -> Result {
    guard let pairs = matrix.eigenpairs(rows: Array(basis.indices)) else {
      return .undefined(next, products: basis.count)
    }
    let count = min(count, basis.count)
    let vectors = (0..<count).map { index in
      let vector = Coordinates.combination(basis, pairs.components.map { $0[index] })
      return (1 / vector.norm) * vector
    }
    return Result(
      values: Array(pairs.values.prefix(count)), vectors: vectors, products: basis.count,
      isConverged: isConverged)
  }
}

extension Lanczos.Result {
  /// The result for a matrix that is not finite.
  fileprivate static func undefined(_ like: Coordinates, products: Int) -> Self {
    Self(
      values: [.nan], vectors: [like.map { _ in .nan }], products: products, isConverged: false)
  }
}
