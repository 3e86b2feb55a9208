import Engine
import Testing

@Suite struct `Predicted thresholds` {
  private func bowl(
    _ optimizer: String, _ knobs: [String: Double], curvature: Double, steps: Int = 400
  ) -> Setting {
    Setting(
      "quadratic", set: ["a": 0.1 * curvature, "b": curvature, "angle": 20], optimizer, knobs,
      from: Point(0.3, 1), steps: steps)
  }

  @Test func `are what a run's own multiplier says`() throws {
    var settings: [Setting] = []
    for (eta, curvature) in [(0.06, 20.0), (0.11, 20), (0.3, 5), (0.19, 10), (0.001, 300)] {
      settings.append(bowl("gd", ["eta": eta], curvature: curvature))
    }
    for (eta, rho, curvature) in [
      (0.02, 0.07, 20.0), (0.045, 0.07, 20), (0.12, 0.3, 10), (0.1, 0.1, 5), (0.3, 0.01, 5),
    ] {
      settings.append(bowl("usam", ["eta": eta, "rho": rho], curvature: curvature))
      settings.append(bowl("sam", ["eta": eta, "rho": rho], curvature: curvature))
      settings.append(bowl("unified", ["eta": eta, "rho": rho, "mu": 0.5], curvature: curvature))
    }
    for (eta, beta, curvature) in [
      (0.05, 0.3, 20.0), (0.15, 0.6, 20), (0.3, 0.9, 5), (0.01, 0.9, 10), (0.1, 0.1, 5),
    ] {
      settings.append(bowl("momentum", ["eta": eta, "beta": beta], curvature: curvature))
    }
    try compare("step-threshold", settings, within: 1e-6)
  }

  @Test func `hold at minima that are no bowls`() throws {
    try compare(
      "step-threshold",
      [
        Setting("double-well", "gd", ["eta": 0.9], from: Point(-0.3, 0.2), steps: 500),
        Setting("half-hyperbola", "gd", ["eta": 0.1], from: Point(3, 0.34), steps: 1000),
        Setting(
          "half-hyperbola", "usam", ["eta": 0.1, "rho": 0.1], from: Point(3, 0.34), steps: 1000),
        Setting("himmelblau", "gd", ["eta": 0.023], from: Point(3.02, 2.01), steps: 1000),
        Setting("himmelblau", "gd", ["eta": 0.014], from: Point(-3.76, -3.27), steps: 1000),
        Setting("logcosh", "usam", ["eta": 0.2, "rho": 0.1], from: Point(0.1, 2), steps: 1000),
        Setting("ring", "gd", ["eta": 0.05], from: Point(0.92, 0.5), steps: 2000),
      ], within: 1e-5)
  }

  @Test(arguments: ["gd", "usam", "sam", "unified", "momentum", "sam-momentum"])
  func `part runs that stay from runs that are thrown out`(_ optimizer: String) throws {
    for (curvature, rho, beta) in [
      (1.0, 0.5, 0.2), (5, 0.1, 0.4), (20, 0.07, 0.6), (20, 1, 0.9), (300, 0.01, 0.3),
    ] {
      var knobs = ["eta": 0.1 / curvature, "rho": rho, "mu": 0.5, "beta": beta]
      let known = try Catalog.optimizer(optimizer).info.knobs.map(\.id)
      knobs = knobs.filter { known.contains($0.key) }
      let near = bowl(optimizer, knobs, curvature: curvature, steps: 4)
      let threshold = try #require(try near.finding("step-threshold").predicted)
      knobs["eta"] = 0.99 * threshold
      let below = try bowl(optimizer, knobs, curvature: curvature, steps: 9000).recording
      knobs["eta"] = 1.01 * threshold
      let above = try bowl(optimizer, knobs, curvature: curvature, steps: 9000).recording
      #expect(below.trajectory.divergedAt == nil, "\(optimizer) \(knobs)")
      #expect(above.trajectory.divergedAt != nil, "\(optimizer) \(knobs)")
    }
  }

  @Test func `are not given where none is known`() throws {
    try refuse(
      "step-threshold", bowl("adam", ["eta": 0.01], curvature: 10), because: "no closed form")
    try refuse(
      "step-threshold",
      Setting("saddle", "gd", ["eta": 0.05], from: Point(-3, -0.01), steps: 40),
      because: "no minimum")
    // SAM is stable for any ρ on bowls only.
    try refuse(
      "step-threshold",
      Setting("double-well", "sam", ["eta": 0.2, "rho": 0.5], from: Point(-1.1, 0.3), steps: 4),
      because: "no parabola")
    try refuse(
      "step-threshold",
      Setting("hyperbola", "sam", ["eta": 0.05, "rho": 1], from: Point(1.2, 0.8), steps: 4),
      because: "no parabola")
  }

  @Test func `of the sharpness bound where a run comes to rest`() throws {
    var settings: [Setting] = []
    for eta in [0.05, 0.1, 0.2] {
      settings.append(Setting("logcosh", "gd", ["eta": eta], from: Point(0.1, 7), steps: 6000))
      settings.append(
        Setting("logcosh", "usam", ["eta": eta, "rho": 0.1], from: Point(0.1, 7), steps: 6000))
      settings.append(
        Setting("half-hyperbola", "gd", ["eta": eta], from: Point(3, 0.34), steps: 6000))
    }
    settings.append(
      Setting("half-hyperbola", "gd", ["eta": 0.1], from: Point(5.474, 0.20268), steps: 300))
    settings.append(
      Setting("hyperbola", "usam", ["eta": 0.05, "rho": 0.1], from: Point(3, 0.34), steps: 1000))
    settings.append(
      Setting("logcosh", "momentum", ["eta": 0.2, "beta": 0.5], from: Point(0.1, 5), steps: 6000))
    try compare("resting-sharpness", settings, within: 1e-9)
    try refuse(
      "resting-sharpness",
      Setting("logcosh", "sam", ["eta": 0.2, "rho": 0.1], from: Point(0.1, 2), steps: 500),
      because: "never rests")
    try refuse(
      "resting-sharpness",
      Setting("hyperbola", "usam", ["eta": 0.05, "rho": 0.3], from: Point(3, 0.34), steps: 500),
      because: "diverges")
  }
}
