/// A point at which a surface is level.
public struct CriticalPoint: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case minimum, saddle, maximum
    /// One curvature, or both, is none: a point of a valley of minima, a monkey saddle.
    case degenerate
  }

  public let point: Point<Double>
  public let hessian: Hessian
  public let kind: Kind
}

/// Why no critical point is found from a start.
public enum CriticalPointError: Error, Sendable, Hashable {
  /// The slope, or the curvature, is not finite on the way.
  case notFinite
  /// The one that the way leads to is farther than asked for.
  case outOfReach
  /// The way leads on and on, to where the slope fades or stays, and never to a level point.
  case atInfinity
  /// The slope turns about in a point, as at a tip.
  case kink
  /// The slope is as small as it can be told from rounding, and that is not level.
  case roundingFloor
}

extension CriticalPointError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notFinite: "The slope is not finite on the way."
    case .outOfReach: "There is no critical point within reach."
    case .atInfinity: "There is no critical point in reach: the way down leads to infinity."
    case .kink: "The surface is not differentiable at the point below."
    case .roundingFloor: "What is left of the slope is rounding, yet not level."
    }
  }
}

extension AnySurface {
  /// The critical point of any kind that Newton's method with a trust region reaches from a start.
  ///
  /// Each step minimizes ‖g + H d‖ over ‖d‖ ≤ the radius; the radius follows how well that model
  /// foretold ‖∇f‖. Across a valley of minima it goes straight to the floor. Where ‖∇f‖ itself has a
  /// pit in which that gets stuck, it goes downhill instead.
  ///
  /// - Throws: Why there is none: for one that is farther than `reach` too.
  public func criticalPoint(
    near start: Point<Double>, reach: Double = .infinity
  ) throws(CriticalPointError) -> CriticalPoint {
    if let level = criticalPointByTrustRegion(near: start, reach: reach) { return level }
    let low = try criticalPointByDescent(below: start)
    guard (low.point - start).norm <= reach else { throw .outOfReach }
    return low
  }

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
      // Where the model itself sees no way on, p is as level as it gets.
      guard d.norm > 4 * p.norm.ulp, d.isFinite else { break }
      let next = p + d
      let there = gradient(next)
      let foretold = g.norm - (g + h.matvec(d)).norm
      let gained = g.norm - there.norm
      if gained > 0.75 * foretold { radius = max(radius, 2 * d.norm) }
      if !(gained > 0.1 * foretold) { radius = 0.25 * d.norm }
      guard gained > 0 else {
        if radius <= 4 * p.norm.ulp { break }
        continue
      }
      (p, g) = (next, there)
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
    let left = a * h.topEigenvector + b * h.bottomEigenvector
    // Far out a loss may flatten for ever: its slope is small, and yet there is a way to go.
    guard left.norm <= 1e-3 * (1e-3 + p.norm) else { return nil }
    // Where the curvature itself fades on that way, it is none at its end.
    let fades =
      h.entrywiseDistance(to: hessian(p + left)) > 0.25
      * max(abs(h.maxEigenvalue), abs(h.minEigenvalue))
    return CriticalPoint(point: p, hessian: h, kind: fades ? .degenerate : h.kind)
  }

  /// The minimum below a point, by Newton steps that only go down.
  ///
  /// Curvature is taken by its size, so that saddles repel. Nil if it finds no bottom.
  public func minimum(below start: Point<Double>) -> CriticalPoint? {
    guard let low = try? criticalPointByDescent(below: start),
      low.hessian.minEigenvalue >= -1e-6 * abs(low.hessian.maxEigenvalue)
    else { return nil }
    return low
  }

  /// The level point to which the same steps lead, whatever it turns out to be.
  private func criticalPointByDescent(below start: Point<Double>) throws(CriticalPointError)
    -> CriticalPoint
  {
    var p = start
    var height = value(p)
    var radius = 0.1 * (1 + p.norm)
    for _ in 0..<500 {
      let (g, h) = (gradient(p), hessian(p))
      guard g.norm.isFinite, height.isFinite else { throw .notFinite }
      let (top, flat) = (h.topEigenvector, h.bottomEigenvector)
      let small = 1e-9 * max(abs(h.maxEigenvalue), abs(h.minEigenvalue)) + 1e-300
      var d =
        -(g.dot(top) / max(abs(h.maxEigenvalue), small)) * top
        - (g.dot(flat) / max(abs(h.minEigenvalue), small)) * flat
      if d.norm > radius { d = (radius / d.norm) * d }
      guard d.norm > 1e-12 * (1 + p.norm) else { break }
      let next = p + d
      let there = self.value(next)
      if there < height {
        (p, height) = (next, there)
        radius = min(1.5 * radius, 0.5 * (1 + p.norm))
      } else {
        // The height no longer tells points apart: the slope decides.
        if abs(there - height) <= 8 * height.ulp, gradient(next).norm < g.norm {
          p = next
        } else {
          radius = 0.25 * d.norm
        }
      }
    }
    if let level = criticalPointByTrustRegion(near: p, reach: 0.1 * (1 + p.norm)) { return level }
    throw failureReason(at: p)
  }

  /// Why the end of a way down is not level.
  private func failureReason(at p: Point<Double>) -> CriticalPointError {
    let (g, h) = (gradient(p), hessian(p))
    guard g.norm.isFinite, h.maxEigenvalue.isFinite, h.minEigenvalue.isFinite else {
      return .notFinite
    }
    if isKink(p, along: (1 / g.norm) * g) { return .kink }
    let way = Point(
      g.dot(h.topEigenvector) / h.maxEigenvalue, g.dot(h.bottomEigenvector) / h.minEigenvalue)
    return way.norm <= 1e-3 * (1e-3 + p.norm) ? .roundingFloor : .atInfinity
  }

  /// Whether the slope points to both sides of here, and does not fade as they draw near.
  private func isKink(_ p: Point<Double>, along direction: Point<Double>) -> Bool {
    // Far away, what is near is still wider than many a valley.
    guard p.norm < 1e4 else { return false }
    func slopes(_ distance: Double) -> (ahead: Point<Double>, behind: Point<Double>) {
      (gradient(p + distance * direction), gradient(p - distance * direction))
    }
    let (far, near) = (slopes(1e-4 * (1 + p.norm)), slopes(1e-7 * (1 + p.norm)))
    return far.ahead.dot(far.behind) < 0 && near.ahead.dot(near.behind) < 0
      && (near.ahead - near.behind).norm > 0.5 * (far.ahead - far.behind).norm
  }

  /// The critical points that are found from a grid of so many starts a side over a frame.
  ///
  /// In the order of the grid, each once, those inside the frame alone. Points of a valley of minima
  /// come at some distance from each other: they stand for the whole valley.
  public func criticalPoints(in frame: Region, starts: Int = 12) -> [CriticalPoint] {
    var found: [CriticalPoint] = []
    for row in 0..<starts {
      for column in 0..<starts {
        let start = frame.point(
          (Double(column) + 0.437) / Double(starts), (Double(row) + 0.563) / Double(starts))
        guard let point = try? criticalPoint(near: start, reach: frame.diagonal),
          frame.contains(point.point)
        else { continue }
        let apart = (point.kind == .degenerate ? 0.05 : 1e-6) * frame.diagonal
        if found.allSatisfy({ ($0.point - point.point).norm > apart }) { found.append(point) }
      }
    }
    return found
  }
}

