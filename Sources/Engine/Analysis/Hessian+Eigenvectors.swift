extension Hessian {
  /// The unit eigenvector of the smaller eigenvalue: along a valley.
  public var bottomEigenvector: Point<Double> { topEigenvector.perpendicular }

  /// The second derivative along a unit vector.
  public func quadraticForm(_ v: Point<Double>) -> Double {
    v.x * v.x * xx + 2 * v.x * v.y * xy + v.y * v.y * yy
  }

  /// H·v.
  func matvec(_ v: Point<Double>) -> Point<Double> {
    Point(xx * v.x + xy * v.y, xy * v.x + yy * v.y)
  }

  /// What kind of critical point has this Hessian.
  ///
  /// An eigenvalue below a millionth of the other one counts as none.
  public var kind: CriticalPoint.Kind {
    let small = 1e-6 * max(abs(maxEigenvalue), abs(minEigenvalue))
    guard small > 1e-300, abs(maxEigenvalue) > small, abs(minEigenvalue) > small else {
      return .degenerate
    }
    if minEigenvalue > 0 { return .minimum }
    return maxEigenvalue > 0 ? .saddle : .maximum
  }
}

extension Point where N == Double {
  /// A quarter turn to the left.
  var perpendicular: Point { Point(-y, x) }

  /// The vector of length 1 in this direction; zero has none.
  var unitVector: Point? {
    let length = norm
    return length > 0 && length.isFinite ? (1 / length) * self : nil
  }

  /// x·other.y − y·other.x.
  func cross(_ other: Point) -> Double { x * other.y - y * other.x }
}

extension AnySurface {
  /// The third derivative along a unit vector, from two Hessians half `width` to either side.
  func thirdDerivative(at p: Point<Double>, along v: Point<Double>, width: Double) -> Double {
    let half = 0.5 * width
    let (ahead, behind) = (hessian(p + half * v), hessian(p - half * v))
    return (ahead.quadraticForm(v) - behind.quadraticForm(v)) / width
  }
}
