import Testing

@testable import Engine

/// The states at the borders of their definitions, each computed independently.
@Suite struct `The states` {
  private func record(
    formula: String, _ optimizer: String, _ knobs: [String: Double], from start: Point<Double>,
    steps: Int
  ) throws -> Recording {
    try Catalog.record(
      Run(
        surface: .formula(formula), optimizer: OptimizerChoice(optimizer, knobs: knobs),
        start: start, steps: steps))
  }

  @Test func `include rest at a removable singularity of the gradient`() throws {
    let run = Run(
      surface: .formula("-cos(sqrt(x^2+y^2))"), optimizer: OptimizerChoice("gd"),
      start: Point(0.5, 0.2), steps: 2000)
    let recording = try record(
      formula: "-cos(sqrt(x^2+y^2))", "gd", ["eta": 0.5], from: run.start, steps: run.steps)
    #expect(recording.state(at: 2000) == .settled)
    #expect(recording.row(at: 2000).loss == -1)
    let sweep = Sweep(run, x: Axis(.knob("eta"), 0.1, 1.9, count: 19))
    let cells = try #require(try SweepPlan(sweep).cells(Array(0..<19)))
    #expect(cells.allSatisfy { $0.state == .settled })
  }

  @Test func `call an undefined loss undefined`() throws {
    let recording = try record(
      formula: "x^2-log(x)+y^2", "gd", ["eta": 0.05], from: Point(-1, 1), steps: 400)
    #expect(recording.stateChanges().map(\.state) == [.undefined])
    #expect(recording.row(at: 400).loss.isNaN)
    let defined = try record(
      formula: "x^2-log(x)+y^2", "gd", ["eta": 0.05], from: Point(1, 1), steps: 400)
    #expect(defined.state(at: 400) == .settled)
    // Here the gradient is not a number either, and the run stops.
    let outside = try record(
      formula: "sqrt(x)+y^2", "gd", ["eta": 0.1], from: Point(0.01, 1), steps: 400)
    #expect(outside.state(at: outside.lastStep) == .undefined)
    #expect(outside.firstStep(of: "undefined") == outside.trajectory.divergedAt.map { $0 - 1 })
    #expect(outside.firstStep(of: "diverged") == nil)
  }

  @Test func `call a loss undefined at once, and until it is defined for some time`() throws {
    let away = try record(formula: "log(x)", "gd", ["eta": 1], from: Point(0.05, 0), steps: 40)
    #expect(away.stateChanges().map(\.step) == [0, 1])
    #expect(away.state(at: 0) == .descending && away.state(at: 1) == .undefined)
    #expect(away.firstStep(of: "undefined") == 1)
    // From −1 the first step leads to 9, where the loss is defined.
    let back = try record(
      formula: "log(x) + (x - 9)^2/20", "gd", ["eta": 5], from: Point(-1, 0), steps: 60)
    let losses = back.trajectory.points.map { back.surface.value($0) }
    let defined = try #require(losses.firstIndex { !$0.isNaN })
    #expect(losses[defined...].allSatisfy { !$0.isNaN })
    #expect(back.state(at: 0) == .undefined)
    #expect(back.state(at: defined + 14) == .undefined)
    #expect(back.state(at: defined + 15) != .undefined)
    for step in 0...back.lastStep {
      #expect(back.stateChanges().last { $0.step <= step }?.state == back.state(at: step))
    }
    for name in ["undefined", "descending", "settled", "cycling"] {
      for from in [0, defined, defined + 20] {
        let first = (from...back.lastStep).first { back.state(at: $0).matches(name) }
        #expect(back.firstStep(of: name, from: from) == first, "\(name) from \(from)")
      }
    }
  }

