import Testing

@testable import Engine

@Suite struct `A chosen rule` {
  private let sam = "w - eta*grad(w + rho*unit(grad(w)))"

  private func recording(
    _ optimizer: OptimizerChoice, noise: Noise = .none, on surface: String = "hyperbola"
  ) throws -> Recording {
    try Catalog.record(
      Run(
        surface: .named(surface), optimizer: optimizer, start: Point(3, 0.34), steps: 300, seed: 5,
        noise: noise))
  }

  @Test(arguments: [
    ("gd", ["eta": 0.02]), ("sam", ["eta": 0.02, "rho": 0.1]), ("rs", ["eta": 0.02, "rho": 0.1]),
    ("esam", ["eta": 0.02, "rho": 0.1]), ("momentum", ["eta": 0.01]),
    ("dom-sgd", ["eta": 0.02]), ("msam", ["eta": 0.02, "rho": 0.1]),
  ])
  func `has the bits of the built-in optimizer with noise, label noise and schedules`(
    _ id: String, _ knobs: [String: Double]
  ) throws {
    let text = try RuleFile.text(id)
    let schedules: [String: KnobSchedule] = ["eta": .inverseSquareRoot(over: 20)]
    for noise in [Noise.none, .normal(x: 0.3, y: 0.1), .pareto(tail: 1.5, x: 1, y: 1), .label(0.2)]
    {
      let expected = try recording(
        OptimizerChoice(id, knobs: knobs, schedules: schedules), noise: noise)
      let result = try recording(.rule(text, knobs: knobs, schedules: schedules), noise: noise)
      #expect(result.trajectory == expected.trajectory)
    }
  }

  @Test(arguments: [
    "gd", "sam", "usam", "momentum", "nesterov", "adam", "sam-momentum", "asam", "stablesam", "rs",
  ])
  func `has the states of the built-in optimizer`(_ id: String) throws {
    let built = try recording(OptimizerChoice(id, knobs: ["eta": 0.01]))
    let typed = try recording(.rule(RuleFile.text(id), knobs: ["eta": 0.01]))
    #expect(typed.stateChanges().map(\.step) == built.stateChanges().map(\.step))
    #expect(typed.stateChanges().map(\.state) == built.stateChanges().map(\.state))
    #expect(typed.row(at: 200).evaluations == built.row(at: 200).evaluations)
  }

  @Test func `has the sweep of the built-in optimizer`() throws {
    func cells(_ optimizer: OptimizerChoice) throws -> [SweepCell] {
      let base = Run(
        surface: .named("quadratic"), optimizer: optimizer, start: Point(2, 1), steps: 400)
      let sweep = Sweep(
        base, x: Axis(.knob("eta"), 0.01, 0.2, count: 7), y: Axis(.knob("rho"), 0, 0.3, count: 3))
      return try #require(try SweepPlan(sweep).cells(Array(0..<sweep.count)))
    }
    #expect(try cells(.rule(sam)) == cells(OptimizerChoice("sam")))
  }

  @Test func `has errors of the rule and of its knobs`() throws {
    #expect(throws: EngineError.rule(try ruleError("w - lr*grad(w)"))) {
      try recording(.rule("w - lr*grad(w)"))
    }
    let unknown = try #require(throws: EngineError.self) {
      try recording(.rule("w - eta*grad(w)", knobs: ["rho": 1]))
    }
    #expect(
      "\(unknown)" == "rule “w - eta*grad(w)” has no hyperparameter “rho”; try one of eta")
    let range = try #require(throws: EngineError.self) {
      try recording(.rule(sam, knobs: ["rho": -1]))
    }
    #expect("\(range)" == "rho of rule “\(sam)” must be from 0.0 to 100.0, not -1.0")
  }

  private func ruleError(_ text: String) throws -> RuleError {
    try #require(throws: RuleError.self) { try Rule(text) }
  }

  @Test func `measures its effective step size`() throws {
    func stepSize(_ text: String, _ knobs: [String: Double] = [:]) throws -> Double {
      try Catalog.optimizer(.rule(text)).effectiveStepSize(KnobValues(knobs))
    }
    #expect(abs(try stepSize(sam, ["eta": 0.2]) - 0.2) < 1e-12)
    #expect(abs(try stepSize(RuleFile.text("momentum"), ["eta": 0.2]) - 2) < 0.01)
    // Adam moves each component by η.
    let adam = try stepSize(RuleFile.text("adam"), ["eta": 0.2])
    #expect(abs(adam - 0.2 * 2.0.squareRoot()) < 1e-6)
    #expect(try stepSize(RuleFile.text("newton")) == 1)
  }
}
