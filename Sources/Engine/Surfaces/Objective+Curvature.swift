extension Objective {
  /// Returns the product with the rows of `hessian(_:)`; NaN in every component without a Hessian.
  public func hessian(_ w: V, times v: V) -> V {
    let rows = hessian(w)
    return w.mapWithIndex { index, _ in rows.isEmpty ? V.Scalar(.nan) : rows[index].dot(v) }
  }

  /// Returns the largest eigenvalue of `hessian(_:)`.
  public func sharpness(_ w: V) -> V.Scalar {
    let rows = hessian(w).map(\.components)
    if rows.count == 1 { return rows[0][0] }
    return SquareMatrix(rows)?.topEigenpair.value as? V.Scalar ?? V.Scalar(.nan)
  }
}

extension Objective where V.Scalar == Double {
  /// Returns the unit eigenvector of the largest eigenvalue of ∇²f(w).
  ///
  /// NaN for an objective without a Hessian and for a Hessian that is not finite.
  public func topEigenvector(_ w: V) -> V {
    let vector = SquareMatrix(hessian(w).map(\.components))?.topEigenpair.vector
    return w.mapWithIndex { index, _ in vector?[index] ?? .nan }
  }
}

extension VectorSpace {
  /// The components in order.
  var components: [Scalar] {
    var components: [Scalar] = []
    _ = map {
      components.append($0)
      return $0
    }
    return components
  }

  /// The number of components.
  var dimension: Int {
    var count = 0
    _ = map {
      count += 1
      return $0
    }
    return count
  }

  /// Returns the vector of the transformed components, given the index of each.
  @inline(__always)
  func mapWithIndex(_ transform: (Int, Scalar) -> Scalar) -> Self {
    var index = -1
    return map {
      index += 1
      return transform(index, $0)
    }
  }
}

extension Hessian {
  /// The rows of the matrix.
  var rows: [Point<Double>] { [Point(xx, xy), Point(xy, yy)] }
}
