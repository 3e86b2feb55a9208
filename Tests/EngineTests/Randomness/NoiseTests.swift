import Engine
import Testing

@Suite struct `Drawn noise` {
  private func run(
    _ optimizer: OptimizerChoice, on surface: SurfaceChoice = .named("half-hyperbola"),
    _ noise: Noise, seed: UInt64, steps: Int = 50
  ) throws -> Trajectory {
    try Catalog.record(
      Run(
        surface: surface, optimizer: optimizer, start: Point(2, 1), steps: steps, seed: seed,
        noise: noise)
    ).trajectory
  }

  @Test(arguments: Catalog.optimizers)
  func `is decided by the seed`(_ entry: OptimizerEntry) throws {
    for noise in [Noise.normal(0.1), .pareto(tail: 1.5, x: 0.1, y: 0.2), .label(0.1)] {
      let choice = OptimizerChoice(entry.info.id, knobs: ["eta": 0.01])
      let first = try run(choice, noise, seed: 3)
      #expect(try run(choice, noise, seed: 3) == first)
      #expect(try run(choice, noise, seed: 4) != first)
      #expect(first.ascentPoints.count == first.points.count)
    }
  }

  @Test(arguments: Catalog.optimizers)
  func `of no size changes nothing`(_ entry: OptimizerEntry) throws {
    guard entry.info.id != "rs", entry.info.id != "esam" else { return }
    let choice = OptimizerChoice(entry.info.id, knobs: ["eta": 0.01])
    let plain = try run(choice, .none, seed: 3)
    #expect(try run(choice, .normal(0), seed: 3) == plain)
  }

  @Test(arguments: [
    "0", "0.5", "0.04,1.0", "pareto:1.2", "pareto:1.2:0.5", "pareto:1.2:0.5,2.0", "label:0.3",
  ])
  func `is read from its text and written back`(_ text: String) {
    #expect(Noise(text)?.description == text)
  }

  @Test func `of the gradient is the same for both gradients of a step`() throws {
    // On a bowl SAM's step is then that of the tilted bowl.
    let (eta, rho, sigma) = (0.03, 0.2, 0.5)
    var normals = NormalGenerator(SplitMix64(seed: 6))
    var w = Point(2.0, 1)
    let trajectory = try run(
      .init("sam", knobs: ["eta": eta, "rho": rho]),
      on: .named("quadratic", knobs: ["a": 2, "b": 7]), .normal(x: sigma, y: 2 * sigma), seed: 6)
    for step in 0..<50 {
      #expect((trajectory.points[step] - w).norm < 1e-12)
      let first = normals.next()
      let tilt = Point(sigma * first, 2 * sigma * normals.next())
      let g = Point(2 * w.x, 7 * w.y) + tilt
      let look = w + (rho / (g.norm + 1e-12)) * g
      w = w - eta * (Point(2 * look.x, 7 * look.y) + tilt)
    }
  }

  @Test(arguments: ["half-hyperbola", "hyperbola", "logcosh", "root", "dyt", "factorization"])
  func `of the label moves it to one side or the other`(_ id: String) throws {
    let start = Point(1.4, 1.1)
    let trajectory = try Catalog.record(
      Run(
        surface: .named(id), optimizer: .init("gd", knobs: ["eta": 0.05]), start: start,
        steps: 400, seed: 5, noise: .label(0.3))
    ).trajectory
    var sides = [0, 0]
    for (p, next) in zip(trajectory.points, trajectory.points.dropFirst()) {
      let off = [0.3, -0.3].map { (p - 0.05 * slope(of: id, at: p, label: $0) - next).norm }
      #expect(min(off[0], off[1]) < 1e-13)
      sides[off[0] < off[1] ? 0 : 1] += 1
    }
    // 400 fair coins: 200 ± 10 each, here within five of those.
    #expect(abs(sides[0] - 200) < 50)
  }

  /// The slope of ℓ(prediction − label − shift), by hand.
  private func slope(of id: String, at p: Point<Double>, label shift: Double) -> Point<Double> {
    let (x, y) = (p.x, p.y)
    switch id {
    case "half-hyperbola": return (x * y - 1 - shift) * Point(y, x)
    case "hyperbola": return 2 * (x * y - 1 - shift) * Point(y, x)
    case "logcosh": return Double.tanh(x * y - shift) * Point(y, x)
    case "root":
      let u = x * y - shift
      return u / (1 + u * u).squareRoot() * Point(y, x)
    case "dyt":
      let t = Double.tanh(0.5 * x)
      return (y * t - 1 - shift) * Point(0.5 * y * (1 - t * t), t)
    default: return (x * x * y - 1 - shift) * Point(2 * x * y, x * x)
    }
  }

