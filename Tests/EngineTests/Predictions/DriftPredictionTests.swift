import Engine
import Testing

@Suite struct `The predicted slow drift of SAM` {
  private func sam(
    _ surface: String, set: [String: Double] = [:], _ eta: Double, _ rho: Double,
    from start: Point<Double>, steps: Int, at step: Int? = nil
  ) -> Setting {
    Setting(
      surface, set: set, "sam", ["eta": eta, "rho": rho], from: start, steps: steps, at: step)
  }

  /// Runs over five kinds of valleys.
  private var valleys: [Setting] {
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

  /// Those on which the look reaches beyond the parabola, or the floor itself slopes.
  private var rougher: [Setting] {
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

  @Test func `says where on the floor the run is`() throws {
    try compare("drift-position", valleys, within: 0.002)
    try compare("drift-position", rougher, within: 0.025)
  }

  @Test func `says how fast it moves`() throws {
    try compare("drift-rate", valleys, within: 0.01)
    // On the ravine slope and push all but cancel, so that a small error of either is a large one.
    try compare("drift-rate", rougher.filter { $0.surface != "ravine" }, within: 0.06)
    for ravine in rougher where ravine.surface == "ravine" {
      try refuse("drift-rate", ravine, because: "all but cancel")
    }
  }

  @Test func `holds round a ring`() throws {
    let settings = [(0.05, 0.1), (0.05, 0.05), (0.02, 0.1), (0.1, 0.05), (0.08, 0.1)].map {
      sam("ring", $0, $1, from: Point(0.9214616899848914, 0.5033968155344132), steps: 700)
    }
    try compare("drift-position", settings, within: 0.03)
    try compare("drift-rate", settings, within: 0.05)
  }

  @Test func `is what the balancedness on xy = 1 shows`() throws {
    let recording = try valleys[2].recording
    let path = Theory.driftPath(recording)
    func balance(_ p: Point<Double>) -> Double { 0.5 * (p.x * p.x - p.y * p.y) }
    for (step, expected) in [(100, 2.7075), (300, 1.3965), (500, 0.8051)] {
      let next = try #require(path.firstIndex { $0.step >= step })
      let (a, b) = (path[max(next - 1, 0)], path[next])
      let share = a.step == b.step ? 0 : Double(step - a.step) / Double(b.step - a.step)
      let predicted = (1 - share) * balance(a.point) + share * balance(b.point)
      #expect(abs(predicted / expected - 1) < 5e-3, "B at \(step): \(predicted)")
    }
  }

  @Test func `is there before the run has travelled it`() throws {
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

  @Test func `parks where theory says`() throws {
    let settings = [
      sam("valley", 0.1, 0.1, from: Point(1.8, 0.05), steps: 20_000),
      sam("valley", 0.05, 0.2, from: Point(-1.5, 0.05), steps: 20_000),
      sam("valley", set: ["k": 5, "a": 2], 0.05, 0.1, from: Point(1, 0.05), steps: 20_000),
      sam("ravine", set: ["barrier": 0.03], 0.1, 0.1, from: Point(-1.1, 0.2), steps: 4000),
      sam("ravine", set: ["barrier": 0.025], 0.1, 0.1, from: Point(-1.1, 0.2), steps: 4000),
      sam("ring", 0.05, 0.1, from: Point(0.92, 0.5), steps: 20_000),
    ]
    try compare("parking", settings, within: 0.03)
    for setting in settings.prefix(3) {
      let theory = Theory(try setting.recording)
      #expect(try #require(theory.driftEquilibrium).norm < 1e-6)
    }
  }

  @Test func `balances Rosenbrock's slope at x = 0.742`() throws {
    let setting = sam("rosenbrock", 0.001, 0.02, from: Point(-1.2, 1), steps: 20_000)
    let recording = try setting.recording
    let place = try #require(Theory(recording).driftEquilibrium)
    let measured = recording.smoothedPoint(at: recording.lastStep)
    printRow("parking", setting, place.x, measured.x, measured.x / place.x - 1)
    #expect(abs(place.x - 0.7422) < 1e-3)
    #expect(abs(measured.x / place.x - 1) < 4e-3)
  }

  @Test func `is not claimed where it does not hold`() throws {
    let ids = ["drift-position", "drift-rate", "parking"]
    for id in ids {
      for optimizer in ["gd", "usam"] {
        try refuse(
          id,
          Setting("half-hyperbola", optimizer, ["eta": 0.1], from: Point(3, 0.34), steps: 100),
          because: "only SAM")
      }
      try refuse(
        id, sam("hyperbola", 0.05, 3, from: Point(3, 0.34), steps: 100), because: "diverges")
      // The hum of period 5 at the flattest point.
      try refuse(
        id, sam("half-hyperbola", 0.1, 0.2, from: Point(1.1, 1.02), steps: 900),
        because: "breaks up")
      try refuse(
        id, sam("saddle", 0.05, 0.3, from: Point(-3, -0.01), steps: 400), because: "a saddle's")
    }
    // Near (1, 1) the 2-cycle breaks up for ρ > 0.085.
    let broken = sam("half-hyperbola", 0.1, 0.1, from: Point(3, 0.34), steps: 3000)
    try refuse("drift-position", broken, because: "breaks up")
    try refuse("drift-rate", broken, because: "breaks up")
    try refuse("parking", broken, because: "breaks up")
    #expect(Theory.driftPath(try broken.recording).allSatisfy { $0.step < 1100 })
    try refuse(
      "drift-position", sam("valley", 0.1, 0.1, from: Point(1.8, 0.05), steps: 200, at: 1),
      because: "not on the floor yet")
  }
}
