/// A simulated run: its trajectory and the quantities at each step.
public struct Recording: Sendable {
  /// The simulated run.
  public let run: Run
  /// The surface of the run.
  public internal(set) var surface: AnySurface
  /// The optimizer of the run.
  public let optimizer: OptimizerEntry
  /// The hyperparameters of the run, with their schedules.
  public let knobs: KnobValues
  /// The iterates of the run.
  public internal(set) var trajectory: Trajectory
  /// The measurements of a run on a problem; nil on a surface.
  ///
  /// Then the points of the trajectory are the coordinates in the plane of the surface, and all other
  /// quantities are those of the problem.
  public internal(set) var ambient: ProblemRecording?
  /// The distance from the plane at each step of a run on a problem.
  public internal(set) var planeDistances: [Double] = []
  /// The path of another training run over the surface, whose quantities expressions read.
  public var trainingPath: TrainingPath?
  /// Whether the coordinates between samples are interpolated, until they are computed again.
  var isInterpolated = false

  /// Creates the recording of a run on a surface.
  init(
    run: Run, surface: AnySurface, optimizer: OptimizerEntry, knobs: KnobValues,
    trajectory: Trajectory
  ) {
    (self.run, self.surface, self.optimizer) = (run, surface, optimizer)
    (self.knobs, self.trajectory) = (knobs, trajectory)
  }

  /// The number of steps taken.
  public var lastStep: Int { trajectory.lastStep }

  /// The row of a step; `step` is clamped to the steps taken.
  ///
  /// Computed on demand from the iterate, which keeps recording cheap.
  public func row(at step: Int) -> Row {
    let step = min(max(step, 0), lastStep)
    return row(at: step, state: state(at: step))
  }

  /// The row of a step in `0...lastStep` whose state is known.
  func row(at step: Int, state: State) -> Row {
    if let ambient { return row(of: ambient, at: step, state) }
    let point = trajectory.points[step]
    let gradientNorm = surface.gradient(point).norm
    return Row(
      step: step,
      evaluations: optimizer.evaluations(after: step, knobs),
      point: point,
      ascentPoint: trajectory.ascentPoints[step],
      loss: surface.value(point),
      gradientNorm: gradientNorm,
      hessian: surface.hessian(point),
      stabilityThreshold: stabilityThreshold(at: step, gradientNorm: gradientNorm),
      state: state)
  }

  /// Returns the stability threshold with the hyperparameters in force at a step.
  func stabilityThreshold(at step: Int, gradientNorm: Double) -> Double {
    optimizer.stabilityThreshold(
      knobs.snapshot(step, of: run.steps, optimizer.info.knobs), gradientNorm: gradientNorm)
  }
}

/// One step of a run with its measurements.
public struct Row: Sendable, Equatable {
  /// The step.
  public let step: Int
  /// The number of gradient evaluations so far.
  public let evaluations: Int
  /// The iterate w.
  public let point: Point<Double>
  /// The ascent point w + ε, at which the optimizer takes the next gradient.
  public let ascentPoint: Point<Double>
  /// The loss at w.
  public let loss: Double
  /// ‖∇f(w)‖.
  public let gradientNorm: Double
  /// The Hessian at w.
  public let hessian: Hessian
  /// The stability threshold: the sharpness above which the optimizer is locally unstable.
  ///
  /// NaN where theory gives no value.
  public let stabilityThreshold: Double
  /// The state of the run at this step.
  public let state: State

  /// λmax of the Hessian at w.
  public var sharpness: Double { hessian.maxEigenvalue }
}
