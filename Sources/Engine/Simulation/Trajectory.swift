/// All iterates of one run.
///
/// Stores points only; `Recording.row` computes loss, sharpness and the like on demand.
public struct Trajectory: Sendable, Equatable {
  /// The iterates w₀ … w_T; only the last may be beyond `divergenceNorm`.
  public internal(set) var points: [Point<Double>]
  /// The ascent point w + ε of each iterate, at which the optimizer takes the gradient.
  public internal(set) var ascentPoints: [Point<Double>]
  /// The step at which the run diverged, always the last; nil if the run did not diverge.
  public internal(set) var divergedAt: Int?
  /// Why the run ended at a point without a loss; nil for other runs.
  ///
  /// The point, where the last step needed a gradient, is the iterate or a perturbed point.
  public internal(set) var undefinedLoss: UndefinedLoss?

  /// The number of steps taken.
  public var lastStep: Int { points.count - 1 }

  /// The norm ‖w‖ above which a run has diverged; a non-finite iterate has diverged too.
  public static let divergenceNorm = 1e8
}

/// Runs an optimizer over a surface and records every iterate.
///
/// Stops at the first iterate that is not finite or whose norm exceeds `Trajectory.divergenceNorm`.
/// With concrete types, as in `Catalog`, the compiler specializes the whole loop and the gradient.
@inline(__always)
func simulate<S: Surface, O: Optimizer<Point<Double>>>(
  _ surface: S, _ optimizer: O, from start: Point<Double>, steps: Int, seed: UInt64
) -> Trajectory {
  var divergedAt: Int?
  var ascentPoints: [Point<Double>] = []
  let points = [Point<Double>](unsafeUninitializedCapacity: steps + 1) { buffer, count in
    ascentPoints = [Point<Double>](unsafeUninitializedCapacity: steps + 1) {
      ascentBuffer, ascentCount in
      divergedAt = fill(buffer, ascentBuffer, surface, optimizer, from: start, seed: seed)
      count = (divergedAt ?? steps) + 1
      ascentCount = count
    }
  }
  return Trajectory(points: points, ascentPoints: ascentPoints, divergedAt: divergedAt)
}

/// Fills both buffers; returns the step at which the run diverged, or nil.
///
/// Out of line: inside a closure the compiler calls the square root, which takes a tenth of the
/// time.
@inline(never)
private func fill<S: Surface, O: Optimizer<Point<Double>>>(
  _ points: UnsafeMutableBufferPointer<Point<Double>>,
  _ ascentPoints: UnsafeMutableBufferPointer<Point<Double>>, _ surface: S, _ optimizer: O,
  from start: Point<Double>, seed: UInt64
) -> Int? {
  var memory = optimizer.initialMemory(at: start, seed: seed)
  var p = start
  for step in points.indices {
    points.initializeElement(at: step, to: p)
    // Compares with `<=`: NaN counts as diverged.
    let isInside = p.squaredNorm <= Trajectory.divergenceNorm * Trajectory.divergenceNorm
    // Not a variable: the compiler would copy the surface in each step.
    ascentPoints.initializeElement(
      at: step, to: optimizer.step(&p, &memory, on: SurfaceObjective(surface)))
    guard isInside else { return step }
  }
  return nil
}
