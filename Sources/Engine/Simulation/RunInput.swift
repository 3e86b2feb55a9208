/// What a kernel needs beside surface and optimizer: where to start, how far, and what changes on
/// the way.
struct RunInput: Sendable {
  let knobs: KnobValues
  let start: Point<Double>
  let steps: Int
  let seed: UInt64
  let noise: Noise

  /// Whether every step is alike, so that the fast kernels apply.
  var isTimeInvariant: Bool { noise == .none && !knobs.hasSchedules }
}

/// Runs an optimizer whose knobs or whose gradients change from step to step.
///
/// The rule is made anew from its knobs for each step where they have a schedule; its memory stays.
@inline(__always)
func simulate<O: Optimizer<Double>>(
  varying surface: ErasedSurface, _: O.Type, _ course: RunInput
) -> Trajectory {
  let knobs = course.knobs
  var optimizer = O { knobs[$0] }
  // Noise takes the seed's own stream, so that the optimizer's draws are independent of it.
  var scattered = SplitMix64(seed: course.seed, stream: 1)
  var memory = optimizer.initialMemory(seed: course.noise == .none ? course.seed : scattered.next())
  var source = NoiseGenerator(course.noise, seed: course.seed)
  var p = course.start
  var points: [Point<Double>] = []
  var looks: [Point<Double>] = []
  points.reserveCapacity(course.steps + 1)
  looks.reserveCapacity(course.steps + 1)
  for step in 0...course.steps {
    if knobs.hasSchedules { optimizer = O { knobs.value($0, at: step, of: course.steps) } }
    points.append(p)
    // Written so that NaN counts as escaped.
    let inside = p.x * p.x + p.y * p.y <= Trajectory.divergenceNorm * Trajectory.divergenceNorm
    let disturbed = NoisySurface(base: surface, by: source.next())
    looks.append(optimizer.step(&p, &memory, on: disturbed))
    guard inside else { return Trajectory(points: points, ascentPoints: looks, divergedAt: step) }
  }
  return Trajectory(points: points, ascentPoints: looks, divergedAt: nil)
}
