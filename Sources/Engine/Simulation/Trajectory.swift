/// The iterates of one run, recorded whole.
///
/// Plain data: two arrays of points. Loss, sharpness and the like follow from a point and are
/// computed where they are shown (`row`), not for every step.
public struct Trajectory: Sendable, Equatable {
  /// w₀ … w_T; the last one is the first beyond `escape` if the run diverged.
  public internal(set) var points: [Point<Double>]
  /// The point w + ε at which the next gradient is taken from each iterate; as many as `points`.
  public internal(set) var ascentPoints: [Point<Double>]
  /// The step at which the run diverged, if it did: always the last one.
  public internal(set) var divergedAt: Int?

  /// The number of steps taken.
  public var lastStep: Int { points.count - 1 }

  /// The norm beyond which a run has diverged; so has one that is not finite.
  public static let divergenceNorm = 1e8
}

/// Runs an optimizer over a surface and records every iterate.
///
/// Stops at the first iterate that is not finite or whose norm exceeds `Trajectory.escape`. The
/// compiler specializes this whole, slope and all, where it is reached with concrete types: see
/// `Catalog`.
@inline(__always)
func simulate<S: Surface, O: Optimizer<Double>>(
  _ surface: S, _ optimizer: O, from start: Point<Double>, steps: Int, seed: UInt64
) -> Trajectory {
  var divergedAt: Int?
  var looks: [Point<Double>] = []
  let points = [Point<Double>](unsafeUninitializedCapacity: steps + 1) { buffer, count in
    looks = [Point<Double>](unsafeUninitializedCapacity: steps + 1) { lookBuffer, lookCount in
      divergedAt = fill(buffer, lookBuffer, surface, optimizer, from: start, seed: seed)
      count = (divergedAt ?? steps) + 1
      lookCount = count
    }
  }
  return Trajectory(points: points, ascentPoints: looks, divergedAt: divergedAt)
}

/// Fills both buffers, and returns the step at which the run diverged, if it did.
///
/// Out of line, since inside a closure the compiler calls the root, a tenth of the time.
@inline(never)
private func fill<S: Surface, O: Optimizer<Double>>(
  _ points: UnsafeMutableBufferPointer<Point<Double>>,
  _ looks: UnsafeMutableBufferPointer<Point<Double>>, _ surface: S, _ optimizer: O,
  from start: Point<Double>, seed: UInt64
) -> Int? {
  var memory = optimizer.initialMemory(seed: seed)
  var p = start
  for step in points.indices {
    points.initializeElement(at: step, to: p)
    // Written so that NaN counts as escaped.
    let inside = p.squaredNorm <= Trajectory.divergenceNorm * Trajectory.divergenceNorm
    looks.initializeElement(at: step, to: optimizer.step(&p, &memory, on: surface))
    guard inside else { return step }
  }
  return nil
}
