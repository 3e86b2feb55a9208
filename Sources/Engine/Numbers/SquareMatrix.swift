/// A square matrix of any size, by its rows.
struct SquareMatrix {
  private var rows: [[Double]]

  /// Creates a matrix from its rows; nil without rows or on a number type other than `Double`.
  init?<N: Number>(_ rows: [[N]]) {
    guard !rows.isEmpty, let rows = rows as? [[Double]] else { return nil }
    self.rows = rows
  }

  /// The largest eigenvalue of a symmetric matrix and its unit eigenvector, by cyclic Jacobi rotations.
  ///
  /// A matrix of the plane is a `Hessian`, whose eigenpairs have closed forms. NaN for a matrix that
  /// is not finite.
  var topEigenpair: (value: Double, vector: [Double]) {
    if rows.count == 2 {
      let hessian = Hessian(xx: rows[0][0], xy: rows[0][1], yy: rows[1][1])
      let vector = hessian.topEigenvector
      return (hessian.maxEigenvalue, [vector.x, vector.y])
    }
    let size = rows.count
    guard rows.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
      return (.nan, [Double](repeating: .nan, count: size))
    }
    var matrix = rows
    var vectors: [[Double]] = (0..<size).map { row in
      (0..<size).map { (column: Int) -> Double in column == row ? 1 : 0 }
    }
    var sweeps = 0
    while sweeps < 60, Self.rotateAll(&matrix, &vectors) { sweeps += 1 }
    let top = (0..<size).max { matrix[$0][$0] < matrix[$1][$1] } ?? 0
    return (matrix[top][top], vectors.map { $0[top] })
  }

  /// Rotates each off-diagonal entry to 0 once; returns whether a rotation changed the matrix.
  private static func rotateAll(_ a: inout [[Double]], _ vectors: inout [[Double]]) -> Bool {
    var hasChanged = false
    for p in a.indices {
      for q in p + 1..<max(p + 1, a.count)
      where a[p][q].magnitude > 1e-17 * (a[p][p].magnitude + a[q][q].magnitude) {
        hasChanged = true
        let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
        let tangent =
          (theta < 0 ? -1 : 1) / (theta.magnitude + (theta * theta + 1).squareRoot())
        let cosine = 1 / (tangent * tangent + 1).squareRoot()
        let sine = tangent * cosine
        for k in a.indices { rotate(&a[k], p, q, cosine, sine) }
        for k in a.indices {
          (a[p][k], a[q][k]) = (
            cosine * a[p][k] - sine * a[q][k], sine * a[p][k] + cosine * a[q][k]
          )
        }
        for k in a.indices { rotate(&vectors[k], p, q, cosine, sine) }
      }
    }
    return hasChanged
  }

  private static func rotate(
    _ row: inout [Double], _ p: Int, _ q: Int, _ cosine: Double, _ sine: Double
  ) {
    (row[p], row[q]) = (cosine * row[p] - sine * row[q], sine * row[p] + cosine * row[q])
  }

  /// Returns the solution d of Ad = v, by elimination with partial pivoting.
  ///
  /// NaN or ±∞ for a singular matrix.
  func solution(of v: [Double]) -> [Double] {
    guard v.count == rows.count else { return v }
    var (a, b) = (rows, v)
    for i in a.indices {
      let pivot = (i..<a.count).max { a[$0][i].magnitude < a[$1][i].magnitude } ?? i
      a.swapAt(i, pivot)
      b.swapAt(i, pivot)
      for k in i + 1..<max(i + 1, a.count) {
        let factor = a[k][i] / a[i][i]
        for j in i..<a.count { a[k][j] -= factor * a[i][j] }
        b[k] -= factor * b[i]
      }
    }
    for i in a.indices.reversed() {
      for j in i + 1..<max(i + 1, a.count) { b[i] -= a[i][j] * b[j] }
      b[i] /= a[i][i]
    }
    return b
  }
}
