import Engine
import Testing

/// Numbers that the reference text states for variants of SAM.
@Suite struct `Variants of SAM` {
  private func balance(
    _ optimizer: String, _ knobs: [String: Double], seed: UInt64 = 0, noise: Noise = .none,
    steps: Int = 1000
  ) throws -> Double {
    let run = try Catalog.record(
      Run(
        surface: .named("half-hyperbola"), optimizer: OptimizerChoice(optimizer, knobs: knobs),
        start: Point(3, 0.34), steps: steps, seed: seed, noise: noise))
    let p = run.trajectory.points[run.lastStep]
    return 0.5 * (p.x * p.x - p.y * p.y)
  }

  private let knobs = ["eta": 0.1, "rho": 0.1]

  @Test func `drift along the hyperbola to the measured imbalance`() throws {
    func with(_ more: [String: Double]) -> [String: Double] { knobs.merging(more) { $1 } }
    #expect(abs(try balance("sam", knobs) - 0.228) < 1e-3)
    #expect(abs(try balance("gsam", with(["alpha": 0.4])) - 0.200) < 1e-3)
    #expect(abs(try balance("looksam", with(["every": 5, "alpha": 0.7])) - 0.0015) < 1e-4)
    #expect(abs(try balance("looksam", with(["every": 5, "alpha": 0.1])) - 1.087) < 1e-3)
    #expect(abs(try balance("esam", with(["beta": 0.5]), seed: 1) - 0.041) < 1e-3)
    #expect(abs(try balance("sam-momentum", with(["beta": 0.5])) - 0.025) < 1e-3)
    #expect(abs(try balance("stablesam", knobs) - 4.4415) < 1e-3)
    #expect(abs(try balance("gd", ["eta": 0.1]) - 4.442) < 1e-3)
  }

  @Test func `GSAM and Friendly-SAM have SAM's 2-cycle on a quadratic`() throws {
    let radius = 0.05 / (2 - 0.5)
    for id in ["sam", "gsam", "fsam"] {
      let run = try record(
        "quadratic", set: ["a": 0.5, "b": 5], id, knobs, from: Point(0.3, 1), steps: 2000)
      #expect(abs(run.row(at: 2000).point.norm - radius) < 1e-4, "\(id)")
    }
  }

  @Test func `StableSAM is stable for η < 2/λ, like GD`() throws {
    for (eta, diverges) in [(0.19, false), (0.21, true)] {
      let run = try record(
        "quadratic", set: ["a": 1, "b": 10], "stablesam", ["eta": eta, "rho": 0.3],
        from: Point(1, 1), steps: 3000)
      #expect((run.trajectory.divergedAt != nil) == diverges)
    }
  }

  @Test func `oBAR and nBAR lower the imbalance by αηr² per step`() throws {
    // On the valley floor both gradients vanish, a tie for nBAR; just beside it, |∂f/∂x| < |∂f/∂y|.
    for (id, start) in [("obar", Point(3.0, 1.0 / 3)), ("nbar", Point(3.0, 1.0 / 3 + 1e-9))] {
      let run = try record(
        "half-hyperbola", id, ["eta": 0.1, "alpha": 0.01], from: start, steps: 1)
      let p = run.trajectory.points[1]
      let change = 0.5 * (p.x * p.x - p.y * p.y) - 0.5 * (9 - 1.0 / 9)
      // −αηr² = −0.0091111, plus a term α²η²B.
      #expect(abs(change + 0.0091111) < 6e-6, "\(id): \(change)")
    }
  }

  @Test func `SAM with label noise drifts much faster than SGD`() throws {
    // The mean of seeds 1 to 3 was 0.077 for SAM and 1.49 for SGD.
    let noise = Noise.label(0.5)
    let sam = try (UInt64(1)...3).map {
      try balance("sam", ["eta": 0.05, "rho": 0.05], seed: $0, noise: noise, steps: 1500)
    }
    let sgd = try (UInt64(1)...3).map {
      try balance("sgd", ["eta": 0.05], seed: $0, noise: noise, steps: 1500)
    }
    #expect(abs(sam.reduce(0, +) / 3 - 0.077) < 1e-3)
    #expect(abs(sgd.reduce(0, +) / 3 - 1.49) < 1e-2)
  }

  @Test func `heavy ball and Nesterov are stable up to their threshold`() throws {
    for id in ["momentum", "nesterov"] {
      for beta in [0, 0.5, 0.9] {
        let entry = try Catalog.optimizer(id)
        let unit = entry.stabilityThreshold(
          try entry.knobValues(["eta": 1, "beta": beta]), gradientNorm: 1)
        for (factor, diverges) in [(0.98, false), (1.02, true)] {
          let run = try record(
            "quadratic", set: ["a": 1, "b": 10], id,
            ["eta": factor * unit / 10, "beta": beta], from: Point(1, 1), steps: 6000)
          #expect((run.trajectory.divergedAt != nil) == diverges, "\(id) β = \(beta) × \(factor)")
        }
      }
    }
  }
}
