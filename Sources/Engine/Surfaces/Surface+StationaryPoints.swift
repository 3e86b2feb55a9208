extension Surface {
  /// The stationary point that Newton's method reaches from near by, to the last digits.
  ///
  /// For landmarks without a closed form. Nil where it does not converge, strays further than
  /// `within`, or ends where the curvature is not what `isKind` asks for.
  func stationaryPoint(
    near start: Point<Double>, within: Double = 0.5, where isKind: (Hessian) -> Bool
  ) -> Point<Double>? {
    var p = start
    for _ in 0..<60 {
      let g = gradient(p)
      let step = hessian(p).solve(for: g)
      guard step.isFinite else { return nil }
      p = p - step
      if step.norm <= 4 * p.norm.ulp || g.norm == 0 { break }
    }
    guard (p - start).norm <= within,
      gradient(p).norm <= 1e-12 * (1 + abs(hessian(p).maxEigenvalue))
    else { return nil }
    return isKind(hessian(p)) ? p : nil
  }

  func minima(near starts: [Point<Double>], within: Double = 0.5) -> [Point<Double>] {
    starts.compactMap { stationaryPoint(near: $0, within: within) { $0.minEigenvalue > 0 } }
  }

  func saddles(near starts: [Point<Double>], within: Double = 0.5) -> [Point<Double>] {
    starts.compactMap {
      stationaryPoint(near: $0, within: within) { $0.minEigenvalue < 0 && $0.maxEigenvalue > 0 }
    }
  }
}