  @Test func `of the label needs a label`() {
    #expect(throws: EngineError.noLabel("quadratic")) {
      try run(.init("gd"), on: .named("quadratic"), .label(0.1), seed: 1)
    }
  }

  @Test func `of USAM and SGD on a line has the variance that theory says`() throws {
    // Stationary variance η(1+ρλ)σ²/(λ(2−ηλ(1+ρλ))) of USAM; ρ = 0 is SGD.
    let (eta, lambda, sigma) = (0.05, 2.0, 0.5)
    for rho in [0, 0.5] {
      let trajectory = try run(
        .init("usam", knobs: ["eta": eta, "rho": rho]),
        on: .named("quadratic", knobs: ["a": lambda, "b": lambda]), .normal(sigma), seed: 2,
        steps: 200_000)
      let tail = trajectory.points.dropFirst(1000)
      let squares: Double = tail.reduce(0) { sum, p in sum + p.dot(p) }
      let variance = squares / Double(2 * tail.count)
      let gain = 1 + rho * lambda
      let predicted = eta * gain * sigma * sigma / (lambda * (2 - eta * lambda * gain))
      #expect(abs(variance / predicted - 1) < 0.05, "ρ = \(rho): \(variance), \(predicted)")
    }
  }
}

@Suite struct `A schedule` {
  @Test func `falls and rises as its name says`() {
    #expect(KnobSchedule.constant.value(0.3, at: 70, of: 100) == 0.3)
    #expect(KnobSchedule.inverse(over: 20).value(0.3, at: 0, of: 100) == 0.3)
    #expect(KnobSchedule.inverse(over: 20).value(0.3, at: 20, of: 100) == 0.15)
    #expect(KnobSchedule.inverseSquareRoot(over: 1).value(0.3, at: 3, of: 100) == 0.15)
    #expect(KnobSchedule.warmup(over: 1).value(0.5, at: 0, of: 100) == 0)
    #expect(KnobSchedule.warmup(over: 1).value(0.5, at: 4, of: 100) == 0.4)
    let horizon = KnobSchedule.horizon.value(1, at: 5, of: 200)
    #expect(abs(horizon - 2 * Double.log(200) / 200) < 1e-16)
  }

  @Test(arguments: ["constant", "1/t", "1/t:20.0", "1/sqrt(t)", "1-1/t", "1-1/t:3.5", "2lnT/T"])
  func `is read from its text and written back`(_ text: String) {
    #expect(KnobSchedule(text)?.description == text)
  }

  @Test(arguments: ["", "t", "1/t:", "1/t:0", "1/t:-1", "1/t:nan", "1/t:1:2", "constant:2"])
  func `is not read from anything else`(_ text: String) {
    #expect(KnobSchedule(text) == nil)
  }

  @Test func `for a knob that is not there is an error`() {
    let run = Run(
      surface: .named("ring"), optimizer: .init("gd", schedules: ["rho": .inverse(over: 1)]),
      start: Point(1, 1), steps: 1)
    #expect(throws: EngineError.unknownKnob("rho", of: .optimizer("gd"), known: ["eta"])) {
      try Catalog.record(run)
    }
  }

  @Test func `moves the edge with the knob`() throws {
    let recording = try Catalog.record(
      Run(
        surface: .named("quadratic"),
        optimizer: .init("gd", knobs: ["eta": 0.1], schedules: ["eta": .inverse(over: 10)]),
        start: Point(1, 1), steps: 20))
    #expect(abs(recording.row(at: 0).stabilityThreshold - 20) < 1e-12)
    #expect(abs(recording.row(at: 10).stabilityThreshold - 40) < 1e-12)
  }

  @Test(arguments: ["sam", "rs", "esam", "fsam"])
  func `that stays constant is no schedule`(_ id: String) throws {
    func trajectory(_ schedules: [String: KnobSchedule]) throws -> Trajectory {
      try Catalog.record(
        Run(
          surface: .named("ring"), optimizer: .init(id, schedules: schedules),
          start: Point(1, 0.5), steps: 100, seed: 3)
      ).trajectory
    }
    #expect(try trajectory(["eta": .constant]) == trajectory([:]))
    // ρ·(1 + t/τ)⁻¹ with a huge τ stays ρ to the last bit.
    #expect(try trajectory(["rho": .inverse(over: 1e300)]) == trajectory([:]))
  }

  @Test(arguments: [
    ([:], 0.2999999999999),
    (["rho": KnobSchedule.inverse(over: 20)], 0.005888125613246515),
    (["rho": .inverse(over: 20), "eta": .inverse(over: 20)], 5.8299069146521386e-05),
  ])
  func `of falling ρ and η lets SAM settle`(_ schedules: [String: KnobSchedule], _ norm: Double)
    throws
  {
    let recording = try Catalog.record(
      Run(
        surface: .named("quadratic", knobs: ["a": 1, "b": 10]),
        optimizer: .init("sam", knobs: ["eta": 0.1, "rho": 0.3], schedules: schedules),
        start: Point(1, 1), steps: 1000))
    #expect(abs(recording.row(at: 1000).point.norm / norm - 1) < 1e-9)
  }

  @Test func `of 2 ln T ÷ T leaves SAM the loss of its cycle`() throws {
    // Si and Yun's step on diag(1, 10): gap·T²/ln²T.
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
