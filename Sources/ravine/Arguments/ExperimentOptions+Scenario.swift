import Engine
import Interface
import Lessons

extension ExperimentOptions {
  /// The valid numbers of steps; 0 gives only the start.
  private static let validSteps = 0...Limits.steps.upperBound

  static let stepRangeError = CommandError(.usage, "--steps must be one number here")

  /// Returns the lesson of the command line, with its overrides applied.
  ///
  /// Without a lesson, uses the surface with its default start; without a surface, the first
  /// lesson. A lesson whose experiment changes loses its cards and claims, which may be false.
  ///
  /// - Parameters:
  ///   - allowsStepRange: Whether `--steps` may be a range, which extends the runs if necessary.
  ///   - allowsRanges: Whether `--eta` and `--rho` may be ranges, which the caller handles.
  /// - Returns: The lesson.
  /// - Throws: `CommandError` if a name is unknown or a value invalid.
  func resolveScenario(
    allowsStepRange: Bool = false, allowsRanges: Bool = false
  ) throws(CommandError) -> Scenario {
    var scenario = try baseScenario()
    let original = scenario
    if let steps, let low = steps.low {
      guard allowsStepRange else { throw Self.stepRangeError }
      guard 0...Self.validSteps.upperBound ~= low, steps.high >= low, steps.stride ?? 1 > 0 else {
        throw CommandError(
          .usage, "--steps must be LO:HI or LO:HI:STRIDE with 0 ≤ LO ≤ HI and STRIDE > 0")
      }
    }
    try applyOverrides(&scenario, allowsRanges: allowsRanges)
    try addLandscapes(&scenario)
    try validate(scenario)
    if scenario.surface != original.surface || scenario.start != original.start
      || scenario.runs != original.runs || scenario.steps < original.steps
    {
      scenario.cards = []
      scenario.claims = []
    }
    return scenario
  }

  /// Returns the lesson that the full screen opens: as written, or an experiment of the options.
  ///
  /// - Throws: `CommandError` if a name is unknown or a value invalid.
  func openedScenario() throws(CommandError) -> Scenario {
    guard opensLesson else { return try resolveScenario() }
    var lesson = try baseScenario()
    try addLandscapes(&lesson)
    return lesson
  }

  /// Adds the path of a training run and the surface beside the first.
  private func addLandscapes(_ scenario: inout Scenario) throws(CommandError) {
    if let path { scenario.trainingPath = try LandscapeSources.trainingPath(path) }
    if let compare {
      scenario.comparison = try comparison(compare, with: scenario.surface)
    }
  }

  /// Returns the surface beside the first.
  ///
  /// - Throws: `CommandError` if only one of the two is a profile.
  private func comparison(
    _ text: String, with first: SurfaceChoice
  ) throws(CommandError) -> SurfaceChoice {
    let choice = try SurfaceChoice(argument: text, [])
    let profiles = try [first, choice].map { choice throws(CommandError) in
      try withUsageErrors { () throws(EngineError) in try Catalog.surface(choice).isProfile }
    }
    guard profiles[0] == profiles[1] else {
      throw CommandError(
        .usage,
        "--compare needs two profiles or two surfaces: only \(profiles[0] ? "the first" : text) is a profile"
      )
    }
    return choice
  }

  /// The path of the lesson's file; nil for a built-in lesson or an experiment of the options.
  var lessonFile: String? {
    scenario.flatMap { opensLesson && LessonFiles.isPath($0) ? $0 : nil }
  }

  /// Whether the command line names a lesson, or neither a lesson nor a surface.
  private var opensLesson: Bool {
    scenario == nil ? surface == nil : !opensSurface
  }

  /// Whether the argument for a lesson is a surface.
  var opensSurface: Bool { scenario.map { SurfaceChoice.isNamed($0, set) } ?? false }

  /// Returns an experiment of a lesson with the settings of the command line.
  ///
  /// The experiment is that of a card; without settings it stays the same.
  ///
  /// - Throws: `CommandError` if a name is unknown or a value invalid.
  func changed(
    _ experiment: Experiment, of lesson: Scenario
  ) throws(CommandError) -> Experiment {
    guard opensLesson else { return experiment }
    if steps?.low != nil { throw Self.stepRangeError }
    var scenario = lesson
    scenario.surface = experiment.surface
    scenario.start = experiment.start
    scenario.steps = experiment.steps
    scenario.runs = experiment.namedRuns
    try applyOverrides(&scenario, allowsRanges: false)
    try validate(scenario)
    return Experiment(scenario)
  }

  private func baseScenario() throws(CommandError) -> Scenario {
    if let scenario, opensSurface {
      return try Self.defaultScenario(try SurfaceChoice(argument: scenario, set))
    }
    if let scenario { return try LessonFiles.named(scenario) }
    if let surface { return try Self.defaultScenario(try SurfaceChoice(argument: surface, set)) }
    guard let first = LessonFiles.ids.first else {
      return try Self.defaultScenario(.named("hyperbola"))
    }
    return try LessonFiles.named(first)
  }

  /// Returns a lesson of 1000 steps of GD, USAM and SAM on a surface, without cards and claims.
  private static func defaultScenario(_ surface: SurfaceChoice) throws(CommandError) -> Scenario {
    let built = try withUsageErrors { () throws(EngineError) in try Catalog.surface(surface) }
    let info = built.info
    var about = info.about
    if surface.source.isFile {
      let others = LandscapeSources.otherLosses(surface.source.text)
      if !others.isEmpty { about += " Other losses of the file: \(others)." }
    }
    return Scenario(
      id: info.id, title: info.formula, lesson: about, source: "", surface: surface,
      start: info.start, steps: 1000, view: info.frame,
      runs: ["gd", "usam", "sam"].map { id in
        var optimizer = OptimizerChoice(id)
        if surface.source.isFile { optimizer.knobs = built.carefulValues(of: optimizer) }
        return NamedRun(name: id, optimizer: optimizer)
      })
  }

