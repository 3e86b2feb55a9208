import Engine
import Testing

@Suite struct `Predicted asymptotic levels` {
  @Test func `of SAM's drift on ℓ(xy) equal the measured end`() throws {
    // η is large enough for the drift to end within these steps, far below its start.
    var setups: [RunSetup] = []
    for (surface, rho, eta, thousands) in [
      ("logcosh", 0.1, 0.4, 40), ("logcosh", 0.3, 0.4, 5), ("logcosh", 0.2, 1, 5),
      ("root", 0.1, 0.5, 30), ("root", 0.3, 0.3, 6), ("logcosh", 0.1, 0.1, 150),
    ] {
      setups.append(
        RunSetup(
          surface, "sam", ["eta": eta, "rho": rho], from: Point(0.1, 1), steps: thousands * 1000))
    }
    try expectAgreement("epsilon-floor", setups, within: 0.02)
    // After 200 steps the drift has not ended.
    let early = RunSetup(
      "logcosh", "sam", ["eta": 0.88, "rho": 0.0052], from: Point(2.16, 2.34), steps: 200)
    #expect(try early.result("epsilon-floor").measured == nil)
    // Near the limit the perturbation is shorter than ρ, and the drift law does not apply.
    let root = RunSetup(
      "root", "sam", ["eta": 0.057, "rho": 0.2426], from: Point(0.405, 3.43), steps: 6000)
    try expectInapplicable("drift-rate", root, because: "constant in the rule's denominator")
    try expectInapplicable(
      "epsilon-floor",
      RunSetup("logcosh", "sam", ["eta": 0.4, "rho": 3], from: Point(0.1, 1), steps: 500),
      because: "so large")
    try expectInapplicable(
      "epsilon-floor",
      RunSetup("hyperbola", "sam", ["eta": 0.05, "rho": 0.1], from: Point(3, 0.34), steps: 500),
      because: "log cosh")
  }

  @Test func `of SAM's loss on quadratics bound the measured loss`() throws {
    let setups = [(1.0, 0.1, 0.5), (1, 0.05, 0.2), (5, 0.1, 1), (9, 0.08, 0.1), (0.5, 0.1, 2)].map {
      alpha, eta, rho in
      RunSetup(
        "quadratic", set: ["a": alpha, "b": 10, "angle": 20], "sam", ["eta": eta, "rho": rho],
        from: Point(1.3, 0.9), steps: 4000)
    }
    try expectAgreement("loss-floor", setups, within: 0)
    // In one dimension the cycle's loss is ηλ/(2 − ηλ) of the bound.
    let isotropic = RunSetup(
      "quadratic", set: ["a": 10, "b": 10], "sam", ["eta": 0.1, "rho": 0.5],
      from: Point(1.3, 0.9), steps: 500)
    let result = try isotropic.result("loss-floor")
    let ratio = try #require(result.measured) / (try #require(result.predicted))
    #expect(abs(ratio - 1) < 1e-6)
  }

  @Test func `of SAM's loss are not predicted above η = 1/β or off quadratics`() throws {
    try expectInapplicable(
      "loss-floor",
      RunSetup(
        "quadratic", set: ["a": 10, "b": 10], "sam", ["eta": 0.15, "rho": 1],
        from: Point(1.3, 0.9), steps: 500),
      because: "above 1/β")
    try expectInapplicable(
      "loss-floor",
      RunSetup("double-well", "sam", ["eta": 0.1, "rho": 0.1], from: Point(-0.3, 0.2), steps: 90),
      because: "not a quadratic bowl")
    try expectInapplicable(
      "loss-floor",
      RunSetup("quadratic", "usam", ["eta": 0.01, "rho": 0.1], from: Point(1.3, 0.9), steps: 90),
      because: "SAM only")
  }
}
