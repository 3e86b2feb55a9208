import Engine
import Testing

@Suite struct `The predicted drift of SAM` {
  private func sam(
    _ surface: String, set: [String: Double] = [:], _ eta: Double, _ rho: Double,
    from start: Point<Double>, steps: Int, at step: Int? = nil
  ) -> RunSetup {
    RunSetup(
      surface, set: set, "sam", ["eta": eta, "rho": rho], from: start, steps: steps, at: step)
  }

  /// Runs along level valleys of minima.
  private var valleys: [RunSetup] {
    [
      sam("half-hyperbola", 0.1, 0.1, from: Point(3, 0.34), steps: 100),
      sam("half-hyperbola", 0.1, 0.1, from: Point(3, 0.34), steps: 300),
      sam("half-hyperbola", 0.1, 0.1, from: Point(3, 0.34), steps: 700),
      sam("half-hyperbola", 0.05, 0.05, from: Point(3, 0.34), steps: 5000),
      sam("hyperbola", 0.02, 0.1, from: Point(3, 0.34), steps: 1000),
      sam("hyperbola", 0.05, 0.05, from: Point(3, 0.34), steps: 1000),
      sam("valley", 0.1, 0.1, from: Point(1.8, 0.05), steps: 200),
      sam("valley", 0.1, 0.1, from: Point(1.8, 0.05), steps: 1000),
      sam("valley", set: ["k": 5, "a": 0.5], 0.05, 0.2, from: Point(1.8, 0.05), steps: 400),
    ]
  }

  /// Runs whose perturbed points leave the quadratic region, or whose valley floor is not level.
  private var difficultValleys: [RunSetup] {
    [
      sam("logcosh", 0.2, 0.1, from: Point(0.1, 2), steps: 300),
      sam("logcosh", 0.2, 0.1, from: Point(0.1, 2), steps: 1000),
      sam("logcosh", 0.4, 0.1, from: Point(2, 6.324555320336759), steps: 1000),
      sam("root", 0.1, 0.05, from: Point(0.1, 3), steps: 3000),
      sam("root", 0.2, 0.1, from: Point(0.1, 2), steps: 600),
      sam("ravine", 0.1, 0.1, from: Point(-1.1, 0.2), steps: 300),
      sam("factorization", 0.1, 0.01, from: Point(0.7, 2.1), steps: 1000),
      sam("factorization", 0.1, 0.02, from: Point(0.7, 2.1), steps: 1000),
      sam("factorization", 0.05, 0.01, from: Point(0.7, 2.1), steps: 1000),
    ]
  }

  @Test func `has the measured position on the valley floor`() throws {
    try expectAgreement("drift-position", valleys, within: 0.002)
    try expectAgreement("drift-position", difficultValleys, within: 0.025)
  }

  @Test func `has the measured rate`() throws {
    try expectAgreement("drift-rate", valleys, within: 0.01)
    // On the ravine, gradient and drift almost cancel, which amplifies relative errors.
    try expectAgreement(
      "drift-rate", difficultValleys.filter { $0.surface != "ravine" }, within: 0.06)
    for ravine in difficultValleys where ravine.surface == "ravine" {
      try expectInapplicable("drift-rate", ravine, because: "nearly cancel")
    }
  }

  @Test func `applies to the ring`() throws {
    let setups = [(0.05, 0.1), (0.05, 0.05), (0.02, 0.1), (0.1, 0.05), (0.08, 0.1)].map {
      sam("ring", $0, $1, from: Point(0.9214616899848914, 0.5033968155344132), steps: 700)
    }
    try expectAgreement("drift-position", setups, within: 0.03)
    try expectAgreement("drift-rate", setups, within: 0.05)
  }

  @Test func `agrees with the imbalance on xy = 1`() throws {
    let recording = try valleys[2].recording
    let path = Theory.driftPath(recording)
    for (step, expected) in [(100, 2.7075), (300, 1.3965), (500, 0.8051)] {
      let next = try #require(path.firstIndex { $0.step >= step })
      let (a, b) = (path[max(next - 1, 0)], path[next])
      let fraction = a.step == b.step ? 0 : Double(step - a.step) / Double(b.step - a.step)
      let predicted = (1 - fraction) * balance(a.point) + fraction * balance(b.point)
      #expect(abs(predicted / expected - 1) < 5e-3, "B at \(step): \(predicted)")
    }
  }

