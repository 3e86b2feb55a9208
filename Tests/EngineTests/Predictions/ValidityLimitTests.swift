import Engine
import Testing

/// A range of a hyperparameter: the prediction applies at the lower bound, not at the upper bound.
private struct ValidityLimit: Sendable, CustomTestStringConvertible {
  let prediction: String
  let values: ClosedRange<Double>
  let because: String
  /// The tolerated relative error; for a bound, only above the bound.
  let tolerance: Double
  /// Whether the prediction is of η, which a single run does not measure.
  let isOfStepSize: Bool
  let setup: @Sendable (Double) -> RunSetup

  init(
    _ prediction: String, _ values: ClosedRange<Double>, because: String, within tolerance: Double,
    isOfStepSize: Bool = false, setup: @escaping @Sendable (Double) -> RunSetup
  ) {
    (self.prediction, self.values, self.because) = (prediction, values, because)
    (self.tolerance, self.isOfStepSize, self.setup) = (tolerance, isOfStepSize, setup)
  }

  var testDescription: String { "\(prediction): \(because)" }
}

private let validityLimits: [ValidityLimit] = [
  ValidityLimit(
    "step-threshold", 0.001...0.1, because: "not quadratic", within: 0.03, isOfStepSize: true
  ) {
    RunSetup("softmin", "sam", ["eta": 0.02, "rho": $0], from: Point(-1.6, 0.1), steps: 900)
  },
  ValidityLimit("resting-sharpness", 0.1...0.3, because: "diverges", within: 1e-9) {
    RunSetup("hyperbola", "usam", ["eta": 0.05, "rho": $0], from: Point(3, 0.34), steps: 1000)
  },
  ValidityLimit("cycle-radius", 0.005...0.064, because: "changes c by", within: 0.03) {
    RunSetup(
      "double-well", "sam", ["eta": 0.534, "rho": $0], from: Point(-1.01, 0.02), steps: 3000)
  },
  ValidityLimit("cycle-radius", 0.001...0.05, because: "changes c by", within: 0.03) {
    RunSetup("double-well", "sam", ["eta": 0.8, "rho": $0], from: Point(1.01, 0.02), steps: 3000)
  },
  ValidityLimit("cycle-radius", 0.005...0.1, because: "breaks up", within: 0.03) {
    RunSetup("double-well", "sam", ["eta": 0.05, "rho": $0], from: Point(1.01, 0.02), steps: 3000)
  },
  ValidityLimit("cycle-radius", 0.1...0.4, because: "a cycle of period 4", within: 1e-9) {
    RunSetup(
      "quadratic", set: ["a": 1, "b": 10], "sam-momentum",
      ["eta": 0.05, "rho": 0.1, "beta": $0], from: Point(1.5, 1), steps: 3000)
  },
  ValidityLimit("cycle-direction", 5...10, because: "about equal", within: 1e-6) {
    RunSetup(
      "quadratic", set: ["a": $0, "b": 10, "angle": 30], "sam", ["eta": 0.1, "rho": 0.3],
      from: Point(1.5, 1), steps: 6000)
  },
  ValidityLimit("cycle-edge", 0.002...0.9, because: "not a quadratic bowl", within: 1e-5) {
    RunSetup("softmin", "sam", ["eta": 0.02, "rho": $0], from: Point(-1.6, 0.1), steps: 6000)
  },
  ValidityLimit("cycle-break-up", 0.3...1.1, because: "above 2/λ", within: 0.01) {
    RunSetup("double-well", "sam", ["eta": $0, "rho": 1e-4], from: Point(1.01, 0.02), steps: 4000)
  },
  // The hyperparameter is the y of the start.
  ValidityLimit(
    "landing-point", -6...(-3.2), because: "far above the stability threshold", within: 0.01
  ) {
    RunSetup("logcosh", "gd", ["eta": 0.2], from: Point(0.1, $0), steps: 9000)
  },
  ValidityLimit("drift-position", 0.05...0.5, because: "higher-order terms", within: 0.05) {
    RunSetup("ring", "sam", ["eta": 0.05, "rho": $0], from: Point(0.92, 0.5), steps: 300)
  },
  ValidityLimit("drift-rate", 0.05...0.5, because: "does not apply", within: 0.06) {
    RunSetup("ring", "sam", ["eta": 0.05, "rho": $0], from: Point(0.92, 0.5), steps: 300)
  },
  ValidityLimit("parking", 0.09...0.3, because: "does not apply", within: 0.05) {
    RunSetup(
      "ravine", set: ["barrier": 0.03], "sam", ["eta": 0.1, "rho": $0], from: Point(-1.1, 0.2),
      steps: 4000)
  },
  ValidityLimit("epsilon-floor", 0.2...0.7, because: "so large", within: 0.02) {
    RunSetup("logcosh", "sam", ["eta": 0.4, "rho": $0], from: Point(0.1, 1), steps: 5000)
  },
  ValidityLimit("loss-floor", 0.05...0.15, because: "above 1/β", within: 0) {
    RunSetup(
      "quadratic", set: ["a": 10, "b": 10], "sam", ["eta": $0, "rho": 1], from: Point(1.3, 0.9),
      steps: 500)
  },
  ValidityLimit("saddle-multiplier", 1...8, because: "moves irregularly", within: 1e-3) {
    RunSetup(
      "saddle", set: ["a": 2, "b": $0], "sam", ["eta": 0.05, "rho": 0.3], from: Point(-3, -0.001),
      steps: 400)
  },
  ValidityLimit("hallucinated-slope", 0.3...0.45, because: "not stable", within: 1e-6) {
    RunSetup("double-well", "sam", ["eta": $0, "rho": 1.4], from: Point(-0.4, 0), steps: 400)
  },
  // The hyperparameter is 2 − ρ.
  ValidityLimit(
    "hallucination-threshold", 0.6...1.2, because: "does not apply", within: 2e-3,
    isOfStepSize: true
  ) {
    RunSetup("double-well", "sam", ["eta": 0.2, "rho": 2 - $0], from: Point(-0.3, 0.2), steps: 900)
  },
]

