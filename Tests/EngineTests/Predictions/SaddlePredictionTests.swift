import Engine
import Testing

@Suite struct `Predictions at saddles` {
  private func saddle(
    _ optimizer: String, _ knobs: [String: Double], a: Double = 2, b: Double = 2,
    x: Double = -3, y: Double = -0.01, steps: Int = 1500
  ) -> RunSetup {
    RunSetup(
      "saddle", set: ["a": a, "b": b], optimizer, knobs, from: Point(x, y), steps: steps)
  }

  @Test func `give the measured growth per step`() throws {
    var setups: [RunSetup] = []
    for (eta, rho, b) in [
      (0.05, 0.3, 2.0), (0.05, 0.1, 1), (0.05, 0.5, 0.5), (0.05, 0.2, 0.2), (0.2, 0.3, 1),
    ] {
      setups.append(saddle("gd", ["eta": eta], b: b))
      setups.append(saddle("usam", ["eta": eta, "rho": rho], b: b))
      setups.append(saddle("sam", ["eta": eta, "rho": rho], b: b))
    }
    setups.append(
      RunSetup("double-well", "sam", ["eta": 0.2, "rho": 0.5], from: Point(-0.3, 0.2), steps: 500))
    try expectAgreement("saddle-multiplier", setups, within: 1e-3)
  }

  @Test(arguments: [0.01, 0.05, 0.2, 0.5, 1, 2])
  func `decide whether SAM converges to the saddle`(_ b: Double) throws {
    // |λ₋| = ηλ₊²/(2 − ηλ₊) = 0.1053 separates the two outcomes for every ρ.
    for rho in [0.1, 0.3, 1] {
      let setup = saddle("sam", ["eta": 0.05, "rho": rho], b: b, y: -1e-3, steps: 20_000)
      let recording = try setup.recording
      // The result is inapplicable if the path never reaches ‖∇f‖ < ρ|λ₋|.
      let predicted = try setup.result("saddle-multiplier").predicted
      let converges =
        recording.trajectory.divergedAt == nil
        && abs(recording.trajectory.points[recording.lastStep].y) < 1e-3
      #expect(converges == (b > 0.1053), "ρ \(rho)")
      if let predicted { #expect((abs(predicted) < 1) == converges, "ρ \(rho): \(predicted)") }
      if converges { #expect(predicted != nil) }
    }
  }

  @Test(arguments: [0.49, 0.51])
  func `decide whether USAM converges to the saddle`(_ rho: Double) throws {
    let result = try saddle("usam", ["eta": 0.05, "rho": rho]).result("saddle-multiplier")
    let multiplier = try #require(result.predicted)
    #expect((multiplier < 1) == (rho * 2 > 1))
  }

  @Test func `are measured before rounding dominates the coordinate`() throws {
    let converging = RunSetup(
      "saddle", "usam", ["eta": 0.0567, "rho": 1.583], from: Point(1.08, -0.454), steps: 2000)
    let result = try converging.result("saddle-multiplier")
    let (predicted, measured) = (try #require(result.predicted), try #require(result.measured))
    #expect(abs(predicted - 0.754) < 1e-3 && abs(measured / predicted - 1) < 1e-6)
    // Outside the saddle's quadratic region, a step does not measure the multiplier.
    let leaving = RunSetup(
      "softmin", "usam", ["eta": 0.0109, "rho": 0.1947], from: Point(-1.71, -0.375), steps: 2000)
    let other = try leaving.result("saddle-multiplier")
    if let predicted = other.predicted, let measured = other.measured {
      #expect(abs(measured / predicted - 1) < 0.05)
    }
  }

  @Test func `are not made where their assumptions fail`() throws {
    try expectInapplicable(
      "saddle-multiplier",
      RunSetup("quadratic", "sam", ["eta": 0.05, "rho": 0.1], from: Point(2, 1), steps: 90),
      because: "no saddle")
    try expectInapplicable(
      "saddle-multiplier", saddle("sam", ["eta": 0.05, "rho": 0.5], x: -0.3, y: -0.6, steps: 3),
      because: "‖∇f‖ < ρ|λ₋|")
    // SAM is chaotic at a steep saddle.
    try expectInapplicable(
      "saddle-multiplier",
      saddle("sam", ["eta": 0.05, "rho": 0.3], b: 8, y: -1e-3, steps: 400),
      because: "moves irregularly")
    try expectInapplicable(
      "saddle-multiplier", saddle("gd", ["eta": 1.1], steps: 4), because: "threshold")
  }
}
