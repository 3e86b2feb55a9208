import Engine
import Testing

@Suite struct `Predicted landing points` {
  @Test func `are where GD comes to rest`() throws {
    var setups: [RunSetup] = []
    for surface in ["logcosh", "root"] {
      for eta in [0.05, 0.1, 0.2] {
        setups.append(RunSetup(surface, "gd", ["eta": eta], from: Point(0.1, 8), steps: 9000))
      }
      setups.append(RunSetup(surface, "gd", ["eta": 0.2], from: Point(-5, 0.1), steps: 9000))
      setups.append(RunSetup(surface, "gd", ["eta": 0.2], from: Point(0.5, -6), steps: 9000))
    }
    try expectAgreement("landing-point", setups, within: 1e-3)
    // The error is of order η³.
    try expectAgreement(
      "landing-point",
      [(0.3, 4.0), (0.3, 6), (0.4, 4), (0.4, 5), (0.4, 6.3)].map { eta, y in
        RunSetup("logcosh", "gd", ["eta": eta], from: Point(0.1, y), steps: 4000)
      }, within: 0.01)
  }

  @Test func `are where USAM comes to rest`() throws {
    var setups: [RunSetup] = []
    for surface in ["logcosh", "root"] {
      for (eta, rho) in [(0.05, 0.1), (0.1, 0.1), (0.1, 0.5), (0.2, 0.02), (0.2, 0.1)] {
        setups.append(
          RunSetup(surface, "usam", ["eta": eta, "rho": rho], from: Point(0.1, 6), steps: 9000))
      }
    }
    try expectAgreement("landing-point", setups, within: 5e-3)
  }

  @Test func `are not predicted where their assumptions fail`() throws {
    func expectNoLandingPoint(
      _ surface: String, _ optimizer: String, _ knobs: [String: Double],
      from start: Point<Double> = Point(0.1, 5), because reason: String
    ) throws {
      try expectInapplicable(
        "landing-point", RunSetup(surface, optimizer, knobs, from: start, steps: 50),
        because: reason)
    }
    try expectNoLandingPoint("half-hyperbola", "gd", ["eta": 0.1], because: "log cosh")
    try expectNoLandingPoint("logcosh", "sam", ["eta": 0.1], because: "GD and USAM only")
    try expectNoLandingPoint(
      "logcosh", "gd", ["eta": 0.2], from: Point(0.1, 2), because: "above the stability threshold")
    try expectNoLandingPoint(
      "logcosh", "gd", ["eta": 0.2], from: Point(1, 3.3), because: "above the stability threshold")
    try expectNoLandingPoint(
      "logcosh", "gd", ["eta": 0.2], from: Point(0, 6), because: "above the stability threshold")
    try expectNoLandingPoint(
      "logcosh", "gd", ["eta": 0.4], from: Point(0.1, 40), because: "overshoot")
    try expectNoLandingPoint("root", "usam", ["eta": 0.4, "rho": 0.5], because: "too large")
  }
}
