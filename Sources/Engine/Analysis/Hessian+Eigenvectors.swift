extension Hessian {
  /// The unit eigenvector of λmin; in a valley, the direction along the valley.
  public var bottomEigenvector: Point<Double> { topEigenvector.perpendicular }

  /// Returns vᵀHv: the second derivative along a unit vector v.
  public func quadraticForm(_ v: Point<Double>) -> Double {
    v.x * v.x * xx + 2 * v.x * v.y * xy + v.y * v.y * yy
  }

  /// Returns H·v.
  func matvec(_ v: Point<Double>) -> Point<Double> {
    Point(xx * v.x + xy * v.y, xy * v.x + yy * v.y)
  }

  /// The kind of a critical point with this Hessian.
  ///
  /// An eigenvalue below 10⁻⁶ of the other in magnitude counts as zero.
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
  /// The vector rotated by 90° counterclockwise.
  var perpendicular: Point { Point(-y, x) }

  /// The vector of length 1 in this direction; nil for zero or a length that is not finite.
  var unitVector: Point? {
    let length = norm
    return length > 0 && length.isFinite ? (1 / length) * self : nil
  }

  /// Returns the cross product x·other.y − y·other.x.
  func cross(_ other: Point) -> Double { x * other.y - y * other.x }
}

extension AnySurface {
  /// Returns the third derivative along a unit vector, by a central difference of Hessians.
  ///
  /// `width` is the distance between the two Hessians.
  func thirdDerivative(at p: Point<Double>, along v: Point<Double>, width: Double) -> Double {
    let half = 0.5 * width
    let (ahead, behind) = (hessian(p + half * v), hessian(p - half * v))
    return (ahead.quadraticForm(v) - behind.quadraticForm(v)) / width
  }
}
