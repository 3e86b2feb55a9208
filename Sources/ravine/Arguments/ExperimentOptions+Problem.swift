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
    let choice = SurfaceChoice.problem(
      runs[0].run.problem, settings: runs[0].run.settings, seed: seed ?? 1, batch: options.batch,
      data: runs[0].run.data)
    let surface = try withUsageErrors { () throws(EngineError) in try Catalog.surface(choice) }
    for (_, run) in runs {
      _ = try withUsageErrors { () throws(EngineError) in
        try ProblemSimulation(run, on: surface.projection?.problem)
      }
    }
    return Scenario(
      id: id, title: surface.info.formula, lesson: surface.info.about, source: surface.info.source,
      surface: choice, start: .zero, steps: runs[0].run.steps,
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
