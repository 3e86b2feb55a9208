import Engine
import Testing

/// A law's edge of validity: a knob turned from where the law speaks to where it does not.
private struct Edge: Sendable, CustomTestStringConvertible {
  let law: String
  let values: ClosedRange<Double>
  let because: String
  /// By what part the measured value may be off; for a bound, how far above it may be.
  let tolerance: Double
  /// For laws of η, which a single run does not show.
  let isOfStepSize: Bool
  let setting: @Sendable (Double) -> Setting

  init(
    _ law: String, _ values: ClosedRange<Double>, because: String, within tolerance: Double,
    isOfStepSize: Bool = false, setting: @escaping @Sendable (Double) -> Setting
  ) {
    (self.law, self.values, self.because) = (law, values, because)
    (self.tolerance, self.isOfStepSize, self.setting) = (tolerance, isOfStepSize, setting)
  }

  var testDescription: String { "\(law): \(because)" }
}

private let edges: [Edge] = [
  Edge(
    "step-threshold", 0.001...0.1, because: "no parabola", within: 0.03, isOfStepSize: true
  ) {
    Setting("softmin", "sam", ["eta": 0.02, "rho": $0], from: Point(-1.6, 0.1), steps: 900)
  },
  Edge("resting-sharpness", 0.1...0.3, because: "diverges", within: 1e-9) {
    Setting("hyperbola", "usam", ["eta": 0.05, "rho": $0], from: Point(3, 0.34), steps: 1000)
  },
  Edge("cycle-radius", 0.005...0.064, because: "changes c by", within: 0.03) {
    Setting("double-well", "sam", ["eta": 0.534, "rho": $0], from: Point(-1.01, 0.02), steps: 3000)
  },
  Edge("cycle-radius", 0.001...0.05, because: "changes c by", within: 0.03) {
    Setting("double-well", "sam", ["eta": 0.8, "rho": $0], from: Point(1.01, 0.02), steps: 3000)
  },
  Edge("cycle-radius", 0.005...0.1, because: "breaks up", within: 0.03) {
    Setting("double-well", "sam", ["eta": 0.05, "rho": $0], from: Point(1.01, 0.02), steps: 3000)
  },
  Edge("cycle-radius", 0.1...0.4, because: "a cycle of period 4", within: 1e-9) {
    Setting(
      "quadratic", set: ["a": 1, "b": 10], "sam-momentum",
      ["eta": 0.05, "rho": 0.1, "beta": $0], from: Point(1.5, 1), steps: 3000)
  },
  Edge("cycle-direction", 5...10, because: "equally sharp", within: 1e-6) {
    Setting(
      "quadratic", set: ["a": $0, "b": 10, "angle": 30], "sam", ["eta": 0.1, "rho": 0.3],
      from: Point(1.5, 1), steps: 6000)
  },
  Edge("cycle-edge", 0.002...0.9, because: "not a bowl", within: 1e-5) {
    Setting("softmin", "sam", ["eta": 0.02, "rho": $0], from: Point(-1.6, 0.1), steps: 6000)
  },
  Edge("cycle-break-up", 0.3...1.1, because: "above 2/λ", within: 0.01) {
    Setting("double-well", "sam", ["eta": $0, "rho": 1e-4], from: Point(1.01, 0.02), steps: 4000)
  },
  // The knob is how far down the start is.
  Edge("landing-point", -6...(-3.2), because: "far above the edge", within: 0.01) {
    Setting("logcosh", "gd", ["eta": 0.2], from: Point(0.1, $0), steps: 9000)
  },
  Edge("drift-position", 0.05...0.5, because: "look reaches", within: 0.05) {
    Setting("ring", "sam", ["eta": 0.05, "rho": $0], from: Point(0.92, 0.5), steps: 300)
  },
  Edge("drift-rate", 0.05...0.5, because: "does not apply", within: 0.06) {
    Setting("ring", "sam", ["eta": 0.05, "rho": $0], from: Point(0.92, 0.5), steps: 300)
  },
  Edge("parking", 0.09...0.3, because: "does not apply", within: 0.05) {
    Setting(
      "ravine", set: ["barrier": 0.03], "sam", ["eta": 0.1, "rho": $0], from: Point(-1.1, 0.2),
      steps: 4000)
  },
  Edge("epsilon-floor", 0.2...0.7, because: "so large", within: 0.02) {
    Setting("logcosh", "sam", ["eta": 0.4, "rho": $0], from: Point(0.1, 1), steps: 5000)
  },
  Edge("loss-floor", 0.05...0.15, because: "above 1/β", within: 0) {
    Setting(
      "quadratic", set: ["a": 10, "b": 10], "sam", ["eta": $0, "rho": 1], from: Point(1.3, 0.9),
      steps: 500)
  },
  Edge("saddle-multiplier", 1...8, because: "wanders", within: 1e-3) {
    Setting(
      "saddle", set: ["a": 2, "b": $0], "sam", ["eta": 0.05, "rho": 0.3], from: Point(-3, -0.001),
      steps: 400)
  },
  Edge("hallucinated-slope", 0.3...0.45, because: "not stable", within: 1e-6) {
    Setting("double-well", "sam", ["eta": $0, "rho": 1.4], from: Point(-0.4, 0), steps: 400)
  },
  // The knob is by how much ρ is short of 2.
  Edge(
    "hallucination-threshold", 0.6...1.2, because: "does not apply", within: 2e-3,
    isOfStepSize: true
  ) {
    Setting("double-well", "sam", ["eta": 0.2, "rho": 2 - $0], from: Point(-0.3, 0.2), steps: 900)
  },
]

