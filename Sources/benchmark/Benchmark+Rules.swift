import Engine

/// The typed rules of the benchmark.
enum Rules {
  static let sam = "w - eta*grad(w + rho*unit(grad(w)))"
  static let momentum = "memory v = 0; v = beta*v + grad(w); w - eta*v"
  static let adam = """
    memory m = 0; memory s = 0; g = grad(w); m = beta*m + (1 - beta)*g
    s = beta2*s + (1 - beta2)*(g*g)
    w - eta*(m/(1 - beta^t)/(sqrt(s/(1 - beta2^t)) + 1e-8))
    """
}

extension Benchmark {
  /// Compares sweeps of typed rules with those of built-in optimizers.
  static func compareRules(_ table: inout Table, sam: SweepPlan) throws(EngineError) {
    let (hyperbola, formula) = (SurfaceChoice.named("hyperbola"), "(x*y - 1)^2")
    func plan(_ optimizer: String, on surface: SurfaceChoice) throws(EngineError) -> SweepPlan {
      try makePlan(surface, optimizer, rows: rows, steps: steps)
    }
    table.compare(
      "sweep, typed SAM against built-in", budget: 0.6, unit: totalSteps,
      ours: withStates(try plan(Rules.sam, on: hyperbola)), reference: withStates(sam))
    table.compare(
      "sweep, typed SAM and formula against built-in", budget: 0.4, unit: totalSteps,
      ours: withStates(try plan(Rules.sam, on: .formula(formula))), reference: withStates(sam))
    let adam = try plan(Rules.adam, on: hyperbola)
    table.compare(
      "sweep, typed Adam against built-in Adam one run at a time", budget: 4, unit: totalSteps,
      ours: withStates(adam), reference: try oneByOne("adam", on: hyperbola))
    for (name, rule) in [("Adam", Rules.adam), ("momentum", Rules.momentum)] {
      table.compare(
        "sweep, typed \(name) against built-in", budget: nil, unit: totalSteps,
        ours: withStates(try plan(rule, on: hyperbola)),
        reference: withStates(try plan(name.lowercased(), on: hyperbola)))
    }
    table.compare(
      "sweep, LookSAM against one run at a time", budget: nil, unit: totalSteps,
      ours: withStates(try plan("looksam", on: hyperbola)),
      reference: try oneByOne("looksam", on: hyperbola))
    let surface = try Catalog.surface(hyperbola)
    func longRun(from start: Point<Double>) -> () -> Void {
      let momentum = OptimizerChoice.rule(Rules.momentum, knobs: ["eta": 0.05])
      return {
        let run = try? surface.trajectory(momentum, from: start, steps: 1_000_000)
        blackHole(Double(run?.lastStep ?? 0))
      }
    }
    // Beside a minimum the memory decays to 0; at the minimum it stays 0.
    table.compare(
      "10⁶ steps of typed momentum, converged against at rest", budget: 0.9, unit: 1e6,
      ours: longRun(from: Point(2, 0.6)), reference: longRun(from: Point(2, 0.5)))
  }

  /// Returns a sweep that simulates and classifies its runs one after the other.
  private static func oneByOne(
    _ optimizer: String, on surface: SurfaceChoice
  ) throws(EngineError) -> () -> Void {
    let sweep = try makePlan(surface, optimizer, rows: rows, steps: steps).sweep
    return {
      for index in 0..<sweep.count {
        let recording = try? Catalog.record(sweep.run(index))
        blackHole(recording?.stateInMap == .descending ? 1 : 0)
      }
    }
  }

  /// Prints the median times of reading a rule and of its stability threshold.
  static func timeRules() throws {
    func milliseconds(_ work: (Int) throws -> Void) rethrows -> Double {
      let times = try (0..<99).map { round in
        try ContinuousClock().measure { try work(round) } / .milliseconds(1)
      }
      return median(times)
    }
    for (name, rule) in [("SAM", Rules.sam), ("momentum", Rules.momentum), ("Adam", Rules.adam)] {
      let reading = try milliseconds { _ in blackHole(Double(try Rule(rule).knobs.count)) }
      let entry = try Catalog.optimizer(.rule(rule))
      // A new learning rate in each round, which needs a new threshold.
      let first = try milliseconds { round in
        let knobs = try entry.knobValues(["eta": 0.01 * Double(round + 1)])
        blackHole(entry.stabilityThreshold(knobs, gradientNorm: 0.7))
      }
      let knobs = try entry.knobValues(["eta": 0.02])
      let next = milliseconds { round in
        blackHole(entry.stabilityThreshold(knobs, gradientNorm: 0.5 + 0.01 * Double(round)))
      }
      let boundary = entry.maxStableEta(.rule(rule), sharpness: 10)
      let eta = milliseconds { round in blackHole(boundary?(0.01 * Double(round)) ?? 0) }
      print(
        "typed \(name): read in \(threeDigits(reading)) ms, first threshold in "
          + "\(threeDigits(first)) ms, next in \(threeDigits(next)) ms, largest stable η in "
          + "\(threeDigits(eta)) ms")
    }
  }
}
