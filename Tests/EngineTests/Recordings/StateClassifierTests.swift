import Engine
import Testing

@Suite struct `The state classifier` {
  /// The fraction of the steps from `first` on whose state satisfies a predicate.
  private func fraction(
    _ recording: Recording, from first: Int, where predicate: (State) -> Bool
  ) -> Double {
    let spans = recording.stateChanges()
    let ends = spans.dropFirst().map(\.step) + [recording.lastStep + 1]
    let steps = zip(spans, ends).reduce(0) { sum, span in
      predicate(span.0.state) ? sum + max(0, span.1 - max(first, span.0.step)) : sum
    }
    return Double(steps) / Double(recording.lastStep + 1 - first)
  }

  private func sam(
    _ surface: String, _ eta: Double, _ rho: Double, from start: Point<Double>, steps: Int = 6000
  ) throws -> Recording {
    try record(surface, "sam", ["eta": eta, "rho": rho], from: start, steps: steps)
  }

  /// The smallest period of the last 64 points by definition, or nil.
  private func exactPeriod(_ recording: Recording) -> Int? {
    let points = recording.trajectory.points
    return (1...64).first { period in
      (0..<64).allSatisfy { back in
        let at = recording.lastStep - back
        return (points[at] - points[at - period]).norm < 1e-7
      }
    }
  }

  @Test(
    arguments: [
      ("half-hyperbola", 0.1, 0.08, 2), ("half-hyperbola", 0.1, 0.1, 11),
      ("half-hyperbola", 0.1, 0.12, 9), ("half-hyperbola", 0.1, 0.15, 7),
      ("half-hyperbola", 0.1, 0.2, 5), ("half-hyperbola", 0.1, 0.3, 3),
      ("half-hyperbola", 0.15, 0.3, 3), ("half-hyperbola", 0.05, 0.5, 4),
      ("half-hyperbola", 0.1, 0.5, 4), ("half-hyperbola", 0.2, 0.4, 4),
      ("half-hyperbola", 0.08, 0.2, 5), ("half-hyperbola", 0.12, 0.15, 7),
      ("half-hyperbola", 0.15, 0.4, 7), ("half-hyperbola", 0.08, 0.25, 11),
      ("half-hyperbola", 0.1, 0.25, 11), ("half-hyperbola", 0.1, 0.05, 2),
      ("half-hyperbola", 0.05, 0.1, 29), ("double-well", 0.12, 0.08, 11),
      ("double-well", 0.15, 0.08, 4), ("double-well", 0.12, 0.1, 7), ("double-well", 0.12, 0.15, 5),
      ("double-well", 0.2, 0.02, 2), ("double-well", 0.2, 0.2, 3), ("double-well", 0.2, 0.3, 4),
      ("double-well", 0.2, 0.4, 5), ("double-well", 0.1, 0.1, 7), ("double-well", 0.1, 0.08, 9),
      ("double-well", 0.1, 0.25, 6), ("double-well", 0.1, 0.15, 10),
      ("double-well", 0.1, 0.3, 18),
    ])
  func `reports the period of a cycle after its break-up`(
    _ surface: String, _ eta: Double, _ rho: Double, _ period: Int
  ) throws {
    let start = surface == "double-well" ? Point(-1.01, 0.02) : Point(1.01, 1.02)
    let recording = try sam(surface, eta, rho, from: start, steps: 9000)
    #expect(exactPeriod(recording) == period)
    #expect(recording.state(at: recording.lastStep) == .cycling(period: period))
    #expect(recording.period(at: recording.lastStep) == period)
    let first = recording.lastStep - 500
    #expect(fraction(recording, from: first) { $0 == .cycling(period: period) } == 1)
  }

  /// These cycles converge slowly, because ηλ is small; each has lasted for a sixteenth of the run.
  @Test(
    arguments: [
      ("cosh", [:], 0.0017235, 0.08459, Point(-3.937, -0.797), 2100, 2),
      ("quadratic", ["a": 1, "b": 1], 0.0252, 0.923, Point(0.22, 0.5), 200, 2),
      ("quadratic", ["a": 1, "b": 1], 0.0246, 0.783, Point(1.84, 1.01), 200, 2),
      ("quadratic", ["a": 4, "b": 4], 0.0056, 0.758, Point(0.33, -0.79), 200, 2),
    ] as [(String, [String: Double], Double, Double, Point<Double>, Int, Int)])
  func `reports the period of a cycle that converges slowly`(
    _ surface: String, _ knobs: [String: Double], _ eta: Double, _ rho: Double,
    _ start: Point<Double>, _ steps: Int, _ period: Int
  ) throws {
    let sam = ["eta": eta, "rho": rho]
    let early = try record(surface, set: knobs, "sam", sam, from: start, steps: steps)
    #expect(early.state(at: steps) == .cycling(period: period))
    #expect(fraction(early, from: steps / 2) { $0 == .chaotic } == 0)
    let converged = try record(surface, set: knobs, "sam", sam, from: start, steps: 100_000)
    #expect(exactPeriod(early) == nil && exactPeriod(converged) == period)
  }

  @Test func `reports an oscillation along the neuron's valley as drifting`() throws {
    let recording = try sam("threshold", 0.4378, 0.030356, from: Point(0.567, -10.7), steps: 2000)
    #expect(fraction(recording, from: 0) { $0 == .chaotic } == 0)
    #expect(recording.state(at: 2000) == .drifting)
  }