@Suite struct `Edges of validity` {
  @Test func `are known of every law`() {
    #expect(Set(edges.map(\.law)) == Set(predictions.map(\.id)))
  }

  /// The edge is sought to a hundredth; just inside it the law must be right, just outside silent.
  @Test(arguments: edges)
  fileprivate func `part what a law gets right from what it says nothing of`(_ edge: Edge) throws {
    var (inside, outside) = (edge.values.lowerBound, edge.values.upperBound)
    while abs(outside - inside) > 0.01 * abs(inside) {
      let middle = 0.5 * (inside + outside)
      if try edge.setting(middle).finding(edge.law).applies {
        inside = middle
      } else {
        outside = middle
      }
    }
    let setting = edge.setting(inside)
    let finding = try setting.finding(edge.law)
    let predicted = try #require(finding.predicted, "\(finding.sentence)")
    let measured = try #require(
      try edge.isOfStepSize ? holding(edge, setting, finding) : finding.measured,
      "\(setting.testDescription)")
    let error = measured / predicted - 1
    printRow(edge.law, setting, predicted, measured, finding.relation == .atMost ? nil : error)
    #expect(
      (finding.relation == .atMost ? error : abs(error)) <= edge.tolerance,
      "\(setting.testDescription): predicted \(predicted), measured \(measured)")
    let beyond = edge.setting(outside)
    try refuse(edge.law, beyond, because: edge.because)
    print("| \(edge.law) | \(beyond.testDescription) | \(try beyond.finding(edge.law).sentence) |")
  }

  /// The largest η, to a thousandth, at which a run that begins beside the place of a finding stays.
  private func holding(_ edge: Edge, _ setting: Setting, _ finding: PredictionResult) throws
    -> Double
  {
    let (place, predicted) = (try #require(finding.location), try #require(finding.predicted))
    var (low, high) = (0.5 * predicted, 1.5 * predicted)
    while high - low > 1e-3 * predicted {
      let eta = 0.5 * (low + high)
      let run = try record(
        setting.surface, set: setting.set, setting.optimizer,
        setting.knobs.merging(["eta": eta]) { $1 }, from: place + Point(1e-5, 1e-5), steps: 4000)
      // A hum near its threshold is wide; at a hallucinated minimizer there is none.
      let room = edge.law == "step-threshold" ? 40 * (setting.knobs["rho"] ?? 0) : 1e-3
      let stays =
        run.trajectory.divergedAt == nil
        && run.trajectory.points[(run.lastStep - 8)...].allSatisfy { ($0 - place).norm < room }
      if stays { low = eta } else { high = eta }
    }
    return low
  }
}
