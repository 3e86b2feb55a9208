import Engine

extension ExperimentOptions {
  /// Steps that may be asked for; none at all shows the start alone.
  private static let validSteps = 0...Limits.steps.upperBound

  /// The scenario that is asked for, with the settings in the place of its own.
  ///
  /// Without a scenario: the surface, from its own start; without that too, the first lesson. A
  /// lesson whose experiment is changed loses its cards and claims, which would no longer be true.
  ///
  /// - Parameters:
  ///   - takesRange: Whether `--steps` may be a range, which then prolongs the runs if it goes
  ///     further, and leaves them as they are if it does not.
  ///   - ranges: Whether `--eta` and `--rho` may be ranges, which are left to the caller.
  /// - Returns: The scenario.
  /// - Throws: `CommandError` if something is not known, or makes no sense.
  func resolveScenario(takesRange: Bool = false, ranges: Bool = false) throws(CommandError)
    -> Scenario
  {
    var scenario = try baseScenario()
    let told = scenario
    if let steps, let low = steps.low {
      guard takesRange else { throw CommandError(.usage, "--steps takes one number here") }
      guard 0...Self.validSteps.upperBound ~= low, steps.high >= low, steps.stride ?? 1 > 0 else {
        throw CommandError(
          .usage, "--steps takes LO:HI:STRIDE, from LO up to HI, none of them negative")
      }
    }
    try applyOverrides(&scenario, ranges: ranges)
    try validate(scenario)
    if scenario.surface != told.surface || scenario.start != told.start
      || scenario.runs != told.runs || scenario.steps < told.steps
    {
      scenario.cards = []
      scenario.claims = []
    }
    return scenario
  }

  private func baseScenario() throws(CommandError) -> Scenario {
    if let scenario { return try Lessons.named(scenario) }
    if let surface { return try Self.defaultScenario(try SurfaceChoice(typed: surface, set)) }
    guard let first = Lessons.ids.first else {
      return try Self.defaultScenario(.named("hyperbola"))
    }
    return try Lessons.named(first)
  }

  /// An experiment on a surface without any lesson.
  private static func defaultScenario(_ surface: SurfaceChoice) throws(CommandError) -> Scenario {
    let card = try withUsageErrors { () throws(EngineError) in try Catalog.surface(surface).info }
    return Scenario(
      id: card.id, title: card.formula, lesson: card.about, source: "", surface: surface,
      start: card.start, steps: 1000, view: card.frame,
      runs: ["gd", "usam", "sam"].map { NamedRun(name: $0, optimizer: OptimizerChoice($0)) })
  }

  private func applyOverrides(_ scenario: inout Scenario, ranges: Bool) throws(CommandError) {
    if let surface, self.scenario != nil {
      let choice = try SurfaceChoice(typed: surface, set)
      if !choice.isSameSurface(as: scenario.surface) {
        let bare = try Self.defaultScenario(choice)
        (scenario.surface, scenario.start, scenario.view) = (choice, bare.start, bare.view)
        for index in scenario.runs.indices { scenario.runs[index].start = nil }
      }
    }
    scenario.surface.setValues(set)
    let isCastHere = !optimizer.isEmpty
    if isCastHere { scenario.runs = try namedRuns() }
    try setKnob("eta", to: eta?.singleValue("eta", ranges), in: &scenario)
    try setKnob("rho", to: rho?.singleValue("rho", ranges), in: &scenario)
    if let start {
      scenario.start = start.point
      if !isCastHere { for index in scenario.runs.indices { scenario.runs[index].start = nil } }
    }
    if let steps {
      scenario.steps = steps.low == nil ? steps.high : max(scenario.steps, steps.high)
    }
    if let noise, !isCastHere {
      for index in scenario.runs.indices { scenario.runs[index].noise = noise.noise }
    }
    if let seed, !isCastHere {
      for index in scenario.runs.indices { scenario.runs[index].seed = seed }
    }
    if let viewBox { scenario.view = viewBox.frame }
  }

  /// One run for each optimizer that is asked for, with noise and seed of all runs or its own.
  private func namedRuns() throws(CommandError) -> [NamedRun] {
    let entrants = optimizer.flatMap(\.runArguments)
    for entrant in entrants {
      _ = try Self.withUsageErrors { () throws(EngineError) in
        try Catalog.optimizer(entrant.optimizer.id)
      }
    }
    return NamedRun.makeRuns(entrants, seed: seed ?? 0, noise: noise?.noise ?? .none)
  }

  /// Turns a knob of every run that has it, unless that run was given its own on the command line.
  private func setKnob(
    _ knob: String, to value: Double?, in scenario: inout Scenario
  ) throws(CommandError) {
    guard let value else { return }
    var isKnown = false
    for index in scenario.runs.indices {
      let choice = scenario.runs[index].optimizer
      let entry = try Self.withUsageErrors { () throws(EngineError) in
        try Catalog.optimizer(choice.id)
      }
      guard entry.info.knobs.contains(where: { $0.id == knob }) else { continue }
      isKnown = true
      let isGiven = !optimizer.isEmpty && choice.knobs[knob] != nil
      if !isGiven { scenario.runs[index].optimizer.knobs[knob] = value }
    }
    guard isKnown else {
      let ids = scenario.runs.map(\.optimizer.id).joined(separator: ", ")
      throw CommandError(.usage, "none of the runs has a knob “\(knob)”: \(ids)")
    }
  }

  private func validate(_ scenario: Scenario) throws(CommandError) {
    guard Self.validSteps.contains(scenario.steps) else {
      throw CommandError(
        .usage, "--steps is \(scenario.steps); it takes 0 to \(Self.validSteps.upperBound)")
    }
    if let refusal = Limits.violation(steps: scenario.steps, runs: scenario.runs.count) {
      throw CommandError(.usage, refusal)
    }
    try Self.withUsageErrors { () throws(EngineError) in
      let surface = try Catalog.surface(scenario.surface)
      for contestant in scenario.runs {
        if case .label = contestant.noise, !surface.hasLabels { throw .noLabel(surface.info.id) }
        _ = try Catalog.optimizer(contestant.optimizer.id).knobValues(contestant.optimizer)
      }
    }
  }

  /// The answer of the catalogue; what it refuses is wrong usage.
  private static func withUsageErrors<T>(_ ask: () throws(EngineError) -> T) throws(CommandError)
    -> T
  {
    do throws(EngineError) { return try ask() } catch { throw CommandError(.usage, "\(error)") }
  }
}