  @Test func `covers the whole run`() throws {
    let short = try #require(valleys.first)
    let long = try sam("half-hyperbola", 0.1, 0.1, from: short.start, steps: 700).recording
    let path = Theory.driftPath(long)
    #expect(path.count > 50)
    #expect(try #require(path.first).step < 20)
    #expect(try #require(path.last).step == 700)
    for (step, point) in path {
      #expect((long.smoothedPoint(at: step) - point).norm < 0.02, "step \(step)")
      #expect(abs(point.x * point.y - 1) < 1e-3)
    }
  }

  @Test func `stops at the predicted equilibrium`() throws {
    let setups = [
      sam("valley", 0.1, 0.1, from: Point(1.8, 0.05), steps: 20_000),
      sam("valley", 0.05, 0.2, from: Point(-1.5, 0.05), steps: 20_000),
      sam("valley", set: ["k": 5, "a": 2], 0.05, 0.1, from: Point(1, 0.05), steps: 20_000),
      sam("ravine", set: ["barrier": 0.03], 0.1, 0.1, from: Point(-1.1, 0.2), steps: 4000),
      sam("ravine", set: ["barrier": 0.025], 0.1, 0.1, from: Point(-1.1, 0.2), steps: 4000),
      sam("ring", 0.05, 0.1, from: Point(0.92, 0.5), steps: 20_000),
    ]
    try expectAgreement("parking", setups, within: 0.03)
    for setup in setups.prefix(3) {
      let theory = Theory(try setup.recording)
      #expect(try #require(theory.driftEquilibrium).norm < 1e-6)
    }
  }

  @Test func `balances Rosenbrock's gradient at x = 0.742`() throws {
    let setup = sam("rosenbrock", 0.001, 0.02, from: Point(-1.2, 1), steps: 20_000)
    let recording = try setup.recording
    let equilibrium = try #require(Theory(recording).driftEquilibrium)
    let measured = recording.smoothedPoint(at: recording.lastStep)
    printRow("parking", setup, equilibrium.x, measured.x, measured.x / equilibrium.x - 1)
    #expect(abs(equilibrium.x - 0.7422) < 1e-3)
    #expect(abs(measured.x / equilibrium.x - 1) < 4e-3)
  }

  @Test func `is not predicted where its assumptions fail`() throws {
    let ids = ["drift-position", "drift-rate", "parking"]
    for id in ids {
      for optimizer in ["gd", "usam"] {
        try expectInapplicable(
          id,
          RunSetup("half-hyperbola", optimizer, ["eta": 0.1], from: Point(3, 0.34), steps: 100),
          because: "only SAM")
      }
      try expectInapplicable(
        id, sam("hyperbola", 0.05, 3, from: Point(3, 0.34), steps: 100), because: "diverges")
      // The cycle of period 5 at the flattest point.
      try expectInapplicable(
        id, sam("half-hyperbola", 0.1, 0.2, from: Point(1.1, 1.02), steps: 900),
        because: "breaks up")
      try expectInapplicable(
        id, sam("saddle", 0.05, 0.3, from: Point(-3, -0.01), steps: 400), because: "as at a saddle")
    }
    // Near (1, 1) the 2-cycle breaks up for ρ > 0.085.
    let broken = sam("half-hyperbola", 0.1, 0.1, from: Point(3, 0.34), steps: 3000)
    try expectInapplicable("drift-position", broken, because: "breaks up")
    try expectInapplicable("drift-rate", broken, because: "breaks up")
    try expectInapplicable("parking", broken, because: "breaks up")
    #expect(Theory.driftPath(try broken.recording).allSatisfy { $0.step < 1100 })
    try expectInapplicable(
      "drift-position", sam("valley", 0.1, 0.1, from: Point(1.8, 0.05), steps: 200, at: 1),
      because: "not on the valley floor yet")
  }
}
