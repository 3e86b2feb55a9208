import Engine
import Testing

@Suite struct `The noise of a run` {
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
  func `depends on the seed alone`(_ entry: OptimizerEntry) throws {
    for noise in [Noise.normal(0.1), .pareto(tail: 1.5, x: 0.1, y: 0.2), .label(0.1)] {
      let choice = OptimizerChoice(entry.info.id, knobs: ["eta": 0.01])
      // Rules that use only the signs of the gradient differ once the noise turns a sign.
      let first = try run(choice, noise, seed: 3, steps: 400)
      #expect(try run(choice, noise, seed: 3, steps: 400) == first)
      #expect(try run(choice, noise, seed: 4, steps: 400) != first)
      #expect(first.ascentPoints.count == first.points.count)
    }
  }

  @Test(arguments: Catalog.optimizers)
  func `of size zero does not change the trajectory`(_ entry: OptimizerEntry) throws {
    guard entry.info.id != "rs", entry.info.id != "esam" else { return }
    let choice = OptimizerChoice(entry.info.id, knobs: ["eta": 0.01])
    let plain = try run(choice, .none, seed: 3)
    #expect(try run(choice, .normal(0), seed: 3) == plain)
  }

  @Test(arguments: [
    "0", "0.5", "0.04,1.0", "pareto:1.2", "pareto:1.2:0.5", "pareto:1.2:0.5,2.0", "label:0.3",
  ])
  func `round-trips through its text`(_ text: String) {
    #expect(Noise(text)?.description == text)
  }

  @Test func `of the gradient is the same for both gradients of a step`() throws {
    // On a quadratic, SAM's step then equals the step on the tilted quadratic.
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
      let ascentPoint = w + (rho / (g.norm + 1e-12)) * g
      w = w - eta * (Point(2 * ascentPoint.x, 7 * ascentPoint.y) + tilt)
    }
  }

  @Test(arguments: ["half-hyperbola", "hyperbola", "logcosh", "root", "dyt", "factorization"])
  func `of the label shifts the label by +σ or −σ`(_ id: String) throws {
    let start = Point(1.4, 1.1)
    let trajectory = try Catalog.record(
      Run(
        surface: .named(id), optimizer: .init("gd", knobs: ["eta": 0.05]), start: start,
        steps: 400, seed: 5, noise: .label(0.3))
    ).trajectory
    var sides = [0, 0]
    for (p, next) in zip(trajectory.points, trajectory.points.dropFirst()) {
      let off = [0.3, -0.3].map { (p - 0.05 * gradient(of: id, at: p, label: $0) - next).norm }
      #expect(min(off[0], off[1]) < 1e-13)
      sides[off[0] < off[1] ? 0 : 1] += 1
    }
    // 400 fair coins: 200 ± 10; the tolerance is five standard deviations.
    #expect(abs(sides[0] - 200) < 50)
  }

  /// The gradient of ℓ(prediction − label − shift), derived by hand.
  private func gradient(of id: String, at p: Point<Double>, label shift: Double) -> Point<Double> {
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

  @Test func `of the label throws on a surface without labels`() {
    #expect(throws: EngineError.noLabel("quadratic")) {
      try run(.init("gd"), on: .named("quadratic"), .label(0.1), seed: 1)
    }
  }

  @Test func `on a quadratic gives USAM and SGD the predicted variance`() throws {
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
