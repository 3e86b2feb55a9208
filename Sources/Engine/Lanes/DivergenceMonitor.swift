import Vectors

/// Tracks which lanes of a vector have diverged.
struct DivergenceMonitor {
  private static let squaredLimit = Trajectory.divergenceNorm * Trajectory.divergenceNorm
  /// A sum of |w|² below this has no diverged iterate, whatever the rounding.
  private static var safeSquaredNorm: Lanes { Lanes(0.999 * squaredLimit) }

  /// 1 where the lane has not diverged, otherwise 0.
  private(set) var activeMask = Lanes(1)

  /// The first lane that has not diverged; nil if all have.
  static func firstActiveLane(_ monitors: Triple<DivergenceMonitor>) -> (vector: Int, lane: Int)? {
    for vector in 0..<Triple<Lanes>.count {
      for lane in 0..<Lanes.count where monitors[vector].activeMask[lane] > 0 {
        return (vector, lane)
      }
    }
    return nil
  }

  /// Whether an iterate may have diverged, given the sum of |w|².
  @inline(never)
  static func mayHaveDiverged(_ squaredNormSum: Lanes) -> Bool {
    mayHaveDiverged(squaredNormSum, from: 1)
  }

  /// Whether an iterate may have diverged, in the lanes in which `lanes` is 1.
  @inline(__always)
  private static func mayHaveDiverged(_ squaredNormSum: Lanes, from lanes: Lanes) -> Bool {
    // Compares with `<`: NaN counts as diverged.
    Lanes.anyTrue(0 < Lanes.select(squaredNormSum < safeSquaredNorm, 0, lanes))
  }

  /// Records the first divergence of each lane: its step and iterate.
  ///
  /// The first iterate of the buffer is that of `step`.
  mutating func check(_ buffer: IterateBuffer, from step: Int, _ result: LaneResult) {
    for (index, p) in buffer.points.enumerated() {
      let norms = p.squaredNorm
      guard Self.mayHaveDiverged(norms, from: activeMask) else { continue }
      for lane in 0..<Lanes.count where activeMask[lane] > 0 && !(norms[lane] <= Self.squaredLimit)
      {
        activeMask[lane] = 0
        result.divergedAt[lane] = step + index
        result.divergedPoints[lane] = p[lane]
      }
    }
  }

  /// The values, with those of diverged lanes replaced.
  func replacingDiverged(_ values: Lanes, by other: Double) -> Lanes {
    .select(0 < activeMask, values, Lanes(other))
  }

  /// The points, with those of diverged lanes replaced.
  func replacingDiverged(_ points: Point<Lanes>, by other: Point<Double>) -> Point<Lanes> {
    Point(replacingDiverged(points.x, by: other.x), replacingDiverged(points.y, by: other.y))
  }

  /// Whether all lanes that have not diverged are equal, bit for bit.
  @inline(never)
  func isUnchanged(_ a: Point<Lanes>, _ b: Point<Lanes>) -> Bool {
    let moved = Lanes.select(
      Lanes.equal(a.x, b.x), Lanes.select(Lanes.equal(a.y, b.y), 0, activeMask), activeMask)
    guard !Lanes.anyTrue(0 < moved) else { return false }
    // 0 and −0 compare equal but can have different successors.
    return (0..<Lanes.count).allSatisfy { lane in
      activeMask[lane] == 0
        || a.x[lane].bitPattern == b.x[lane].bitPattern
          && a.y[lane].bitPattern == b.y[lane].bitPattern
    }
  }
}