  @Test func `call a rest on a slope stalled`() throws {
    for (surface, optimizer, knobs, start) in [
      ("quadratic", "dom-sgd", [:], Point(2, 1)),
      ("half-hyperbola", "msam", ["eta": 0.1], Point(2, 1)),
    ] as [(String, String, [String: Double], Point<Double>)] {
      let recording = try EngineTests.record(
        surface, optimizer, knobs, from: start, steps: 20_000)
      #expect(recording.state(at: 20_000) == .stalled, "\(surface)")
      #expect(recording.row(at: 20_000).gradientNorm > 0.01)
    }
  }

  @Test func `call a chaotic motion that stays beside a saddle for a while chaotic`() throws {
    let recording = try EngineTests.record(
      "ackley", "sam-momentum",
      ["eta": 0.04286401115091821, "rho": 0.22065149859410954, "beta": 0.3823340223915682],
      from: Point(-0.12315384313320799, 2.223051721345316), steps: 8000)
    let late = recording.stateChanges().filter { $0.step > 800 }
    #expect(late.count <= 1 && recording.state(at: 8000) == .chaotic, "\(late)")
  }

  @Test func `call a saddle a saddle, whatever the ratio of its curvatures`() throws {
    for ratio in [1e-4, 1e-2, 0.1, 1, 10, 1e4] {
      let resting = try record(
        formula: "0.5*x^2-\(ratio)*0.5*y^2", "gd", ["eta": 0.05], from: Point(1, 0), steps: 2000)
      #expect(resting.state(at: 2000) == .atSaddle(), "\(ratio)")
    }
    let ravine = try EngineTests.record("ravine", "gd", from: Point(0, 0), steps: 400)
    #expect(ravine.state(at: 400) == .atSaddle())
    let trapped = try EngineTests.record(
      "saddle", set: ["a": 2, "b": 0.12], "sam", ["eta": 0.05, "rho": 0.3],
      from: Point(-3, -0.01), steps: 40_000)
    #expect(trapped.state(at: 40_000) == .atSaddle(period: 2))
    #expect("\(trapped.state(at: 40_000))" == "2-cycle at a saddle")
    let monkey = try EngineTests.record("monkey", "gd", from: Point(0, 0), steps: 400)
    #expect(monkey.state(at: 400) == .atSaddle(isDegenerate: true))
    #expect(monkey.state(at: 400).label == "at a degenerate saddle")
    // A minimum with a vanishing eigenvalue, isolated or on a valley, is not a saddle.
    for formula in ["x^2+y^4", "(x*y-1)^2", "x^2", "0*x"] {
      let minimum = try record(formula: formula, "gd", ["eta": 0.05], from: Point(1, 0), steps: 40)
      let rest = try record(
        formula: formula, "gd", ["eta": 0.05],
        from: formula == "(x*y-1)^2" ? Point(2, 0.5) : Point(0, 0), steps: 400)
      #expect(rest.state(at: 400) == .settled, "\(formula)")
      #expect(minimum.lastStep == 40)
    }
  }