  private func applyOverrides(
    _ scenario: inout Scenario, allowsRanges: Bool
  ) throws(CommandError) {
    if let surface, self.scenario != nil {
      let choice = try SurfaceChoice(argument: surface, set)
      if choice.source != scenario.surface.source {
        let base = try Self.defaultScenario(choice)
        (scenario.surface, scenario.start, scenario.view) = (choice, base.start, base.view)
        for index in scenario.runs.indices { scenario.runs[index].start = nil }
      }
    }
    scenario.surface.setValues(set)
    let hasOptimizers = !optimizer.isEmpty
    if hasOptimizers { scenario.runs = try namedRuns(scenario.rules) }
    try setKnob("eta", to: eta?.singleValue("eta", allowsRanges), in: &scenario)
    try setKnob("rho", to: rho?.singleValue("rho", allowsRanges), in: &scenario)
    if let start {
      scenario.start = start.point
      if !hasOptimizers { for index in scenario.runs.indices { scenario.runs[index].start = nil } }
    }
    if let steps {
      scenario.steps = steps.low == nil ? steps.high : max(scenario.steps, steps.high)
    }
    if let noise, !hasOptimizers {
      for index in scenario.runs.indices { scenario.runs[index].noise = noise.noise }
    }
    if let seed, !hasOptimizers {
      for index in scenario.runs.indices { scenario.runs[index].seed = seed }
    }
    if let viewBox { scenario.view = viewBox.frame }
  }

  /// Returns the runs of `--optimizer` with the texts of their rules.
  func runArguments(_ rules: [NamedRule]) throws(CommandError) -> [RunArgument] {
    var arguments: [RunArgument] = []
    for argument in optimizer.flatMap(\.runArguments) {
      arguments.append(try RuleFiles.resolve(argument, rules))
    }
    return arguments
  }

  /// Returns one run per `--optimizer`, with its own noise and seed or those of all runs.
  ///
  /// `rules` are those of the lesson.
  private func namedRuns(_ rules: [NamedRule]) throws(CommandError) -> [NamedRun] {
    let arguments = try runArguments(rules)
    for argument in arguments {
      _ = try withUsageErrors { () throws(EngineError) in
        try Catalog.optimizer(argument.optimizer)
      }
    }
    return NamedRun.makeRuns(arguments, seed: seed ?? 0, noise: noise?.noise ?? .none)
  }

  /// Whether an option for all runs sets a hyperparameter of a run, which has no value of its own in
  /// `--optimizer`.
  func setsKnob(_ id: String, of run: Int, in scenario: Scenario) -> Bool {
    let arguments = optimizer.flatMap(\.runArguments)
    let hasOwnValue = arguments.indices.contains(run) && arguments[run].optimizer.knobs[id] != nil
    return scenario.runs[run].hasKnob(id) && !hasOwnValue
  }

  /// Sets a hyperparameter of every run, except runs with their own value on the command line.
  ///
  /// - Throws: `CommandError` if no run has the hyperparameter.
  private func setKnob(
    _ knob: String, to value: Double?, in scenario: inout Scenario
  ) throws(CommandError) {
    guard let value else { return }
    var isKnown = false
    for index in scenario.runs.indices {
      let choice = scenario.runs[index].optimizer
      let entry = try withUsageErrors { () throws(EngineError) in
        try Catalog.optimizer(choice)
      }
      guard entry.info.knobs.contains(where: { $0.id == knob }) else { continue }
      isKnown = true
      let hasOwnValue = !optimizer.isEmpty && choice.knobs[knob] != nil
      if !hasOwnValue { scenario.runs[index].optimizer.knobs[knob] = value }
    }
    guard isKnown else {
      let ids = scenario.runs.map(\.optimizer.source.runName).joined(separator: ", ")
      throw CommandError(
        .usage, "no run has a hyperparameter “\(knob)”; the optimizers are \(ids)")
    }
  }

  /// Validates a number of steps.
  ///
  /// - Throws: `CommandError` for an invalid number.
  static func validate(steps: Int) throws(CommandError) {
    guard validSteps.contains(steps) else {
      throw CommandError(
        .usage, "--steps must be from 0 to \(validSteps.upperBound), not \(steps)")
    }
  }

  private func validate(_ scenario: Scenario) throws(CommandError) {
    try Self.validate(steps: scenario.steps)
    if let violation = Limits.violation(steps: scenario.steps, runs: scenario.runs.count) {
      throw CommandError(.usage, violation)
    }
    if let violation = memoryBudget.violation(
      steps: scenario.steps, runs: scenario.runs.count, acts: scenario.acts.count)
    {
      throw CommandError(.usage, violation)
    }
    try withUsageErrors { () throws(EngineError) in
      let surface = try Catalog.surface(scenario.surface)
      for run in scenario.runs {
        if case .label = run.noise, !surface.hasLabels { throw .noLabel(surface.info.id) }
        _ = try Catalog.optimizer(run.optimizer).knobValues(run.optimizer)
      }
    }
  }
}

extension NamedRun {
  /// Whether the optimizer has a hyperparameter.
  func hasKnob(_ id: String) -> Bool {
    let entry = try? Catalog.optimizer(optimizer)
    return entry?.info.knobs.contains { $0.id == id } ?? false
  }
}