  @Test(arguments: [(0.0, 1.0, 2), (0.3, 1, 2), (0.5, 0.3, 2), (0.5, 1, 4), (0.9, 0.3, 6)])
  func `reports the period of SAM with momentum`(_ beta: Double, _ y: Double, _ period: Int) throws
  {
    let recording = try record(
      "quadratic", set: ["a": 1, "b": 10], "sam-momentum",
      ["eta": 0.05, "rho": 0.1, "beta": beta], from: Point(0.3, y), steps: 4000)
    #expect(exactPeriod(recording) == period)
    #expect(recording.state(at: recording.lastStep) == .cycling(period: period))
  }

  @Test(arguments: [0.001, 0.003, 0.01, 0.03, 0.1])
  func `distinguishes a slow drift from rest`(_ rho: Double) throws {
    for (surface, start) in [("half-hyperbola", Point(3, 0.34)), ("valley", Point(1.8, 0.05))] {
      let drifting = try sam(surface, 0.1, rho, from: start, steps: 900)
      #expect(fraction(drifting, from: 200) { $0 == .drifting } == 1, "\(surface)")
      for optimizer in ["gd", "usam"] {
        let knobs = optimizer == "gd" ? ["eta": 0.1] : ["eta": 0.1, "rho": rho]
        let resting = try record(surface, optimizer, knobs, from: start, steps: 900)
        #expect(resting.state(at: 900) == .settled, "\(optimizer) on \(surface)")
        #expect(fraction(resting, from: 0) { $0 == .drifting } == 0, "\(optimizer) on \(surface)")
      }
    }
  }

  @Test func `reports a slow descent as descending`() throws {
    for (optimizer, knobs) in [
      ("gd", ["eta": 0.1]), ("gd", ["eta": 0.199]), ("momentum", ["eta": 0.05]),
      ("momentum", ["eta": 0.02, "beta": 0.6]),
    ] {
      let recording = try record(
        "quadratic", set: ["a": 0.001, "b": 10], optimizer, knobs, from: Point(2, 1), steps: 3000)
      #expect(fraction(recording, from: 100) { $0 == .descending } == 1, "\(optimizer) \(knobs)")
    }
    for (optimizer, eta) in [("gd", 0.001), ("momentum", 0.0005)] {
      let rosenbrock = try record(
        "rosenbrock", optimizer, ["eta": eta], from: Point(-1.2, 1), steps: 4000)
      #expect(fraction(rosenbrock, from: 0) { $0 == .drifting } < 0.05, "\(optimizer)")
    }
  }

  /// Within ρ of a minimum, SAM's steps are much longer than η‖∇f(w)‖.
  @Test(arguments: [0.002, 0.01, 0.03], [2.0, 5, 10, 20])
  func `does not report SAM's approach to a minimum as drifting`(_ eta: Double, _ sharpness: Double)
    throws
  {
    for rho in [0.03, 0.1, 0.3] {
      let recording = try record(
        "quadratic", set: ["a": 1, "b": sharpness], "sam", ["eta": eta, "rho": rho],
        from: Point(2, 1), steps: 6000)
      // A few steps may be drifting when the oscillation begins.
      #expect(fraction(recording, from: 0) { $0 == .drifting } < 0.005, "\(rho)")
    }
  }

  /// SAM on Rastrigin's function, on Himmelblau's, and after a cycle's break-up.
  @Test func `reports chaotic runs as chaotic`() throws {
    let runs = [
      try sam("rastrigin", 0.01, 0.3, from: Point(2.3, 1.2)),
      try sam("himmelblau", 0.01, 0.5, from: Point(0, 0.5)),
      try sam("double-well", 0.2, 0.15, from: Point(-1.01, 0.02)),
      try sam("double-well", 0.2, 0.28, from: Point(-1.01, 0.02)),
    ]
    for (index, recording) in runs.enumerated() {
      let chaotic = fraction(recording, from: 300) { $0 == .chaotic }
      let drifting = fraction(recording, from: 300) { $0 == .drifting }
      print("chaotic run \(index): \(chaotic) of the steps, drifting \(drifting)")
      #expect(exactPeriod(recording) == nil)
      #expect(chaotic > 0.9, "run \(index)")
      #expect(drifting < 0.02, "run \(index)")
    }
  }

  /// SAM at a maximum, at a steep saddle and at Beale's saddle, which it never leaves.
  @Test func `reports irregular motion around a saddle as at a saddle`() throws {
    func quadratic(_ a: Double, _ b: Double, _ eta: Double, _ rho: Double) throws -> Recording {
      try record(
        "quadratic", set: ["a": a, "b": b], "sam", ["eta": eta, "rho": rho],
        from: Point(0.01, 0.02), steps: 6000)
    }
    let runs = [
      try quadratic(-1, -2, 0.05, 0.3), try quadratic(-8, -8, 0.05, 0.3),
      try quadratic(-3, -5, 0.1, 0.5), try quadratic(2, -8, 0.05, 0.3),
      try quadratic(2, -16, 0.05, 0.3), try sam("beale", 0.001, 0.5, from: Point(1, 2)),
    ]
    for (index, recording) in runs.enumerated() {
      #expect(exactPeriod(recording) == nil)
      #expect(fraction(recording, from: 300) { $0 == .atSaddle() } == 1, "run \(index)")
    }
  }
}
