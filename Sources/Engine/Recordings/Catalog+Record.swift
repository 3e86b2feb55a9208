extension Catalog {
  /// Simulates a run.
  ///
  /// - Throws: `EngineError` if a surface, optimizer or parameter is unknown or out of range.
  public static func record(_ run: Run) throws(EngineError) -> Recording {
    try record(run, on: surface(run.surface))
  }

  /// Simulates a run on an existing surface; `run.surface` is ignored.
  ///
  /// - Throws: `EngineError` if the optimizer or a hyperparameter is unknown or out of range, or if
  ///   the surface has no label for label noise.
  public static func record(_ run: Run, on surface: AnySurface) throws(EngineError) -> Recording {
    if surface.projection != nil {
      var recording = try Recording(startOf: run, onProblemOf: surface)
      _ = recording.advance(by: run.steps)
      return recording
    }
    return try record(run, on: surface, by: optimizer(run.optimizer))
  }

  /// Simulates a run by an optimizer that need not be in the catalog.
  static func record(
    _ run: Run, on surface: AnySurface, by optimizer: OptimizerEntry
  ) throws(EngineError) -> Recording {
    Recording(
      run: run, surface: surface, optimizer: optimizer,
      knobs: try optimizer.knobValues(run.optimizer),
      trajectory: try surface.trajectory(
        optimizer, run.optimizer, from: run.start, steps: run.steps, noise: run.noise,
        seed: run.seed))
  }
}
