import Testing

@testable import Engine

/// Runs on surfaces whose loss is undefined in a part of the plane.
@Suite struct `A run that leaves the domain of the loss` {
  /// Outside their domains, the gradients of these surfaces are no numbers either; inside, nothing
  /// overflows.
  private static let surfaces = [
    "x - sqrt(x) + y^2", "sqrt(1 - x^2 - y^2) + 2*(x^2 + y^2)", "x^1.5 + y^2",
    "asin(x) + x^2 + y^2", "acosh(1 + x) + 3*(y - x)^2", "x^2 + y^2 - sqrt(x + y - 0.5)",
  ]
  private static let optimizers = [
    OptimizerChoice("gd"), OptimizerChoice("sam"), OptimizerChoice("usam"),
    OptimizerChoice("unified"), OptimizerChoice("momentum"), OptimizerChoice("sam-momentum"),
    OptimizerChoice("adam"), OptimizerChoice("msam"), OptimizerChoice("multistep-sam"),
    OptimizerChoice("looksam"), OptimizerChoice("rs"),
    .rule("a = w + rho*sign(grad(w)); b = a + rho*unit(grad(a)); w - eta*0.5*(grad(a) + grad(b))"),
  ]

  private func sweep(_ formula: String, _ optimizer: OptimizerChoice) -> Sweep {
    let run = Run(
      surface: .formula(formula), optimizer: optimizer, start: Point(0.3, 0.4), steps: 60, seed: 3)
    return Sweep(
      run, x: Axis(.startX, -0.52, 0.73, count: 26), y: Axis(.knob("eta"), 0.05, 0.4, count: 4))
  }

  @Test(arguments: surfaces)
  func `has one word as a run and as a cell of a map`(_ formula: String) throws {
    var ended = 0
    for optimizer in Self.optimizers {
      let sweep = sweep(formula, optimizer)
      let cells = try #require(try SweepPlan(sweep).cells(Array(0..<sweep.count)))
      for (index, cell) in cells.enumerated() {
        let recording = try Catalog.record(sweep.run(index))
        let word = recording.state(at: recording.lastStep).name
        let endings = ["undefined", "diverged"]
        #expect(
          cell.state.name == word || !endings.contains(cell.state.name) && !endings.contains(word),
          "\(cell.state.name) as a cell, \(word) as a run: \(sweep.run(index))")
        guard recording.trajectory.divergedAt != nil else { continue }
        ended += 1
        #expect(word == "undefined", "\(sweep.run(index))")
        #expect(recording.stateChanges().last?.state == .undefined)
        let points = recording.trajectory.points
        #expect(
          recording.firstStep(of: "undefined")
            == points.firstIndex { recording.surface.value($0).isNaN })
        #expect(recording.stateInMap == .undefined)
      }
    }
    #expect(ended > 10)
  }

  @Test func `is undefined where the perturbed point alone leaves the domain`() throws {
    for optimizer in ["sam", "usam", "msam", "multistep-sam"] {
      let run = Run(
        surface: .formula("x - sqrt(x) + y^2"),
        optimizer: OptimizerChoice(optimizer, knobs: ["eta": 0.05, "rho": 0.2]),
        start: Point(0.05, 0), steps: 20)
      let recording = try Catalog.record(run)
      let end = try #require(recording.trajectory.divergedAt)
      #expect(!recording.surface.value(recording.trajectory.points[end - 1]).isNaN)
      #expect(recording.state(at: end) == .undefined, "\(optimizer)")
      #expect(recording.state(at: end - 1) != .undefined)
      // Noise and schedules, which another loop simulates.
      var noisy = run
      noisy.noise = .normal(x: 0.001, y: 0.001)
      noisy.optimizer.schedules["eta"] = .inverse(over: 100)
      let other = try Catalog.record(noisy)
      #expect(other.state(at: other.lastStep) == .undefined, "\(optimizer)")
    }
  }

  @Test(arguments: ["gd", "sam", "usam", "momentum", "adam"])
  func `is told apart from an overflow to an iterate that is not a number`(_ optimizer: String)
    throws
  {
    for formula in ["exp(x^2)*(x - 1)^2 + y^4", "x^6*y^6 - x^2*exp(x^2)"] {
      for x in [3.0, 20, 27] {
        let recording = try Catalog.record(
          Run(
            surface: .formula(formula), optimizer: OptimizerChoice(optimizer, knobs: ["eta": 1]),
            start: Point(x, 2), steps: 50))
        guard let end = recording.trajectory.divergedAt else { continue }
        #expect(recording.state(at: end) == .diverged(step: end), "\(formula) from \(x)")
      }
    }
  }
}
