import Engine
import Testing

@Suite struct `Predicted thresholds` {
  private func quadratic(
    _ optimizer: String, _ knobs: [String: Double], sharpness: Double, steps: Int = 400
  ) -> RunSetup {
    RunSetup(
      "quadratic", set: ["a": 0.1 * sharpness, "b": sharpness, "angle": 20], optimizer, knobs,
      from: Point(0.3, 1), steps: steps)
  }

  @Test func `agree with the multiplier measured on the run`() throws {
    var setups: [RunSetup] = []
    for (eta, sharpness) in [(0.06, 20.0), (0.11, 20), (0.3, 5), (0.19, 10), (0.001, 300)] {
      setups.append(quadratic("gd", ["eta": eta], sharpness: sharpness))
    }
    for (eta, rho, sharpness) in [
      (0.02, 0.07, 20.0), (0.045, 0.07, 20), (0.12, 0.3, 10), (0.1, 0.1, 5), (0.3, 0.01, 5),
    ] {
      setups.append(quadratic("usam", ["eta": eta, "rho": rho], sharpness: sharpness))
      setups.append(quadratic("sam", ["eta": eta, "rho": rho], sharpness: sharpness))
      setups.append(
        quadratic("unified", ["eta": eta, "rho": rho, "mu": 0.5], sharpness: sharpness))
    }
    for (eta, beta, sharpness) in [
      (0.05, 0.3, 20.0), (0.15, 0.6, 20), (0.3, 0.9, 5), (0.01, 0.9, 10), (0.1, 0.1, 5),
    ] {
      setups.append(quadratic("momentum", ["eta": eta, "beta": beta], sharpness: sharpness))
    }
    try expectAgreement("step-threshold", setups, within: 1e-6)
  }

  @Test func `agree at minima of losses that are not quadratic`() throws {
    try expectAgreement(
      "step-threshold",
      [
        RunSetup("double-well", "gd", ["eta": 0.9], from: Point(-0.3, 0.2), steps: 500),
        RunSetup("half-hyperbola", "gd", ["eta": 0.1], from: Point(3, 0.34), steps: 1000),
        RunSetup(
          "half-hyperbola", "usam", ["eta": 0.1, "rho": 0.1], from: Point(3, 0.34), steps: 1000),
        RunSetup("himmelblau", "gd", ["eta": 0.023], from: Point(3.02, 2.01), steps: 1000),
        RunSetup("himmelblau", "gd", ["eta": 0.014], from: Point(-3.76, -3.27), steps: 1000),
        RunSetup("logcosh", "usam", ["eta": 0.2, "rho": 0.1], from: Point(0.1, 2), steps: 1000),
        RunSetup("ring", "gd", ["eta": 0.05], from: Point(0.92, 0.5), steps: 2000),
      ], within: 1e-5)
  }

  @Test(arguments: ["gd", "usam", "sam", "unified", "momentum", "sam-momentum"])
  func `separate stable runs from diverging runs`(_ optimizer: String) throws {
    for (sharpness, rho, beta) in [
      (1.0, 0.5, 0.2), (5, 0.1, 0.4), (20, 0.07, 0.6), (20, 1, 0.9), (300, 0.01, 0.3),
    ] {
      var knobs = ["eta": 0.1 / sharpness, "rho": rho, "mu": 0.5, "beta": beta]
      let known = try Catalog.optimizer(optimizer).info.knobs.map(\.id)
      knobs = knobs.filter { known.contains($0.key) }
      let near = quadratic(optimizer, knobs, sharpness: sharpness, steps: 4)
      let threshold = try #require(try near.result("step-threshold").predicted)
      knobs["eta"] = 0.99 * threshold
      let below = try quadratic(optimizer, knobs, sharpness: sharpness, steps: 9000).recording
      knobs["eta"] = 1.01 * threshold
      let above = try quadratic(optimizer, knobs, sharpness: sharpness, steps: 9000).recording
      #expect(below.trajectory.divergedAt == nil, "\(optimizer) \(knobs)")
      #expect(above.trajectory.divergedAt != nil, "\(optimizer) \(knobs)")
    }
  }

  @Test func `are not predicted without a closed form`() throws {
    try expectInapplicable(
      "step-threshold", quadratic("adam", ["eta": 0.01], sharpness: 10), because: "no closed form")
    try expectInapplicable(
      "step-threshold",
      RunSetup("saddle", "gd", ["eta": 0.05], from: Point(-3, -0.01), steps: 40),
      because: "no minimum")
    // SAM is stable for every ρ only on quadratics.
    try expectInapplicable(
      "step-threshold",
      RunSetup("double-well", "sam", ["eta": 0.2, "rho": 0.5], from: Point(-1.1, 0.3), steps: 4),
      because: "not quadratic")
    try expectInapplicable(
      "step-threshold",
      RunSetup("hyperbola", "sam", ["eta": 0.05, "rho": 1], from: Point(1.2, 0.8), steps: 4),
      because: "not quadratic")
  }

  @Test func `of the sharpness bound where a run comes to rest`() throws {
    var setups: [RunSetup] = []
    for eta in [0.05, 0.1, 0.2] {
      setups.append(RunSetup("logcosh", "gd", ["eta": eta], from: Point(0.1, 7), steps: 6000))
      setups.append(
        RunSetup("logcosh", "usam", ["eta": eta, "rho": 0.1], from: Point(0.1, 7), steps: 6000))
      setups.append(
        RunSetup("half-hyperbola", "gd", ["eta": eta], from: Point(3, 0.34), steps: 6000))
    }
    setups.append(
      RunSetup("half-hyperbola", "gd", ["eta": 0.1], from: Point(5.474, 0.20268), steps: 300))
    setups.append(
      RunSetup("hyperbola", "usam", ["eta": 0.05, "rho": 0.1], from: Point(3, 0.34), steps: 1000))
    setups.append(
      RunSetup("logcosh", "momentum", ["eta": 0.2, "beta": 0.5], from: Point(0.1, 5), steps: 6000))
    try expectAgreement("resting-sharpness", setups, within: 1e-9)
    try expectInapplicable(
      "resting-sharpness",
      RunSetup("logcosh", "sam", ["eta": 0.2, "rho": 0.1], from: Point(0.1, 2), steps: 500),
      because: "never rests")
    try expectInapplicable(
      "resting-sharpness",
      RunSetup("hyperbola", "usam", ["eta": 0.05, "rho": 0.3], from: Point(3, 0.34), steps: 500),
      because: "diverges")
  }
}
