/// A loss that is the sum of the squares of residuals, which are quadratic in the parameters.
///
/// On a plane the residuals are Σφₖ(a)rₖ with φ = (1, a₁, a₂, a₁², a₁a₂, a₂²), so the loss is φᵀQφ with a
/// 6 × 6 matrix Q, at any number of points.
protocol QuadraticResiduals: Problem {
  /// Returns the six vectors rₖ; nil if the residuals are not quadratic.
  func residualPolynomial(on plane: Plane) -> [[Double]]?
  /// The factor of the sum of the squares.
  var lossScale: Double { get }
}

extension QuadraticResiduals {
  public func losses(on plane: Plane, _ xs: [Double], _ ys: [Double]) -> [Double] {
    guard let terms = residualPolynomial(on: plane) else {
      return lossesOfPoints(on: plane, xs, ys)
    }
    let matrix = terms.map { a in
      terms.map { b in lossScale * Coordinates(a).dot(Coordinates(b)) }
    }
    return ys.flatMap { y in
      xs.map { x in
        let powers = [1, x, y, x * x, x * y, y * y]
        var loss = 0.0
        for k in 0..<6 {
          var sum = 0.0
          for l in 0..<6 { sum += matrix[k][l] * powers[l] }
          loss += powers[k] * sum
        }
        return max(loss, 0)
      }
    }
  }
}

extension Problem {
  /// Returns the loss at each point; `losses(on:_:_:)` of a problem without a cheaper picture.
  func lossesOfPoints(on plane: Plane, _ xs: [Double], _ ys: [Double]) -> [Double] {
    ys.flatMap { y in xs.map { x in loss(plane.point(Point(x, y))) } }
  }
}

extension Sensing: QuadraticResiduals {
  var lossScale: Double { 1 / Double(4 * m) }

  func residualPolynomial(on plane: Plane) -> [[Double]]? {
    let (o, x, y) = (plane.origin, plane.first, plane.second)
    return [
      residuals(gram(o)), measure(gram(o, x)), measure(gram(o, y)), measure(gram(x)),
      measure(gram(x, y)), measure(gram(y)),
    ]
  }
}

extension Diagonal: QuadraticResiduals {
  var lossScale: Double { 1 / Double(2 * n) }

  func residualPolynomial(on plane: Plane) -> [[Double]]? {
    guard depth == 2 else { return nil }
    let (o, x, y) = (plane.origin, plane.first, plane.second)
    func coefficients(_ a: Coordinates, _ b: Coordinates, _ scale: Double) -> [Double] {
      (0..<p).map { scale * (a[$0] * b[$0] - a[p + $0] * b[p + $0]) }
    }
    return [
      residuals(coefficients(o, o, 1)), products(coefficients(o, x, 2)),
      products(coefficients(o, y, 2)), products(coefficients(x, x, 1)),
      products(coefficients(x, y, 2)), products(coefficients(y, y, 1)),
    ]
  }
}

extension NetworkProblem {
  public func losses(on plane: Plane, _ xs: [Double], _ ys: [Double]) -> [Double] {
    network.losses(
      origin: plane.origin, plane.first, plane.second, xs, ys, samples: train)
  }
}
