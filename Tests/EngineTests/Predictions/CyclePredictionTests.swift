import Engine
import Testing

@Suite struct `Predicted 2-cycles` {
  private func quadratic(
    _ optimizer: String, _ knobs: [String: Double], angle: Double = 30, steps: Int = 2000
  ) -> RunSetup {
    RunSetup(
      "quadratic", set: ["a": 1, "b": 10, "angle": angle], optimizer, knobs, from: Point(1.5, 1),
      steps: steps)
  }

  private var onQuadratics: [RunSetup] {
    [(0.02, 0.05), (0.05, 1), (0.1, 0.3), (0.12, 0.3), (0.15, 2), (0.18, 0.5)].map { eta, rho in
      quadratic("sam", ["eta": eta, "rho": rho], angle: 200 * eta)
    }
  }

  @Test func `have the measured amplitude on quadratics`() throws {
    try expectAgreement("cycle-radius", onQuadratics, within: 1e-9)
    var interpolated: [RunSetup] = []
    for (eta, rho, mu) in [
      (0.12, 0.1, 0.5), (0.1, 0.05, 0.9), (0.05, 0.1, 0.2), (0.12, 0.1, 1), (0.08, 0.2, 0.7),
    ] {
      interpolated.append(quadratic("unified", ["eta": eta, "rho": rho, "mu": mu]))
    }
    try expectAgreement("cycle-radius", interpolated, within: 1e-9)
    var withMomentum: [RunSetup] = []
    for (eta, rho, beta) in [
      (0.05, 0.1, 0.1), (0.065, 0.1, 0.3), (0.1, 0.2, 0.4), (0.15, 0.1, 0.2), (0.12, 0.5, 0.59),
    ] {
      withMomentum.append(quadratic("sam-momentum", ["eta": eta, "rho": rho, "beta": beta]))
    }
    try expectAgreement("cycle-radius", withMomentum, within: 1e-9)
  }

  @Test func `have the measured amplitude across valleys and at asymmetric minima`() throws {
    var setups: [RunSetup] = []
    for (eta, rho) in [(0.1, 0.05), (0.1, 0.1), (0.05, 0.1), (0.05, 0.03), (0.15, 0.1)] {
      setups.append(
        RunSetup(
          "valley", "sam", ["eta": eta, "rho": rho], from: Point(1.8, 0.05), steps: 600))
      setups.append(
        RunSetup(
          "half-hyperbola", "sam", ["eta": eta, "rho": rho], from: Point(3, 0.34), steps: 150))
      setups.append(
        RunSetup(
          "double-well", "sam", ["eta": 2 * eta, "rho": 0.4 * rho], from: Point(-0.3, 0.2),
          steps: 3000))
    }
    try expectAgreement("cycle-radius", setups, within: 0.03)
  }

  @Test func `lie along the top eigenvector`() throws {
    try expectAgreement("cycle-direction", onQuadratics, within: 1e-6)
    try expectInapplicable(
      "cycle-direction",
      RunSetup(
        "quadratic", set: ["a": 10, "b": 10], "sam", ["eta": 0.1, "rho": 0.5],
        from: Point(1.3, 0.9), steps: 500),
      because: "about equal")
  }

  @Test func `lie at the SAM-edge`() throws {
    try expectAgreement("cycle-edge", onQuadratics, within: 1e-8)
    try expectInapplicable(
      "cycle-edge",
      RunSetup(
        "double-well", "sam", ["eta": 0.2, "rho": 0.02], from: Point(-0.3, 0.2), steps: 900),
      because: "not a quadratic bowl")
  }