@Suite struct `Limits of validity` {
  @Test func `are tested for every prediction`() {
    #expect(Set(validityLimits.map(\.prediction)) == Set(predictions.map(\.id)))
  }

  /// Bisects the limit to 1 %: the prediction must be accurate inside and inapplicable outside.
  @Test(arguments: validityLimits)
  fileprivate func `separate accurate predictions from inapplicable predictions`(
    _ limit: ValidityLimit
  ) throws {
    var (inside, outside) = (limit.values.lowerBound, limit.values.upperBound)
    while abs(outside - inside) > 0.01 * abs(inside) {
      let middle = 0.5 * (inside + outside)
      if try limit.setup(middle).result(limit.prediction).applies {
        inside = middle
      } else {
        outside = middle
      }
    }
    let setup = limit.setup(inside)
    let result = try setup.result(limit.prediction)
    let predicted = try #require(result.predicted, "\(result.sentence)")
    let measured = try #require(
      try limit.isOfStepSize ? largestStableEta(limit, setup, result) : result.measured,
      "\(setup.testDescription)")
    let error = measured / predicted - 1
    printRow(limit.prediction, setup, predicted, measured, result.relation == .atMost ? nil : error)
    #expect(
      (result.relation == .atMost ? error : abs(error)) <= limit.tolerance,
      "\(setup.testDescription): predicted \(predicted), measured \(measured)")
    let beyond = limit.setup(outside)
    try expectInapplicable(limit.prediction, beyond, because: limit.because)
    print(
      "| \(limit.prediction) | \(beyond.testDescription) | \(try beyond.result(limit.prediction).sentence) |"
    )
  }

  /// The largest η, to 0.1 %, at which a run that starts next to the result's location stays there.
  private func largestStableEta(
    _ limit: ValidityLimit, _ setup: RunSetup, _ result: PredictionResult
  ) throws
    -> Double
  {
    let (location, predicted) = (try #require(result.location), try #require(result.predicted))
    var (low, high) = (0.5 * predicted, 1.5 * predicted)
    while high - low > 1e-3 * predicted {
      let eta = 0.5 * (low + high)
      let run = try record(
        setup.surface, set: setup.set, setup.optimizer,
        setup.knobs.merging(["eta": eta]) { $1 }, from: location + Point(1e-5, 1e-5), steps: 4000)
      // Near its threshold a 2-cycle is wide; at a hallucinated minimizer SAM does not oscillate.
      let radius = limit.prediction == "step-threshold" ? 40 * (setup.knobs["rho"] ?? 0) : 1e-3
      let stays =
        run.trajectory.divergedAt == nil
        && run.trajectory.points[(run.lastStep - 8)...].allSatisfy { ($0 - location).norm < radius }
      if stays { low = eta } else { high = eta }
    }
    return low
  }
}
