import Engine
import Testing

@Suite struct `Predictions at saddles` {
  private func saddle(
    _ optimizer: String, _ knobs: [String: Double], up: Double = 2, down: Double = 2,
    x: Double = -3, y: Double = -0.01, steps: Int = 1500
  ) -> Setting {
    Setting(
      "saddle", set: ["a": up, "b": down], optimizer, knobs, from: Point(x, y), steps: steps)
  }

  @Test func `give the growth per step`() throws {
    var settings: [Setting] = []
    for (eta, rho, down) in [
      (0.05, 0.3, 2.0), (0.05, 0.1, 1), (0.05, 0.5, 0.5), (0.05, 0.2, 0.2), (0.2, 0.3, 1),
    ] {
      settings.append(saddle("gd", ["eta": eta], down: down))
      settings.append(saddle("usam", ["eta": eta, "rho": rho], down: down))
      settings.append(saddle("sam", ["eta": eta, "rho": rho], down: down))
    }
    settings.append(
      Setting("double-well", "sam", ["eta": 0.2, "rho": 0.5], from: Point(-0.3, 0.2), steps: 500))
    try compare("saddle-multiplier", settings, within: 1e-3)
  }

  @Test(arguments: [0.01, 0.05, 0.2, 0.5, 1, 2])
  func `tell whether SAM is held`(_ down: Double) throws {
    // ηλ₊²/(2 − ηλ₊) = 0.1053 parts the two, whatever ρ.
    for rho in [0.1, 0.3, 1] {
      let setting = saddle("sam", ["eta": 0.05, "rho": rho], down: down, y: -1e-3, steps: 20_000)
      let recording = try setting.recording
      // The path comes within ‖∇f‖ < ρ|λ₋| or it does not: then theory is silent.
      let predicted = try setting.finding("saddle-multiplier").predicted
      let held =
        recording.trajectory.divergedAt == nil
        && abs(recording.trajectory.points[recording.lastStep].y) < 1e-3
      #expect(held == (down > 0.1053), "ρ \(rho)")
      if let predicted { #expect((abs(predicted) < 1) == held, "ρ \(rho): \(predicted)") }
      if held { #expect(predicted != nil) }
    }
  }

  @Test(arguments: [0.49, 0.51])
  func `tell whether USAM is held`(_ rho: Double) throws {
    let finding = try saddle("usam", ["eta": 0.05, "rho": rho]).finding("saddle-multiplier")
    let multiplier = try #require(finding.predicted)
    #expect((multiplier < 1) == (rho * 2 > 1))
  }

  @Test func `are measured while there are digits to measure by`() throws {
    let held = Setting(
      "saddle", "usam", ["eta": 0.0567, "rho": 1.583], from: Point(1.08, -0.454), steps: 2000)
    let finding = try held.finding("saddle-multiplier")
    let (predicted, measured) = (try #require(finding.predicted), try #require(finding.measured))
    #expect(abs(predicted - 0.754) < 1e-3 && abs(measured / predicted - 1) < 1e-6)
    // Where the look ends in ground of another kind, a step is no measure of the saddle's.
    let swings = Setting(
      "softmin", "usam", ["eta": 0.0109, "rho": 0.1947], from: Point(-1.71, -0.375), steps: 2000)
    let other = try swings.finding("saddle-multiplier")
    if let predicted = other.predicted, let measured = other.measured {
      #expect(abs(measured / predicted - 1) < 0.05)
    }
  }

  @Test func `are not made elsewhere`() throws {
    try refuse(
      "saddle-multiplier",
      Setting("quadratic", "sam", ["eta": 0.05, "rho": 0.1], from: Point(2, 1), steps: 90),
      because: "no saddle")
    try refuse(
      "saddle-multiplier", saddle("sam", ["eta": 0.05, "rho": 0.5], x: -0.3, y: -0.6, steps: 3),
      because: "‖∇f‖ < ρ|λ₋|")
    // So steep that SAM wanders about it, chaotically.
    try refuse(
      "saddle-multiplier",
      saddle("sam", ["eta": 0.05, "rho": 0.3], down: 8, y: -1e-3, steps: 400),
      because: "wanders")
    try refuse("saddle-multiplier", saddle("gd", ["eta": 1.1], steps: 4), because: "threshold")
  }
}

@Suite struct `Predicted hallucinations` {
  private let settings =
    [1.2, 1.3, 1.4, 1.5, 1.7].map { rho in
      Setting(
        "double-well", "sam", ["eta": 0.2, "rho": rho], from: Point(-0.3, 0.2), steps: 2000)
    } + [
      Setting("sine", "sam", ["eta": 0.05, "rho": 1], from: Point(0.2, 0.3), steps: 1000),
      Setting("dip", "sam", ["eta": 0.02, "rho": 0.8], from: Point(-3.5, 0.05), steps: 2000),
    ]

  @Test func `have the slope on which the run stops`() throws {
    try compare("hallucinated-slope", settings, within: 1e-6)
  }

  @Test func `are where the run is`() throws {
    for setting in settings {
      let recording = try setting.recording
      let place = try #require(try setting.finding("hallucinated-slope").location)
      let p = recording.trajectory.points[recording.lastStep]
      #expect((p - place).norm < 1e-6, "\(setting.testDescription)")
    }
  }

  @Test(arguments: [1.2, 1.3, 1.4, 1.5, 1.7])
  func `hold SAM up to the predicted step`(_ rho: Double) throws {
    func recording(_ eta: Double) throws -> Recording {
      try record(
        "double-well", "sam", ["eta": eta, "rho": rho],
        from: Point(1 - rho + 1e-5, 1e-5), steps: 4000)
    }
    let setting = Setting(
      "double-well", "sam", ["eta": 0.1, "rho": rho], from: Point(1 - rho, 0), steps: 400)
    let finding = try setting.finding("hallucination-threshold")
    let predicted = try #require(finding.predicted)
    var (low, high) = (0.05, 0.8)
    while high - low > 1e-4 {
      let middle = 0.5 * (low + high)
      let run = try recording(middle)
      let end = run.trajectory.points[run.lastStep]
      if (end - Point(1 - rho, 0)).norm < 1e-4 { low = middle } else { high = middle }
    }
    printRow("hallucination-threshold", setting, predicted, low, low / predicted - 1)
    // J = diag(2, 1 + ρ/|f′(x*)|), of which the second is the larger.
    let x = 1 - rho
    #expect(abs(predicted * (1 + rho / abs(x * (x * x - 1))) / 2 - 1) < 1e-9)
    #expect(abs(low / predicted - 1) < 2e-3)
  }

  @Test func `are not seen where SAM is at a true minimum`() throws {
    for id in ["hallucinated-slope", "hallucination-threshold"] {
      try refuse(
        id,
        Setting(
          "double-well", "sam", ["eta": 0.2, "rho": 0.05], from: Point(-0.3, 0.2), steps: 500),
        because: "does not end at a minimum")
      try refuse(
        id, Setting("double-well", "gd", ["eta": 0.2], from: Point(-0.3, 0.2), steps: 500),
        because: "SAM's")
    }
  }
}
