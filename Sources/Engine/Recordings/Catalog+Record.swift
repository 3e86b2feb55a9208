extension Catalog {
  /// A run, simulated whole.
  ///
  /// - Throws: `EngineError` if surface, optimizer or a knob is not what the catalogue knows.
  public static func record(_ run: Run) throws(EngineError) -> Recording {
    try record(run, on: surface(run.surface))
  }

  /// The same, on a surface that has been chosen before.
  public static func record(_ run: Run, on surface: AnySurface) throws(EngineError) -> Recording {
    let optimizer = try optimizer(run.optimizer.id)
    return Recording(
      run: run, surface: surface, optimizer: optimizer,
      knobs: try optimizer.knobValues(run.optimizer),
      trajectory: try surface.trajectory(
        run.optimizer, from: run.start, steps: run.steps, noise: run.noise, seed: run.seed))
  }
}
