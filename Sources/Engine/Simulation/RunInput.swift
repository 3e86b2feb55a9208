/// The input of a kernel beside surface and optimizer.
struct RunInput: Sendable {
  let knobs: KnobValues
  let start: Point<Double>
  let steps: Int
  let seed: UInt64
  let noise: Noise

  /// Whether the run has neither noise nor schedules, as the fast kernels require.
  var isTimeInvariant: Bool { noise == .none && !knobs.hasSchedules }
}

/// Runs an optimizer with scheduled hyperparameters or noisy gradients.
///
/// `makeOptimizer` returns the optimizer from its hyperparameters. With a schedule, each step
/// constructs the optimizer again; the memory persists.
@inline(__always)
func simulate<O: Optimizer<Point<Double>>>(
  varying surface: ErasedSurface, _ input: RunInput, _ makeOptimizer: ((Knob) -> Double) -> O
) -> Trajectory {
  let knobs = input.knobs
  var optimizer = makeOptimizer { knobs.value($0, at: 0, of: input.steps) }
  // The noise uses the seed's own stream; stream 1 makes the optimizer's draws independent.
  var optimizerSeeds = SplitMix64(seed: input.seed, stream: 1)
  var memory = optimizer.initialMemory(
    at: input.start, seed: input.noise == .none ? input.seed : optimizerSeeds.next())
  var noise = NoiseGenerator(input.noise, seed: input.seed)
  var objective = NoisyObjective(surface)
  var p = input.start
  var points: [Point<Double>] = []
  var ascentPoints: [Point<Double>] = []
  points.reserveCapacity(input.steps + 1)
  ascentPoints.reserveCapacity(input.steps + 1)
  for step in 0...input.steps {
    if knobs.hasSchedules {
      optimizer = makeOptimizer { knobs.value($0, at: step, of: input.steps) }
    }
    points.append(p)
    // Compares with `<=`: NaN counts as diverged.
    let isInside = p.x * p.x + p.y * p.y <= Trajectory.divergenceNorm * Trajectory.divergenceNorm
    objective.noise = noise.next()
    ascentPoints.append(optimizer.step(&p, &memory, on: objective))
    guard isInside else {
      return Trajectory(points: points, ascentPoints: ascentPoints, divergedAt: step)
    }
  }
  return Trajectory(points: points, ascentPoints: ascentPoints, divergedAt: nil)
}
