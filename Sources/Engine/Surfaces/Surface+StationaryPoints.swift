extension Surface {
  /// Returns the stationary point to which Newton's method converges from `start`.
  ///
  /// For landmarks without a closed form; accurate to rounding. Nil if the method does not
  /// converge in 60 steps, ends at a distance above `within`, or ends where `isKind` is false.
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

  /// Returns the minima near `starts`, without those that Newton's method does not find.
  func minima(near starts: [Point<Double>], within: Double = 0.5) -> [Point<Double>] {
    starts.compactMap { stationaryPoint(near: $0, within: within) { $0.minEigenvalue > 0 } }
  }

  /// Returns the saddles near `starts`, without those that Newton's method does not find.
  func saddles(near starts: [Point<Double>], within: Double = 0.5) -> [Point<Double>] {
    starts.compactMap {
      stationaryPoint(near: $0, within: within) { $0.minEigenvalue < 0 && $0.maxEigenvalue > 0 }
    }
  }
}
