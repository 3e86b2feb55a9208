import Engine
import Lessons

extension ExperimentOptions {
  /// Returns the experiment on a problem, without cards and claims.
  ///
  /// - Throws: `CommandError` if an option needs a surface, a name is unknown or a value invalid.
  func problemScenario(
    _ options: ProblemOptions, _ id: String
  ) throws(CommandError) -> Scenario {
    var settings = self
    settings.viewBox = nil
    let runs = try settings.problemRuns(options, id)
    return try problemScenario(of: runs, batch: options.batch)
  }

  /// Returns the experiment of runs on one problem, without cards and claims.
  ///
  /// - Throws: `CommandError` if a run is invalid.
  func problemScenario(
    of runs: [(name: String, run: ProblemRun)], batch: Int?
  ) throws(CommandError) -> Scenario {
    let first = runs[0].run
    let choice = SurfaceChoice.problem(
      first.problem, settings: first.settings, seed: seed ?? 1, batch: batch, data: first.data)
    let surface = try withUsageErrors { () throws(EngineError) in try Catalog.surface(choice) }
    for (_, run) in runs {
      _ = try withUsageErrors { () throws(EngineError) in
        try ProblemSimulation(run, on: surface.projection?.problem)
      }
    }
    return Scenario(
      id: first.problem, title: surface.info.formula, lesson: surface.info.about,
      source: surface.info.source, surface: choice, start: .zero, steps: first.steps,
      view: viewBox?.frame ?? surface.info.frame,
      runs: runs.map { name, run in
        NamedRun(name: name, optimizer: run.optimizer, seed: run.seed, noise: run.noise)
      })
  }
}

extension ProblemOptions {
  /// Returns the experiment on the problem of the command line; nil without a problem.
  ///
  /// - Throws: `CommandError` if an option needs a surface, a name is unknown or a value invalid.
  func scenario(_ settings: ExperimentOptions) throws(CommandError) -> Scenario? {
    guard let problem else { return nil }
    return try settings.problemScenario(self, problem)
  }

  /// The values of `ScreenSetting.all` by their ids.
  var screenValues: [String: String] {
    ["plane": plane, "center": center].compactMapValues(\.self)
  }
}