  /// Where the Hessian has a zero eigenvalue, the loss on the floor of the other direction decides.
  ///
  /// On x = 20y² the first formula is 1 − 20y⁴ + 400y⁸, although it is 1 for x = 0.
  @Test(
    arguments: [
      ("(x*y^2-1)^2+0.05*x^2", true), ("(x-y^2)^2-0.5*y^4", true), ("x^2+y^3", true),
      ("(x-y^2)^2-y^6", true), ("(x-y^2)^2+y^4", false), ("(x-y^2)^2", false),
      ("(x-y^2)^2+1e-11*y", false),
    ])
  func `tell a degenerate saddle from a flat minimum`(_ formula: String, _ isSaddle: Bool) throws {
    let recording = try record(
      formula: formula, "gd", ["eta": 0.05], from: Point(-0.5, 0), steps: 8000)
    let expected: State = isSaddle ? .atSaddle(isDegenerate: true) : .settled
    #expect(recording.state(at: 8000) == expected)
    let sam = try record(
      formula: formula, "sam", ["eta": 0.05, "rho": 0.05], from: Point(-0.5, 0), steps: 8000)
    let cycle = sam.state(at: 8000)
    #expect(
      isSaddle
        ? cycle == .atSaddle(period: 2, isDegenerate: true) : cycle != .atSaddle(period: 2))
  }

  /// Scaling the loss by a factor and η by its inverse changes no iterate, so no state either.
  @Test(arguments: [1e-12, 1e-6, 1, 1e6])
  func `do not depend on the scale of the loss`(_ scale: Double) throws {
    let still = try record(
      formula: "\(scale)*0.5*(x^2+3*y^2)", "gd", ["eta": min(1e-6 / scale, 1000)],
      from: Point(1, 1), steps: 1000)
    #expect(still.state(at: 1000) == .descending)
    let moving = try record(
      formula: "\(scale)*0.5*(x^2+3*y^2)", "gd", ["eta": min(0.1 / scale, 1000)],
      from: Point(1, 1), steps: 1000)
    #expect(moving.state(at: 1000) == (scale < 1e-4 ? .descending : .settled))
  }

  @Test func `do not depend on the scale of the coordinates`() throws {
    for scale in [1e-9, 1e-3, 1, 1e3] {
      let recording = try record(
        formula: "0.5*(x^2+3*y^2)", "gd", ["eta": 0.1], from: Point(scale, scale), steps: 400)
      #expect(recording.state(at: 400) == .settled)
      let changes = recording.stateChanges().map(\.step)
      #expect(changes.count == 2 && abs(changes[1] - 208) <= 8, "\(changes)")
    }
  }

  /// At 1.001 times the threshold the run diverges after some 10³ or 10⁴ steps.
  ///
  /// Climbing within 2 % of these steps from the lowest loss, or within six classifications; not
  /// descending, three classifications after that loss, with ten times that loss.
  @Test(
    arguments: [
      ("gd", ["eta": 0.1001]), ("sam", ["eta": 0.1001, "rho": 0.07]),
      ("usam", ["eta": 0.0417083, "rho": 0.07]), ("momentum", ["eta": 0.15015, "beta": 0.5]),
      ("momentum", ["eta": 0.19019, "beta": 0.9]), ("gd", ["eta": 0.10001]),
      ("nesterov", ["eta": 0.075075, "beta": 0.5]), ("nesterov", ["eta": 0.0679251, "beta": 0.9]),
      ("sam-momentum", ["eta": 0.15015, "beta": 0.5, "rho": 0.07]),
      ("sam-momentum", ["eta": 0.19019, "beta": 0.9, "rho": 0.07]),
      ("momentum", ["eta": 0.17017, "beta": 0.7]), ("momentum", ["eta": 0.195195, "beta": 0.95]),
    ] as [(String, [String: Double])])
  func `see a growth at any rate`(_ optimizer: String, _ knobs: [String: Double]) throws {
    for start in [Point(2, 1), Point(-0.3, 0.01), Point(5, 0.4)] {
      let recording = try record(
        formula: "0.5*(x^2+20*y^2)", optimizer, knobs, from: start, steps: 200_000)
      let end = try #require(recording.trajectory.divergedAt)
      let changes = recording.stateChanges()
      let climbing = try #require(changes.first { $0.state == .climbing }?.step)
      let limit = max(end / 50, 6 * 8)
      let losses = recording.trajectory.points.map { recording.surface.value($0) }
      let lowest = try #require(losses.indices.min { losses[$0] < losses[$1] })
      #expect(climbing - lowest <= limit, "\(start): \(changes)")
      #expect(changes.last { $0.step < end }?.state == .climbing, "\(changes)")
      for (index, change) in changes.enumerated() where change.state == .descending {
        let next = index + 1 < changes.count ? changes[index + 1].step : end
        let grown = losses[lowest...].firstIndex { $0 > 10 * losses[lowest] } ?? end
        #expect(next <= max(grown, lowest + 3 * 8), "\(start): \(changes)")
      }
    }
  }

  /// The oscillation grows to the size of the cycle and no further.
  @Test(arguments: [Point(6.0, 1), Point(5, 0.3), Point(-4, -0.7)])
  func `do not call the growth of a cycle to its size climbing`(_ start: Point<Double>) throws {
    let recording = try record(
      formula: "0.5*(0.05*x^2+y^2)", "sam", ["eta": 0.5, "rho": 0.05], from: start, steps: 1000)
    let states = recording.stateChanges().map(\.state)
    #expect(states.first == .descending && states.last == .cycling(period: 2))
    #expect(!states.contains(.climbing) && !states.contains(.chaotic))
  }

  @Test func `call a motion that noise drives fluctuating`() throws {
    let run = Run(
      surface: .named("quadratic", knobs: ["a": 10, "b": 10]),
      optimizer: OptimizerChoice("usam", knobs: ["eta": 0.05, "rho": 0.1]),
      start: Point(0.1, -0.1), steps: 20_000, seed: 1, noise: .normal(0.5))
    #expect(try Catalog.record(run).stateChanges().map(\.state) == [.descending, .fluctuating])
    let draws = try EngineTests.record(
      "quadratic", "rs", ["rho": 0.3], from: Point(1, 1), steps: 4000)
    #expect(draws.state(at: 4000) == .fluctuating)
  }

  @Test func `do not call a falling loss climbing`() throws {
    let recording = try EngineTests.record(
      "log-margin", "prgd", ["eta": 1, "every": 10, "growth": 1.5], from: Point(0, 1), steps: 400)
    #expect(!recording.stateChanges().map(\.state).contains(.climbing))
  }

  @Test func `give no period to a run that does not repeat`() throws {
    let recording = try EngineTests.record(
      "half-hyperbola", "sam", ["eta": 0.00434969, "rho": 0.0139615],
      from: Point(2.007078, 1.355033), steps: 40_000)
    let changes = recording.stateChanges()
    // A slow drift with a beat: no other state after the first thousand steps.
    #expect(changes.last?.state == .drifting && (changes.last?.step ?? 0) < 1000, "\(changes)")
    for change in changes {
      if case .cycling = change.state { Issue.record("\(changes)") }
    }
  }

  /// Each run follows a cycle for some hundred steps and slips, again and again.
  ///
  /// The first two slips may change the word.
  @Test(
    arguments: [
      ("double-well", 0.015563379454940395, 0.5830616914722987, Point(1.0108886, -0.029892)),
      ("half-hyperbola", 0.0037630792330735656, 0.8693918197584495, Point(0.2653698, 1.0855567)),
      ("ackley", 0.007732740276153768, 0.2684885725122823, Point(0.0057427657, 1.1781226795)),
    ])
  func `do not flicker where a motion almost repeats`(
    _ surface: String, _ eta: Double, _ rho: Double, _ start: Point<Double>
  ) throws {
    let recording = try EngineTests.record(
      surface, "sam", ["eta": eta, "rho": rho], from: start, steps: 8000)
    let late = recording.stateChanges().filter { $0.step > 800 }
    #expect(late.count <= 4 && late.allSatisfy { $0.step < 4000 }, "\(late)")
  }

  @Test func `have names that lessons may use`() {
    for state in [
      State.cycling(period: 3), .atSaddle(), .atSaddle(period: 2), .atSaddle(isDegenerate: true),
      .atSaddle(period: 4, isDegenerate: true), .quasiPeriodic, .stalled, .undefined, .fluctuating,
    ] {
      #expect(State.isValidName(state.name) && State.isValidName(state.label))
      #expect(state.matches(state.name) && state.matches(state.label))
    }
    for text in ["1-cycle", "2-cycles", "x-cycle", "at saddle", "02-cycle"] {
      #expect(!State.isValidName(text))
    }
    #expect(!State.atSaddle(period: 2).matches("2-cycle"))
  }
}
