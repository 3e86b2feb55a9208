import Engine
import Testing

@Suite struct `Predicted floors` {
  @Test func `of SAM's walk down ℓ(xy) are where it ends`() throws {
    // η so large that the walk ends within reach; the floor is far below where it starts.
    var settings: [Setting] = []
    for (surface, rho, eta, thousands) in [
      ("logcosh", 0.1, 0.4, 40), ("logcosh", 0.3, 0.4, 5), ("logcosh", 0.2, 1, 5),
      ("root", 0.1, 0.5, 30), ("root", 0.3, 0.3, 6), ("logcosh", 0.1, 0.1, 150),
    ] {
      settings.append(
        Setting(
          surface, "sam", ["eta": eta, "rho": rho], from: Point(0.1, 1), steps: thousands * 1000))
    }
    try compare("epsilon-floor", settings, within: 0.02)
    // A walk that has hardly begun has not ended.
    let early = Setting(
      "logcosh", "sam", ["eta": 0.88, "rho": 0.0052], from: Point(2.16, 2.34), steps: 200)
    #expect(try early.finding("epsilon-floor").measured == nil)
    // Down there the look is shorter than ρ, and the law of the drift is over.
    let root = Setting(
      "root", "sam", ["eta": 0.057, "rho": 0.2426], from: Point(0.405, 3.43), steps: 6000)
    try refuse("drift-rate", root, because: "adds to it")
    try refuse(
      "epsilon-floor",
      Setting("logcosh", "sam", ["eta": 0.4, "rho": 3], from: Point(0.1, 1), steps: 500),
      because: "so large")
    try refuse(
      "epsilon-floor",
      Setting("hyperbola", "sam", ["eta": 0.05, "rho": 0.1], from: Point(3, 0.34), steps: 500),
      because: "log cosh")
  }

  @Test func `of SAM's loss on bowls hold`() throws {
    let settings = [(1.0, 0.1, 0.5), (1, 0.05, 0.2), (5, 0.1, 1), (9, 0.08, 0.1), (0.5, 0.1, 2)].map
    {
      alpha, eta, rho in
      Setting(
        "quadratic", set: ["a": alpha, "b": 10, "angle": 20], "sam", ["eta": eta, "rho": rho],
        from: Point(1.3, 0.9), steps: 4000)
    }
    try compare("loss-floor", settings, within: 0)
    // In one dimension the cycle's loss is ηλ/(2 − ηλ) of the bound.
    let round = Setting(
      "quadratic", set: ["a": 10, "b": 10], "sam", ["eta": 0.1, "rho": 0.5],
      from: Point(1.3, 0.9), steps: 500)
    let finding = try round.finding("loss-floor")
    let share = try #require(finding.measured) / (try #require(finding.predicted))
    #expect(abs(share - 1) < 1e-6)
  }

  @Test func `of SAM's loss are not claimed above η = 1/β, nor off bowls`() throws {
    try refuse(
      "loss-floor",
      Setting(
        "quadratic", set: ["a": 10, "b": 10], "sam", ["eta": 0.15, "rho": 1],
        from: Point(1.3, 0.9), steps: 500),
      because: "above 1/β")
    try refuse(
      "loss-floor",
      Setting("double-well", "sam", ["eta": 0.1, "rho": 0.1], from: Point(-0.3, 0.2), steps: 90),
      because: "no bowl")
    try refuse(
      "loss-floor",
      Setting("quadratic", "usam", ["eta": 0.01, "rho": 0.1], from: Point(1.3, 0.9), steps: 90),
      because: "SAM's")
  }
}
