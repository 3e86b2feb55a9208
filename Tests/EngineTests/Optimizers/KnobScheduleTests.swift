import Engine
import Testing

@Suite struct `A schedule` {
  @Test func `has the values of its formula`() {
    #expect(KnobSchedule.constant.value(0.3, at: 70, of: 100) == 0.3)
    #expect(KnobSchedule.inverse(over: 20).value(0.3, at: 0, of: 100) == 0.3)
    #expect(KnobSchedule.inverse(over: 20).value(0.3, at: 20, of: 100) == 0.15)
    #expect(KnobSchedule.inverseSquareRoot(over: 1).value(0.3, at: 3, of: 100) == 0.15)
    #expect(KnobSchedule.warmup(over: 1).value(0.5, at: 0, of: 100) == 0)
    #expect(KnobSchedule.warmup(over: 1).value(0.5, at: 4, of: 100) == 0.4)
    #expect(
      [0, 19, 20, 100].map { KnobSchedule.from(step: 20).value(0.5, at: $0, of: 100) } == [
        0, 0, 0.5, 0.5,
      ])
    let horizon = KnobSchedule.horizon.value(1, at: 5, of: 200)
    #expect(abs(horizon - 2 * Double.log(200) / 200) < 1e-16)
  }

  @Test(arguments: [
    "constant", "1/t", "1/t:20.0", "1/sqrt(t)", "1-1/t", "1-1/t:3.5", "2lnT/T", "from:20.0",
  ])
  func `round-trips through its text`(_ text: String) {
    #expect(KnobSchedule(text)?.description == text)
  }

  @Test(arguments: [
    "", "t", "1/t:", "1/t:0", "1/t:-1", "1/t:nan", "1/t:1:2", "constant:2", "from", "from:0",
  ])
  func `is not parsed from invalid text`(_ text: String) {
    #expect(KnobSchedule(text) == nil)
  }

  @Test(arguments: ["sam", "usam"])
  func `that starts at a step takes the steps of gradient descent before`(_ id: String) throws {
    func points(_ id: String, _ schedules: [String: KnobSchedule]) throws -> [Point<Double>] {
      try Catalog.record(
        Run(
          surface: .named("hyperbola"), optimizer: .init(id, schedules: schedules),
          start: Point(3, 0.34), steps: 60)
      ).trajectory.points
    }
    let late = try points(id, ["rho": .from(step: 3)])
    let descent = try points("gd", [:])
    #expect(late[...3] == descent[...3])
    #expect(late[4] != descent[4])
  }

  @Test func `for an unknown hyperparameter throws`() {
    let run = Run(
      surface: .named("ring"), optimizer: .init("gd", schedules: ["rho": .inverse(over: 1)]),
      start: Point(1, 1), steps: 1)
    #expect(throws: EngineError.unknownKnob("rho", of: .optimizer("gd"), known: ["eta"])) {
      try Catalog.record(run)
    }
  }

  @Test func `of η changes the stability threshold`() throws {
    let recording = try Catalog.record(
      Run(
        surface: .named("quadratic"),
        optimizer: .init("gd", knobs: ["eta": 0.1], schedules: ["eta": .inverse(over: 10)]),
        start: Point(1, 1), steps: 20))
    #expect(abs(recording.row(at: 0).stabilityThreshold - 20) < 1e-12)
    #expect(abs(recording.row(at: 10).stabilityThreshold - 40) < 1e-12)
  }

  @Test(arguments: ["sam", "rs", "esam", "fsam"])
  func `that stays constant changes no bit of the trajectory`(_ id: String) throws {
    func trajectory(_ schedules: [String: KnobSchedule]) throws -> Trajectory {
      try Catalog.record(
        Run(
          surface: .named("ring"), optimizer: .init(id, schedules: schedules),
          start: Point(1, 0.5), steps: 100, seed: 3)
      ).trajectory
    }
    #expect(try trajectory(["eta": .constant]) == trajectory([:]))
    // ρ·(1 + t/τ)⁻¹ with a huge τ equals ρ to the last bit.
    #expect(try trajectory(["rho": .inverse(over: 1e300)]) == trajectory([:]))
  }

  @Test(arguments: [
    ([:], 0.2999999999999),
    (["rho": KnobSchedule.inverse(over: 20)], 0.005888125613246515),
    (["rho": .inverse(over: 20), "eta": .inverse(over: 20)], 5.8299069146521386e-05),
  ])
  func `that decreases ρ and η makes SAM converge`(
    _ schedules: [String: KnobSchedule], _ norm: Double
  )
    throws
  {
    let recording = try Catalog.record(
      Run(
        surface: .named("quadratic", knobs: ["a": 1, "b": 10]),
        optimizer: .init("sam", knobs: ["eta": 0.1, "rho": 0.3], schedules: schedules),
        start: Point(1, 1), steps: 1000))
    #expect(abs(recording.row(at: 1000).point.norm / norm - 1) < 1e-9)
  }

  @Test func `of η = 2 ln T ÷ T leaves SAM with the loss of its 2-cycle`() throws {
    // The step size of Si and Yun on diag(1, 10): measured values of gap·T²/ln²T.
    for (steps, measured) in [(200, 83.0), (500, 59), (1000, 52), (2000, 49), (5000, 47)] {
      let recording = try Catalog.record(
        Run(
          surface: .named("quadratic", knobs: ["a": 1, "b": 10]),
          optimizer: .init(
            "sam", knobs: ["eta": 1, "rho": 0.3], schedules: ["eta": .horizon]),
          start: Point(1, 1), steps: steps))
      let log = Double.log(Double(steps))
      let eta = 2 * log / Double(steps)
      let cycle = 10 * eta * 0.3 / (2 - 10 * eta)
      let gap = recording.row(at: steps).loss
      #expect(abs(gap / (5 * cycle * cycle) - 1) < 1e-3, "T = \(steps)")
      #expect(abs(gap * Double(steps * steps) / (log * log) - measured) < 0.6, "T = \(steps)")
    }
  }
}
