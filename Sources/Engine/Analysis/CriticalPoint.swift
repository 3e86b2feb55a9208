/// A point at which the gradient of a surface vanishes.
public struct CriticalPoint: Sendable, Equatable {
  /// The kind of a critical point, by the signs of the eigenvalues of the Hessian.
  public enum Kind: String, Sendable {
    /// Both eigenvalues are positive.
    case minimum
    /// The eigenvalues have opposite signs.
    case saddle
    /// Both eigenvalues are negative.
    case maximum
    /// At least one eigenvalue is zero, as in a valley of minima or at a monkey saddle.
    case degenerate
  }

  /// The position.
  public let point: Point<Double>
  /// The Hessian at `point`.
  public let hessian: Hessian
  /// The kind, by the eigenvalues of `hessian`.
  public let kind: Kind
}

/// The reason why the search for a critical point failed.
public enum CriticalPointError: Error, Sendable, Hashable {
  /// The value, the gradient or the Hessian is not finite at an iterate.
  case notFinite
  /// The critical point found is farther from the start than `reach`.
  case outOfReach
  /// The iterates descend without bound and reach no critical point.
  case atInfinity
  /// The iterates converge to a kink, where the gradient jumps.
  case kink
  /// The gradient is as small as rounding errors allow, but not small enough for a critical point.
  case roundingFloor
}

extension CriticalPointError: CustomStringConvertible {
  /// The reason as a sentence.
  public var description: String {
    switch self {
    case .notFinite: "The value, gradient or Hessian is not finite at an iterate."
    case .outOfReach: "No critical point lies within reach."
    case .atInfinity: "No critical point was found: the descent goes to infinity."
    case .kink: "The descent ends at a kink, where the surface is not differentiable."
    case .roundingFloor: "Rounding errors keep the gradient above the tolerance."
    }
  }
}

/// The result of a descent.
struct Descent: Sendable {
  /// The last point.
  let end: Point<Double>
  /// The critical point at `end`, or the reason why `end` is not critical.
  let criticalPoint: Result<CriticalPoint, CriticalPointError>
}

extension AnySurface {
  /// Returns a critical point of any kind near a start, by Newton's method with a trust region.
  ///
  /// Each step minimizes ‖g + H d‖ over ‖d‖ ≤ radius, and the radius adapts to the agreement of
  /// predicted and actual decrease of ‖∇V‖. From the side of a valley of minima the iterates go
  /// straight to the floor. If they stop at a local minimum of ‖∇V‖, the search restarts as a
  /// descent on V. At most 200 Newton steps and 500 descent steps.
  ///
  /// ```swift
  /// let surface = try Catalog.surface(.named("hyperbola"))  // (xy − 1)²
  /// print(try surface.criticalPoint(near: Point(0.3, 0.2)).kind)  // saddle
  /// ```
  ///
  /// - Throws: The reason for failure, `.outOfReach` if the point is farther than `reach`.
  public func criticalPoint(
    near start: Point<Double>, reach: Double = .infinity
  ) throws(CriticalPointError) -> CriticalPoint {
    if let found = criticalPointByTrustRegion(near: start, reach: reach) { return found }
    let found = try descent(from: start).criticalPoint.get()
    guard (found.point - start).norm <= reach else { throw .outOfReach }
    return found
  }

