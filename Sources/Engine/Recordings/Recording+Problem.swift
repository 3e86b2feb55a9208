extension Run {
  /// The run on the problem of its surface; nil for another surface.
  ///
  /// The start belongs to the plane and is ignored.
  public var problemRun: ProblemRun? {
    guard let data = surface.source.problem else { return nil }
    var run = ProblemRun(
      surface.source.text, settings: surface.knobs, data: data.data, optimizer: optimizer,
      steps: steps, seed: seed, batch: data.batch)
    run.noise = noise
    return run
  }
}

extension Run {
  /// Whether random numbers disturb the steps: noise, batches or draws of the optimizer.
  func isRandom(with optimizer: OptimizerEntry) -> Bool {
    noise != .none || surface.source.problem?.batch != nil || optimizer.drawsRandomNumbers
  }
}

extension Recording {
  /// Whether all steps of the run are recorded; false for the beginning of a run on a problem.
  public var isComplete: Bool { ambient?.isFinished ?? true }

  /// Returns a row whose numbers are those of the problem, not of the plane.
  ///
  /// The Hessian has the sharpness as its eigenvalues.
  func row(of ambient: AmbientPath, at step: Int, _ state: State) -> Row {
    let (sharpness, gradientNorm) = (ambient.sharpness(at: step), ambient.gradientNorms[step])
    return Row(
      step: step, evaluations: optimizer.evaluations(after: step, knobs),
      point: trajectory.points[step], ascentPoint: trajectory.ascentPoints[step],
      loss: ambient.losses[step], gradientNorm: gradientNorm,
      hessian: Hessian(xx: sharpness, xy: 0, yy: sharpness),
      stabilityThreshold: stabilityThreshold(at: step, gradientNorm: gradientNorm), state: state)
  }

  /// Returns the state of a run on a problem at a step up to the last.
  func state(of ambient: AmbientPath, at step: Int) -> State {
    if let diverged = trajectory.divergedAt, step >= diverged { return .diverged(step: diverged) }
    return ambient.state(at: step, isRandom: run.isRandom(with: optimizer))
  }

  /// Returns the changes of the state of a run on a problem, read every eighth step.
  func stateChanges(of ambient: AmbientPath) -> [(step: Int, state: State)] {
    var changes: [(step: Int, state: State)] = [(0, .descending)]
    let steps = Array(stride(from: 8, through: lastStep, by: 8)) + [lastStep]
    for step in steps {
      let state = state(of: ambient, at: step)
      if state != changes[changes.count - 1].state { changes.append((step, state)) }
    }
    return changes
  }

  /// Returns the recording of the same steps through the plane of a surface.
  ///
  /// The coordinates at samples are exact; others are interpolated until `retraced()` computes
  /// them.
  public func seen(on surface: AnySurface) -> Recording {
    guard let plane = surface.projection?.plane, var ambient else { return self }
    var trajectory = trajectory
    let samples = ambient.samples
    ambient.isInterpolated = ambient.stride > 1
    var last: (step: Int, point: Point<Double>, distance: Double)?
    for sample in samples {
      let point = plane.coordinates(sample.iterate)
      let distance = plane.distance(sample.iterate)
      let from = last ?? (sample.step, point, distance)
      for step in min(from.step + 1, sample.step)...sample.step {
        let part =
          sample.step > from.step ? Double(step - from.step) / Double(sample.step - from.step) : 1
        trajectory.points[step] = from.point + part * (point - from.point)
        ambient.planeDistances[step] = from.distance + part * (distance - from.distance)
      }
      last = (sample.step, point, distance)
    }
    if let last {
      for step in last.step..<trajectory.points.count {
        trajectory.points[step] = last.point
        ambient.planeDistances[step] = last.distance
      }
    }
    trajectory.ascentPoints = trajectory.points
    return with(surface, trajectory, ambient)
  }

  /// Returns the recording with exact coordinates at each step, for which the run is repeated.
  ///
  /// Nil if cancelled.
  func retraced(isCancelled: () -> Bool) -> Recording? {
    guard let projection = surface.projection, let problemRun = run.problemRun, var ambient,
      var simulation = try? ProblemSimulation(problemRun, on: projection.problem)
    else { return self }
    let plane = projection.plane
    var trajectory = trajectory
    for step in trajectory.points.indices {
      if step.isMultiple(of: 16), isCancelled() { return nil }
      let point = plane.coordinates(simulation.w)
      trajectory.points[step] = point
      trajectory.ascentPoints[step] = point
      ambient.planeDistances[step] = plane.distance(simulation.w)
      if step < lastStep {
        _ = simulation.advance()
        trajectory.ascentPoints[step] = plane.coordinates(simulation.ascentPoint)
      }
    }
    ambient.isInterpolated = false
    return with(surface, trajectory, ambient)
  }

  /// Returns the iterate at a step; repeats the run up to the step unless the step is a sample.
  func iterate(at step: Int) -> Coordinates? {
    let step = min(max(step, 0), lastStep)
    guard let sample = ambient?.sample(at: step) else { return nil }
    guard sample.step < step, let projection = surface.projection, let problemRun = run.problemRun,
      var simulation = try? ProblemSimulation(problemRun, on: projection.problem)
    else { return sample.iterate }
    simulation.advance(to: step)
    return simulation.w
  }

  func with(
    _ surface: AnySurface, _ trajectory: Trajectory, _ ambient: AmbientPath
  ) -> Recording {
    Recording(
      run: run, surface: surface, optimizer: optimizer, knobs: knobs, trajectory: trajectory,
      ambient: ambient)
  }
}
