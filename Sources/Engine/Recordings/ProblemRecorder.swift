/// Records a run on a problem, some steps at a time.
///
/// ```swift
/// let surface = try Catalog.surface(.problem("sensing"))
/// let sam = OptimizerChoice("sam", knobs: ["eta": 0.05])
/// let run = Run(surface: surface.choice, optimizer: sam, start: .zero, steps: 100, seed: 1)
/// var recorder = try ProblemRecorder(run, on: surface)
/// while recorder.advance(by: 16) {}
/// print(recorder.recording.lastStep)  // 100
/// ```
public struct ProblemRecorder: Sendable {
  private let beginning: Recording
  private let projection: ProblemProjection
  private let start: Coordinates
  private var simulation: ProblemSimulation
  private var trajectory: Trajectory
  private var path: AmbientPath

  /// The bytes of the iterates that a run on few parameters stores.
  private static let sampleBytes = 4_000_000
  /// The number of iterates that a run stores at least.
  private static let samples = 200

  /// Records the start of a run on a surface with a problem.
  ///
  /// - Throws: `EngineError` if the surface has no problem, or the optimizer does not run on it.
  public init(_ run: Run, on surface: AnySurface) throws(EngineError) {
    guard let projection = surface.projection, let problemRun = run.problemRun else {
      throw .unknownProblem(run.surface.source.text)
    }
    let optimizer = try Catalog.optimizer(run.optimizer)
    simulation = try ProblemSimulation(problemRun, on: projection.problem)
    (self.projection, start) = (projection, simulation.w)
    trajectory = Trajectory(points: [], ascentPoints: [], divergedAt: nil)
    let most = max(Self.samples, Self.sampleBytes / (8 * start.count))
    let stride = (run.steps + most - 1) / most
    path = AmbientPath(stride: stride | 1)
    beginning = Recording(
      run: run, surface: surface, optimizer: optimizer,
      knobs: try optimizer.knobValues(run.optimizer), trajectory: trajectory)
    measure()
  }

  /// Continues a recording; nil if the recording is complete.
  init?(continuing recording: Recording) {
    guard let projection = recording.surface.projection, let path = recording.ambient,
      let simulation = path.simulation, let start = path.samples.first?.iterate
    else { return nil }
    (beginning, self.projection, self.start) = (recording, projection, start)
    (self.simulation, trajectory, self.path) = (simulation, recording.trajectory, path)
  }

  /// The steps recorded so far.
  public var recording: Recording {
    var path = path
    path.simulation = simulation.isFinished ? nil : simulation
    return beginning.with(beginning.surface, trajectory, path)
  }

  /// Records some steps; returns whether the run can continue.
  public mutating func advance(by steps: Int) -> Bool {
    for _ in 0..<steps where !simulation.isFinished {
      _ = simulation.advance()
      trajectory.ascentPoints[trajectory.lastStep] = projection.plane.coordinates(
        simulation.ascentPoint)
      trajectory.divergedAt = simulation.divergedAt
      measure()
    }
    return !simulation.isFinished
  }

  /// Appends the measurements of the iterate.
  private mutating func measure() {
    let (w, step, problem) = (simulation.w, simulation.step, projection.problem)
    let (loss, gradient) = problem.gradient(w)
    path.losses.append(loss)
    path.gradientNorms.append(gradient.norm)
    path.appendMotion(to: w)
    path.distances.append((w - start).norm)
    let point = projection.plane.coordinates(w)
    trajectory.points.append(point)
    trajectory.ascentPoints.append(point)
    path.planeDistances.append(projection.plane.distance(w))
    guard step.isMultiple(of: path.stride) || simulation.isFinished else { return }
    path.samples.append(
      AmbientPath.Sample(
        step: step, iterate: w, testLoss: problem.testLoss(w), accuracy: problem.accuracy(w)))
  }
}

extension Recording {
  /// The number of samples of a run whose sharpness is measured.
  private static let measuredSamples = 100

  /// The index of the next sample whose sharpness is to be measured; nil if all are measured.
  ///
  /// Every k-th sample for an odd k, so that both sides of a 2-cycle are measured, and the last; the
  /// samples after divergence have no sharpness.
  var nextUnmeasuredSample: Int? {
    guard let samples = ambient?.samples else { return nil }
    let every = (samples.count + Self.measuredSamples - 1) / Self.measuredSamples | 1
    return samples.indices.first { index in
      samples[index].sharpness == nil
        && (index.isMultiple(of: every) || index == samples.count - 1)
    }
  }

  /// Returns the recording with the sharpness of a sample.
  func measured(_ index: Int, _ sharpness: Double) -> Recording {
    guard var ambient else { return self }
    ambient.samples[index].sharpness = sharpness
    return with(surface, trajectory, ambient)
  }
}