  /// Returns the critical point found by minimizing ‖∇V‖; nil if the iterates fail to converge.
  private func criticalPointByTrustRegion(near start: Point<Double>, reach: Double)
    -> CriticalPoint?
  {
    var p = start
    var g = gradient(p)
    var radius = min(reach, 1 + start.norm) / 4
    for _ in 0..<200 {
      guard g.norm.isFinite else { return nil }
      let h = hessian(p)
      let d = h.trustRegionStep(against: g, radius: radius, damping: g.norm / (1 + p.norm))
      // The step is below rounding: ‖∇V‖ decreases no further.
      guard d.norm > 4 * p.norm.ulp, d.isFinite else { break }
      let next = p + d
      let nextGradient = gradient(next)
      let predicted = g.norm - (g + h.matvec(d)).norm
      let actual = g.norm - nextGradient.norm
      if actual > 0.75 * predicted { radius = max(radius, 2 * d.norm) }
      if !(actual > 0.1 * predicted) { radius = 0.25 * d.norm }
      guard actual > 0 else {
        if radius <= 4 * p.norm.ulp { break }
        continue
      }
      (p, g) = (next, nextGradient)
      guard (p - start).norm <= reach else { return nil }
    }
    let h = hessian(p)
    let scale = max(abs(h.maxEigenvalue), abs(h.minEigenvalue)) * (1e-3 + p.norm)
    guard g.norm <= 1e-9 + 1e-14 * scale else { return nil }
    guard h.kind != .degenerate else {
      return CriticalPoint(point: p, hessian: h, kind: .degenerate)
    }
    let (a, b) = (
      -g.dot(h.topEigenvector) / h.maxEigenvalue, -g.dot(h.bottomEigenvector) / h.minEigenvalue
    )
    let newtonStep = a * h.topEigenvector + b * h.bottomEigenvector
    // Far out a loss may flatten forever: the gradient is small, but the Newton step is long.
    guard newtonStep.norm <= 1e-3 * (1e-3 + p.norm) else { return nil }
    // If the Hessian changes much over the Newton step, its eigenvalues vanish at the limit.
    let isDegenerate =
      h.entrywiseDistance(to: hessian(p + newtonStep)) > 0.25
      * max(abs(h.maxEigenvalue), abs(h.minEigenvalue))
    return CriticalPoint(point: p, hessian: h, kind: isDegenerate ? .degenerate : h.kind)
  }

  /// Returns the minimum that a descent from a point reaches, or nil if the descent finds none.
  ///
  /// Every Newton step decreases the value. The step uses the absolute values of the eigenvalues,
  /// so saddles repel the iterates. A degenerate point such as a valley of minima counts too.
  public func minimum(below start: Point<Double>) -> CriticalPoint? {
    guard let found = try? descent(from: start).criticalPoint.get(),
      found.hessian.minEigenvalue >= -1e-6 * abs(found.hessian.maxEigenvalue)
    else { return nil }
    return found
  }

  /// Returns the last point of the descent from a start, and the critical point of any kind there.
  func descent(from start: Point<Double>) -> Descent {
    descent(from: start) { _ in false } ?? Descent(end: start, criticalPoint: .failure(.notFinite))
  }

  /// Returns the last point of the descent from a start, and the critical point of any kind there.
  ///
  /// Nil if the descent reaches a point where `stops` is true.
  func descent(from start: Point<Double>, where stops: (Point<Double>) -> Bool) -> Descent? {
    var p = start
    do throws(CriticalPointError) {
      return try criticalPointByDescent(from: &p, where: stops).map {
        Descent(end: $0.point, criticalPoint: .success($0))
      }
    } catch {
      return Descent(end: p, criticalPoint: .failure(error))
    }
  }

  /// Moves a point downhill and returns the critical point of any kind that the descent reaches.
  ///
  /// Nil if the descent reaches a point where `stops` is true.
  private func criticalPointByDescent(
    from p: inout Point<Double>, where stops: (Point<Double>) -> Bool
  ) throws(CriticalPointError) -> CriticalPoint? {
    var loss = value(p)
    var radius = 0.1 * (1 + p.norm)
    for _ in 0..<500 {
      let (g, h) = (gradient(p), hessian(p))
      guard g.norm.isFinite, loss.isFinite else { throw .notFinite }
      let (top, bottom) = (h.topEigenvector, h.bottomEigenvector)
      let eigenvalueFloor = 1e-9 * max(abs(h.maxEigenvalue), abs(h.minEigenvalue)) + 1e-300
      var d =
        -(g.dot(top) / max(abs(h.maxEigenvalue), eigenvalueFloor)) * top
        - (g.dot(bottom) / max(abs(h.minEigenvalue), eigenvalueFloor)) * bottom
      if d.norm > radius { d = (radius / d.norm) * d }
      guard d.norm > 1e-12 * (1 + p.norm) else { break }
      let next = p + d
      let nextLoss = value(next)
      if nextLoss < loss {
        if stops(next) { return nil }
        (p, loss) = (next, nextLoss)
        radius = min(1.5 * radius, 0.5 * (1 + p.norm))
      } else {
        // The losses differ only by rounding: compare the gradients instead.
        if abs(nextLoss - loss) <= 8 * loss.ulp, gradient(next).norm < g.norm {
          p = next
        } else {
          radius = 0.25 * d.norm
        }
      }
    }
    if let found = criticalPointByTrustRegion(near: p, reach: 0.1 * (1 + p.norm)) { return found }
    throw failureReason(at: p)
  }

