extension Hessian {
  /// The unit eigenvector of the smaller eigenvalue: along a valley.
  public var flat: Point<Double> { top.turned }

  /// The second derivative along a unit vector.
  public func along(_ v: Point<Double>) -> Double {
    v.x * v.x * xx + 2 * v.x * v.y * xy + v.y * v.y * yy
  }

  /// H·v.
  func times(_ v: Point<Double>) -> Point<Double> {
    Point(xx * v.x + xy * v.y, xy * v.x + yy * v.y)
  }

  /// What kind of critical point has this Hessian.
  ///
  /// An eigenvalue below a millionth of the other one counts as none.
  public var kind: CriticalPoint.Kind {
    let small = 1e-6 * max(abs(largest), abs(smallest))
    guard small > 1e-300, abs(largest) > small, abs(smallest) > small else { return .degenerate }
    if smallest > 0 { return .minimum }
    return largest > 0 ? .saddle : .maximum
  }
}

extension Point where N == Double {
  /// A quarter turn to the left.
  var turned: Point { Point(-y, x) }

  /// The vector of length 1 in this direction; zero has none.
  var unit: Point? {
    let length = norm
    return length > 0 && length.isFinite ? (1 / length) * self : nil
  }

  /// x·other.y − y·other.x.
  func cross(_ other: Point) -> Double { x * other.y - y * other.x }
}

extension AnySurface {
  /// The third derivative along a unit vector, from two Hessians half `width` to either side.
  func third(at p: Point<Double>, along v: Point<Double>, width: Double) -> Double {
    let half = 0.5 * width
    let (ahead, behind) = (hessian(p + half * v), hessian(p - half * v))
    return (ahead.along(v) - behind.along(v)) / width
  }
}
