/// A symmetric tridiagonal matrix, by its diagonal and the entries beside it.
struct TridiagonalMatrix {
  var diagonal: [Double]
  /// One entry fewer than the diagonal.
  var offDiagonal: [Double]

  /// Returns the eigenvalues in descending order with some components of the unit eigenvectors.
  ///
  /// `rows` are the indices of the components; `components[k][i]` is that of row k of eigenvector
  /// i. By implicit QL steps (Martin and Wilkinson, 1968); nil if an eigenvalue does not converge.
  func eigenpairs(rows: [Int]) -> (values: [Double], components: [[Double]])? {
    let count = diagonal.count
    var (d, e) = (diagonal, offDiagonal + [0])
    // An entry below the rounding error of the largest one counts as 0.
    let rounding = 0.5 * Double.ulpOfOne * (d + e).reduce(0) { max($0, $1.magnitude) }
    var z = rows.map { row in (0..<count).map { $0 == row ? 1.0 : 0 } }
    for l in 0..<count {
      var iterations = 0
      while true {
        var m = l
        while m < count - 1, e[m].magnitude > rounding { m += 1 }
        if m == l { break }
        iterations += 1
        guard iterations < 60, e[m - 1].isFinite, d[l].isFinite else { return nil }
        Self.step(&d, &e, &z, from: l, to: m)
      }
    }
    let order = d.indices.sorted { d[$0] > d[$1] }
    return (order.map { d[$0] }, z.map { row in order.map { row[$0] } })
  }

  /// One implicit QL step with Wilkinson's shift on the rows l to m.
  private static func step(
    _ d: inout [Double], _ e: inout [Double], _ z: inout [[Double]], from l: Int, to m: Int
  ) {
    var g = (d[l + 1] - d[l]) / (2 * e[l])
    var r = Double.hypot(g, 1)
    g = d[m] - d[l] + e[l] / (g + (g < 0 ? -r : r))
    var (s, c, p) = (1.0, 1.0, 0.0)
    for i in (l..<m).reversed() {
      let (f, b) = (s * e[i], c * e[i])
      r = Double.hypot(f, g)
      e[i + 1] = r
      guard r > 0 else {
        d[i + 1] -= p
        e[m] = 0
        return
      }
      (s, c) = (f / r, g / r)
      g = d[i + 1] - p
      r = (d[i] - g) * s + 2 * c * b
      p = s * r
      d[i + 1] = g + p
      g = c * r - b
      for row in z.indices {
        let (low, high) = (z[row][i], z[row][i + 1])
        z[row][i + 1] = s * low + c * high
        z[row][i] = c * low - s * high
      }
    }
    d[l] -= p
    e[l] = g
    e[m] = 0
  }
}