  /// Returns the reason why a descent ended at a point that is not critical.
  private func failureReason(at p: Point<Double>) -> CriticalPointError {
    let (g, h) = (gradient(p), hessian(p))
    guard g.norm.isFinite, h.maxEigenvalue.isFinite, h.minEigenvalue.isFinite else {
      return .notFinite
    }
    if isKink(p, along: (1 / g.norm) * g) { return .kink }
    let newtonStep = Point(
      g.dot(h.topEigenvector) / h.maxEigenvalue, g.dot(h.bottomEigenvector) / h.minEigenvalue)
    return newtonStep.norm <= 1e-3 * (1e-3 + p.norm) ? .roundingFloor : .atInfinity
  }

  /// Returns whether the gradients on both sides of a point oppose each other at every distance.
  private func isKink(_ p: Point<Double>, along direction: Point<Double>) -> Bool {
    // Far from the origin the distances below would span a whole valley.
    guard p.norm < 1e4 else { return false }
    func gradients(at distance: Double) -> (ahead: Point<Double>, behind: Point<Double>) {
      (gradient(p + distance * direction), gradient(p - distance * direction))
    }
    let (far, near) = (
      gradients(at: 1e-4 * (1 + p.norm)), gradients(at: 1e-7 * (1 + p.norm))
    )
    return far.ahead.dot(far.behind) < 0 && near.ahead.dot(near.behind) < 0
      && (near.ahead - near.behind).norm > 0.5 * (far.ahead - far.behind).norm
  }

  /// Returns the critical points inside a frame, searched from a grid of starts × starts points.
  ///
  /// Each point occurs once, in the order of the grid. Points of a valley of minima are at least
  /// 5 % of the diagonal apart and represent the whole valley.
  public func criticalPoints(in frame: Region, starts: Int = 12) -> [CriticalPoint] {
    var found: [CriticalPoint] = []
    for row in 0..<starts {
      for column in 0..<starts {
        let start = frame.point(
          (Double(column) + 0.437) / Double(starts), (Double(row) + 0.563) / Double(starts))
        guard let point = try? criticalPoint(near: start, reach: frame.diagonal),
          frame.contains(point.point)
        else { continue }
        let minDistance = (point.kind == .degenerate ? 0.05 : 1e-6) * frame.diagonal
        if found.allSatisfy({ ($0.point - point.point).norm > minDistance }) { found.append(point) }
      }
    }
    return found
  }
}

extension Hessian {
  /// Returns the d with ‖d‖ ≤ radius that minimizes ‖g + H d‖² with Levenberg–Marquardt damping.
  ///
  /// The damping vanishes with the gradient. Near a valley of minima λmin is almost zero, and an
  /// undamped step would be very long along the valley.
  fileprivate func trustRegionStep(
    against g: Point<Double>, radius: Double, damping: Double
  ) -> Point<Double> {
    let (a, b) = (g.dot(topEigenvector), g.dot(bottomEigenvector))
    // In the eigenbasis dᵢ = −λᵢgᵢ/(λᵢ² + μ), and 0 if λᵢ is zero up to rounding.
    let spectralNorm = max(abs(maxEigenvalue), abs(minEigenvalue))
    let tolerance = 1e-10 * spectralNorm
    func step(_ mu: Double) -> Point<Double> {
      func component(_ lambda: Double, _ g: Double) -> Double {
        abs(lambda) <= tolerance ? 0 : -lambda * g / (lambda * lambda + mu)
      }
      return component(maxEigenvalue, a) * topEigenvector
        + component(minEigenvalue, b) * bottomEigenvector
    }
    let minMu = spectralNorm * damping
    let fullStep = step(minMu)
    guard fullStep.norm > radius else { return fullStep }
    var (low, high) = (minMu, minMu + 2 * spectralNorm * (abs(a) + abs(b)) / radius)
    for _ in 0..<50 {
      let middle = 0.5 * (low + high)
      if step(middle).norm > radius { low = middle } else { high = middle }
      if high - low <= 1e-3 * high { break }
    }
    return step(high)
  }
}