  @Test func `are not predicted for runs without a 2-cycle`() throws {
    for id in ["cycle-radius", "cycle-direction", "cycle-edge"] {
      try expectInapplicable(id, quadratic("gd", ["eta": 0.1]), because: "no 2-cycle")
      try expectInapplicable(
        id, quadratic("usam", ["eta": 0.01, "rho": 0.1]), because: "no 2-cycle")
      try expectInapplicable(
        id, quadratic("sam", ["eta": 0.21, "rho": 0.1], steps: 20), because: "threshold")
      try expectInapplicable(
        id, quadratic("sam", ["eta": 0.3, "rho": 0.1], steps: 200), because: "diverges")
      try expectInapplicable(
        id, quadratic("sam-momentum", ["eta": 0.05, "rho": 0.1, "beta": 0.9]),
        because: "β ≥ 0.6")
      // The 2-cycle breaks up in double wells and at the flattest point of ½(xy − 1)².
      try expectInapplicable(
        id,
        RunSetup(
          "double-well", "sam", ["eta": 0.2, "rho": 0.15], from: Point(-0.3, 0.2), steps: 900),
        because: "breaks up")
      try expectInapplicable(
        id,
        RunSetup(
          "half-hyperbola", "sam", ["eta": 0.1, "rho": 0.2], from: Point(1.1, 1.02), steps: 900),
        because: "breaks up")
    }
  }

  @Test func `are predicted in narrow basins`() throws {
    let narrow = RunSetup(
      "softmin", "sam", ["eta": 0.02, "rho": 0.002], from: Point(-2.2, -0.8), steps: 6000)
    let threshold = try narrow.result("cycle-edge")
    #expect(abs(try #require(threshold.predicted) - 20) < 1e-3)
    #expect(abs(try #require(threshold.measured) - 20) < 1e-3)
    try expectInapplicable("loss-floor", narrow, because: "not a quadratic bowl")
  }

  @Test func `are not predicted near the threshold of a loss that is not quadratic`() throws {
    try expectInapplicable(
      "cycle-radius",
      RunSetup(
        "styblinski-tang", "sam", ["eta": 0.05689, "rho": 0.00222], from: Point(3.3797, -0.081),
        steps: 2000),
      because: "not quadratic")
  }

  @Test func `are not predicted for a run that rounding keeps on the flat axis`() throws {
    let onFlatAxis = RunSetup(
      "quadratic", "sam", ["eta": 0.001, "rho": 0.156], from: Point(-2.3165, -0.8), steps: 7000)
    #expect(try onFlatAxis.recording.trajectory.points[7000].y == 0)
    for id in ["cycle-radius", "cycle-direction", "cycle-edge"] {
      try expectInapplicable(id, onFlatAxis, because: "flat axis")
    }
  }

  /// The largest ρ below which all runs end on a 2-cycle, to 1 % of the predicted ρ.
  private func measuredBreakUp(_ setup: (Double) -> RunSetup, from predicted: Double) throws
    -> Double
  {
    var last = 0.0
    for factor in stride(from: 0.5, through: 1.5, by: 0.01) {
      let recording = try setup(factor * predicted).recording
      guard recording.period(at: recording.lastStep) == 2 else { return last }
      last = factor * predicted
    }
    return last
  }

  @Test func `break up at or slightly below the predicted ρ`() throws {
    func doubleWell(_ eta: Double) -> (Double) -> RunSetup {
      {
        RunSetup(
          "double-well", "sam", ["eta": eta, "rho": $0], from: Point(-1.01, 0.02), steps: 8000)
      }
    }
    func hyperbola(_ eta: Double) -> (Double) -> RunSetup {
      {
        RunSetup(
          "half-hyperbola", "sam", ["eta": eta, "rho": $0], from: Point(1.01, 1.01), steps: 8000)
      }
    }
    for family in [
      doubleWell(0.05), doubleWell(0.1), doubleWell(0.2), doubleWell(0.4), hyperbola(0.05),
      hyperbola(0.1), hyperbola(0.3),
    ] {
      let setup = family(0.01)
      let predicted = try #require(try setup.result("cycle-break-up").predicted)
      let measured = try measuredBreakUp(family, from: predicted)
      printRow("cycle-break-up", setup, predicted, measured, nil)
      #expect(measured <= 1.01 * predicted && measured >= 0.75 * predicted)
    }
    try expectInapplicable(
      "cycle-break-up", quadratic("sam", ["eta": 0.1, "rho": 0.3]), because: "symmetric")
    try expectInapplicable(
      "cycle-break-up", quadratic("usam", ["eta": 0.01, "rho": 0.3]), because: "SAM only")
  }
}
