import Engine
import Testing

@Suite struct `Predicted hallucinated minimizers` {
  private let setups =
    [1.2, 1.3, 1.4, 1.5, 1.7].map { rho in
      RunSetup(
        "double-well", "sam", ["eta": 0.2, "rho": rho], from: Point(-0.3, 0.2), steps: 2000)
    } + [
      RunSetup("sine", "sam", ["eta": 0.05, "rho": 1], from: Point(0.2, 0.3), steps: 1000),
      RunSetup("dip", "sam", ["eta": 0.02, "rho": 0.8], from: Point(-3.5, 0.05), steps: 2000),
    ]

  @Test func `have the gradient norm at which the run stops`() throws {
    try expectAgreement("hallucinated-slope", setups, within: 1e-6)
  }

  @Test func `equal the last iterate of the run`() throws {
    for setup in setups {
      let recording = try setup.recording
      let location = try #require(try setup.result("hallucinated-slope").location)
      let p = recording.trajectory.points[recording.lastStep]
      #expect((p - location).norm < 1e-6, "\(setup.testDescription)")
    }
  }

  @Test(arguments: [1.2, 1.3, 1.4, 1.5, 1.7])
  func `attract SAM up to the predicted η`(_ rho: Double) throws {
    func recording(_ eta: Double) throws -> Recording {
      try record(
        "double-well", "sam", ["eta": eta, "rho": rho],
        from: Point(1 - rho + 1e-5, 1e-5), steps: 4000)
    }
    let setup = RunSetup(
      "double-well", "sam", ["eta": 0.1, "rho": rho], from: Point(1 - rho, 0), steps: 400)
    let result = try setup.result("hallucination-threshold")
    let predicted = try #require(result.predicted)
    var (low, high) = (0.05, 0.8)
    while high - low > 1e-4 {
      let middle = 0.5 * (low + high)
      let run = try recording(middle)
      let end = run.trajectory.points[run.lastStep]
      if (end - Point(1 - rho, 0)).norm < 1e-4 { low = middle } else { high = middle }
    }
    printRow("hallucination-threshold", setup, predicted, low, low / predicted - 1)
    // J = diag(2, 1 + ρ/|f′(x*)|); the second entry is larger.
    let x = 1 - rho
    #expect(abs(predicted * (1 + rho / abs(x * (x * x - 1))) / 2 - 1) < 1e-9)
    #expect(abs(low / predicted - 1) < 2e-3)
  }

  @Test func `are not predicted at a true minimum`() throws {
    for id in ["hallucinated-slope", "hallucination-threshold"] {
      try expectInapplicable(
        id,
        RunSetup(
          "double-well", "sam", ["eta": 0.2, "rho": 0.05], from: Point(-0.3, 0.2), steps: 500),
        because: "the ascent point is not at a minimum")
      try expectInapplicable(
        id, RunSetup("double-well", "gd", ["eta": 0.2], from: Point(-0.3, 0.2), steps: 500),
        because: "SAM only")
    }
  }
}
