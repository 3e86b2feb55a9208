import Integers

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
    if data.seed != seed { run.dataSeed = data.seed }
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
  /// Records the start of a run on a surface with a problem.
  ///
  /// The start is that of the problem, moved by `startOffset` in a random direction of the seed.
  ///
  /// - Throws: `EngineError` if the surface has no problem, or the optimizer does not run on it.
  init(
    startOf run: Run, onProblemOf surface: AnySurface, startOffset: Double = 0
  ) throws(EngineError) {
    guard let projection = surface.projection, let problemRun = run.problemRun else {
      throw .unknownProblem(run.surface.source.text)
    }
    let optimizer = try Catalog.optimizer(run.optimizer)
    self.init(
      run: run, surface: surface, optimizer: optimizer,
      knobs: try optimizer.knobValues(run.optimizer),
      trajectory: Trajectory(points: [], ascentPoints: [], divergedAt: nil))
    var start: Coordinates?
    if startOffset != 0 {
      let w = projection.problem.start(seed: run.seed)
      let direction = Coordinates.random(w.count, seed: run.seed, stream: .directions)
      start = w + (startOffset / direction.norm) * direction
    }
    let path = try ProblemRecording(problemRun, on: projection.problem, from: start)
    appendCoordinates(of: path.w, in: projection.plane)
    ambient = path
  }

  /// Records the first steps of a run on a problem.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - surface: The surface with the problem.
  ///   - startOffset: The distance from the start of the problem, in a random direction of the seed.
  /// - Returns: The steps that take a fraction of a frame.
  /// - Throws: `EngineError` if the surface has no problem, or the optimizer does not run on it.
  public static func beginning(
    of run: Run, on surface: AnySurface, startOffset: Double = 0
  ) throws(EngineError) -> Recording {
    var recording = try Recording(startOf: run, onProblemOf: surface, startOffset: startOffset)
    let cost = surface.projection?.problem.gradientCost ?? 1
    _ = recording.advance(by: Int(clamping: min(8e6 / (5 * cost), Double(run.steps))))
    return recording
  }

  /// Records some steps on a problem; returns whether the run can continue.
  mutating func advance(by steps: Int) -> Bool {
    guard var path = ambient, let plane = surface.projection?.plane else { return false }
    // Now the path is the only owner of its arrays, which grow in place.
    ambient = nil
    defer { ambient = path }
    for _ in 0..<steps where !path.isFinished {
      _ = path.extend(by: 1)
      trajectory.ascentPoints[trajectory.lastStep] = plane.coordinates(path.ascentPoint)
      trajectory.divergedAt = path.divergedAt
      appendCoordinates(of: path.w, in: plane)
    }
    return !path.isFinished
  }

  private mutating func appendCoordinates(of w: Coordinates, in plane: Plane) {
    let point = plane.coordinates(w)
    trajectory.points.append(point)
    trajectory.ascentPoints.append(point)
    planeDistances.append(plane.distance(w))
  }

  /// Returns the point of a map at which the iterate of a step is drawn.
  ///
  /// On the line of a problem its height shows the loss of the iterate itself, which is that of the
  /// curve at the ends only.
  public func place(at step: Int) -> Point<Double> {
    let point = trajectory.points[step]
    guard let ambient, surface.isProfile else { return surface.place(of: point) }
    return Point(point.x, surface.height(ofLoss: ambient.losses[step]))
  }

  /// Whether all steps of the run are recorded; false for the beginning of a run on a problem.
  public var isComplete: Bool { ambient?.isFinished ?? true }

  /// Returns a row whose numbers are those of the problem, not of the plane.
  ///
  /// The Hessian has the sharpness as its eigenvalues.
  func row(of ambient: ProblemRecording, at step: Int, _ state: State) -> Row {
    let (sharpness, gradientNorm) = (ambient.sharpness(at: step), ambient.gradientNorms[step])
    return Row(
      step: step, evaluations: optimizer.evaluations(after: step, knobs),
      point: trajectory.points[step], ascentPoint: trajectory.ascentPoints[step],
      loss: ambient.losses[step], gradientNorm: gradientNorm,
      hessian: Hessian(xx: sharpness, xy: 0, yy: sharpness),
      stabilityThreshold: stabilityThreshold(at: step, gradientNorm: gradientNorm), state: state)
  }

  /// Returns the state of a run on a problem at a step up to the last.
  func state(of ambient: ProblemRecording, at step: Int) -> State {
    if let diverged = trajectory.divergedAt, step >= diverged { return .diverged(step: diverged) }
    return ambient.motion.state(at: step, isRandom: run.isRandom(with: optimizer))
  }

  /// Returns the changes of the state of a run on a problem, read every eighth step.
  func stateChanges(of ambient: ProblemRecording) -> [(step: Int, state: State)] {
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
    guard let plane = surface.projection?.plane, let ambient else { return self }
    var seen = self
    seen.surface = surface
    seen.isInterpolated = ambient.stride > 1
    var last: (step: Int, point: Point<Double>, distance: Double)?
    for sample in ambient.samples {
      let point = plane.coordinates(sample.iterate)
      let distance = plane.distance(sample.iterate)
      let from = last ?? (sample.step, point, distance)
      for step in min(from.step + 1, sample.step)...sample.step {
        let part =
          sample.step > from.step ? Double(step - from.step) / Double(sample.step - from.step) : 1
        seen.trajectory.points[step] = from.point + part * (point - from.point)
        seen.planeDistances[step] = from.distance + part * (distance - from.distance)
      }
      last = (sample.step, point, distance)
    }
    if let last {
      for step in last.step..<trajectory.points.count {
        seen.trajectory.points[step] = last.point
        seen.planeDistances[step] = last.distance
      }
    }
    seen.trajectory.ascentPoints = seen.trajectory.points
    return seen
  }

  /// Returns the recording with exact coordinates at each step, for which the run is repeated.
  ///
  /// Nil if cancelled.
  func retraced(isCancelled: () -> Bool) -> Recording? {
    guard let plane = surface.projection?.plane, var simulation = ambient?.state(at: 0) else {
      return self
    }
    var traced = self
    for step in trajectory.points.indices {
      if step.isMultiple(of: 16), isCancelled() { return nil }
      let point = plane.coordinates(simulation.w)
      traced.trajectory.points[step] = point
      traced.trajectory.ascentPoints[step] = point
      traced.planeDistances[step] = plane.distance(simulation.w)
      if step < lastStep {
        _ = simulation.advance()
        traced.trajectory.ascentPoints[step] = plane.coordinates(simulation.ascentPoint)
      }
    }
    traced.isInterpolated = false
    return traced
  }
}