extension Hessian {
  /// The d of at most this length for which ‖g + H d‖ is least, but for a damping that fades with
  /// the slope: beside a valley of minima the curvature along it is nearly none, and an undamped
  /// step would leap along the valley.
  fileprivate func trustRegionStep(
    against g: Point<Double>, radius: Double, damping: Double
  ) -> Point<Double> {
    let (a, b) = (g.dot(topEigenvector), g.dot(bottomEigenvector))
    // In the eigenbasis d_i = −λᵢgᵢ/(λᵢ² + μ); curvature that is rounding alone moves nothing.
    let none = 1e-10 * max(abs(maxEigenvalue), abs(minEigenvalue))
    func step(_ mu: Double) -> Point<Double> {
      func part(_ lambda: Double, _ g: Double) -> Double {
        abs(lambda) <= none ? 0 : -lambda * g / (lambda * lambda + mu)
      }
      return part(maxEigenvalue, a) * topEigenvector + part(minEigenvalue, b) * bottomEigenvector
    }
    let most = max(abs(maxEigenvalue), abs(minEigenvalue))
    let least = most * damping
    let whole = step(least)
    guard whole.norm > radius else { return whole }
    var (low, high) = (least, least + 2 * most * (abs(a) + abs(b)) / radius)
    for _ in 0..<50 {
      let middle = 0.5 * (low + high)
      if step(middle).norm > radius { low = middle } else { high = middle }
      if high - low <= 1e-3 * high { break }
    }
    return step(high)
  }
}
