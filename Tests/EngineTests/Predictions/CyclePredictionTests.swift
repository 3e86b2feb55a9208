import Engine
import Testing

@Suite struct `Predicted 2-cycles` {
  private func bowl(
    _ optimizer: String, _ knobs: [String: Double], angle: Double = 30, steps: Int = 2000
  ) -> Setting {
    Setting(
      "quadratic", set: ["a": 1, "b": 10, "angle": angle], optimizer, knobs, from: Point(1.5, 1),
      steps: steps)
  }

  private var onBowls: [Setting] {
    [(0.02, 0.05), (0.05, 1), (0.1, 0.3), (0.12, 0.3), (0.15, 2), (0.18, 0.5)].map { eta, rho in
      bowl("sam", ["eta": eta, "rho": rho], angle: 200 * eta)
    }
  }

  @Test func `have the radius that they have on bowls`() throws {
    try compare("cycle-radius", onBowls, within: 1e-9)
    var dialled: [Setting] = []
    for (eta, rho, mu) in [
      (0.12, 0.1, 0.5), (0.1, 0.05, 0.9), (0.05, 0.1, 0.2), (0.12, 0.1, 1), (0.08, 0.2, 0.7),
    ] {
      dialled.append(bowl("unified", ["eta": eta, "rho": rho, "mu": mu]))
    }
    try compare("cycle-radius", dialled, within: 1e-9)
    var heavy: [Setting] = []
    for (eta, rho, beta) in [
      (0.05, 0.1, 0.1), (0.065, 0.1, 0.3), (0.1, 0.2, 0.4), (0.15, 0.1, 0.2), (0.12, 0.5, 0.59),
    ] {
      heavy.append(bowl("sam-momentum", ["eta": eta, "rho": rho, "beta": beta]))
    }
    try compare("cycle-radius", heavy, within: 1e-9)
  }

  @Test func `have that radius across valleys and at skew minima too`() throws {
    var settings: [Setting] = []
    for (eta, rho) in [(0.1, 0.05), (0.1, 0.1), (0.05, 0.1), (0.05, 0.03), (0.15, 0.1)] {
      settings.append(
        Setting(
          "valley", "sam", ["eta": eta, "rho": rho], from: Point(1.8, 0.05), steps: 600))
      settings.append(
        Setting(
          "half-hyperbola", "sam", ["eta": eta, "rho": rho], from: Point(3, 0.34), steps: 150))
      settings.append(
        Setting(
          "double-well", "sam", ["eta": 2 * eta, "rho": 0.4 * rho], from: Point(-0.3, 0.2),
          steps: 3000))
    }
    try compare("cycle-radius", settings, within: 0.03)
  }

  @Test func `lie along the sharpest direction`() throws {
    try compare("cycle-direction", onBowls, within: 1e-6)
    try refuse(
      "cycle-direction",
      Setting(
        "quadratic", set: ["a": 10, "b": 10], "sam", ["eta": 0.1, "rho": 0.5],
        from: Point(1.3, 0.9), steps: 500),
      because: "equally sharp")
  }

  @Test func `stand at the SAM-edge`() throws {
    try compare("cycle-edge", onBowls, within: 1e-8)
    try refuse(
      "cycle-edge",
      Setting("double-well", "sam", ["eta": 0.2, "rho": 0.02], from: Point(-0.3, 0.2), steps: 900),
      because: "not a bowl")
  }

  @Test func `are not foretold where there are none`() throws {
    for id in ["cycle-radius", "cycle-direction", "cycle-edge"] {
      try refuse(id, bowl("gd", ["eta": 0.1]), because: "no hum")
      try refuse(id, bowl("usam", ["eta": 0.01, "rho": 0.1]), because: "no hum")
      try refuse(id, bowl("sam", ["eta": 0.21, "rho": 0.1], steps: 20), because: "threshold")
      try refuse(id, bowl("sam", ["eta": 0.3, "rho": 0.1], steps: 200), because: "diverges")
      try refuse(
        id, bowl("sam-momentum", ["eta": 0.05, "rho": 0.1, "beta": 0.9]), because: "from 0.6 on")
      // The hum of double wells and of the flattest point of ½(xy − 1)² breaks up.
      try refuse(
        id,
        Setting(
          "double-well", "sam", ["eta": 0.2, "rho": 0.15], from: Point(-0.3, 0.2), steps: 900),
        because: "breaks up")
      try refuse(
        id,
        Setting(
          "half-hyperbola", "sam", ["eta": 0.1, "rho": 0.2], from: Point(1.1, 1.02), steps: 900),
        because: "breaks up")
    }
  }

  @Test func `are told of the basin that the run is in, however narrow`() throws {
    let narrow = Setting(
      "softmin", "sam", ["eta": 0.02, "rho": 0.002], from: Point(-2.2, -0.8), steps: 6000)
    let edge = try narrow.finding("cycle-edge")
    #expect(abs(try #require(edge.predicted) - 20) < 1e-3)
    #expect(abs(try #require(edge.measured) - 20) < 1e-3)
    try refuse("loss-floor", narrow, because: "no bowl")
  }

  @Test func `are not foretold near the threshold unless the ground is a parabola indeed`() throws {
    try refuse(
      "cycle-radius",
      Setting(
        "styblinski-tang", "sam", ["eta": 0.05689, "rho": 0.00222], from: Point(3.3797, -0.081),
        steps: 2000),
      because: "no parabola")
  }

  @Test func `are not foretold where numbers end and the run stays on the flat axis`() throws {
    let stuck = Setting(
      "quadratic", "sam", ["eta": 0.001, "rho": 0.156], from: Point(-2.3165, -0.8), steps: 7000)
    #expect(try stuck.recording.trajectory.points[7000].y == 0)
    for id in ["cycle-radius", "cycle-direction", "cycle-edge"] {
      try refuse(id, stuck, because: "flat axis")
    }
  }

  /// The largest ρ, to a hundredth, below which all runs end on a 2-cycle.
  private func measuredBreakUp(_ setting: (Double) -> Setting, from predicted: Double) throws
    -> Double
  {
    var last = 0.0
    for share in stride(from: 0.5, through: 1.5, by: 0.01) {
      let recording = try setting(share * predicted).recording
      guard recording.period(at: recording.lastStep) == 2 else { return last }
      last = share * predicted
    }
    return last
  }

  @Test func `break up at up to the predicted radius`() throws {
    func well(_ eta: Double) -> (Double) -> Setting {
      {
        Setting(
          "double-well", "sam", ["eta": eta, "rho": $0], from: Point(-1.01, 0.02), steps: 8000)
      }
    }
    func hyperbola(_ eta: Double) -> (Double) -> Setting {
      {
        Setting(
          "half-hyperbola", "sam", ["eta": eta, "rho": $0], from: Point(1.01, 1.01), steps: 8000)
      }
    }
    for family in [
      well(0.05), well(0.1), well(0.2), well(0.4), hyperbola(0.05), hyperbola(0.1), hyperbola(0.3),
    ] {
      let setting = family(0.01)
      let predicted = try #require(try setting.finding("cycle-break-up").predicted)
      let measured = try measuredBreakUp(family, from: predicted)
      printRow("cycle-break-up", setting, predicted, measured, nil)
      #expect(measured <= 1.01 * predicted && measured >= 0.75 * predicted)
    }
    try refuse(
      "cycle-break-up", bowl("sam", ["eta": 0.1, "rho": 0.3]), because: "not skew")
    try refuse("cycle-break-up", bowl("usam", ["eta": 0.01, "rho": 0.3]), because: "SAM's")
  }
}
