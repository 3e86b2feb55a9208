import Engine
import Foundation
import TestSupport
import Testing

/// Compares all predictions for random runs with measurements.
@Suite(.randomCases) struct `Predictions on random runs` {
  /// The tolerated relative error; of angles in degrees, of multipliers absolute.
  private static let tolerances = [
    "step-threshold": 0.02, "resting-sharpness": 1e-9, "cycle-radius": 0.03, "cycle-direction": 1,
    "cycle-edge": 0.03, "cycle-break-up": 0.01, "landing-point": 0.01, "drift-position": 0.05,
    "drift-rate": 0.06, "parking": 0.05, "epsilon-floor": 0.02, "loss-floor": 0,
    "saddle-multiplier": 0.05, "hallucinated-slope": 1e-4,
  ]

  @Test func `agree with the measurements`() {
    var runs = 0
    var (predictedCounts, measuredCounts) = ([String: Int](), [String: Int]())
    var maxErrors: [String: Double] = [:]
    forEachRandomCase(60) { generator in
      runs += 1
      let recording = try Self.recordRandomRun(&generator)
      for result in Theory.finalResults(recording) {
        guard let predicted = result.predicted else { continue }
        predictedCounts[result.id, default: 0] += 1
        guard let measured = result.measured else { continue }
        measuredCounts[result.id, default: 0] += 1
        let error = Self.error(result, predicted, measured, rho: recording.knobs[.rho])
        maxErrors[result.id] = max(maxErrors[result.id] ?? 0, error)
        #expect(
          error <= (Self.tolerances[result.id] ?? 0),
          "\(result.id): predicted \(predicted), measured \(measured) on \(recording.run)")
      }
    }
    print("\(runs) random runs")
    for id in predictions.map(\.id) {
      let error = maxErrors[id].map { String(format: "error at most %.1e", $0) } ?? ""
      let (predicted, measured) = (predictedCounts[id] ?? 0, measuredCounts[id] ?? 0)
      print("| \(id) | \(predicted) predicted | \(measured) measured | \(error) |")
    }
    #expect(runs == 1 || (measuredCounts["cycle-radius"] ?? 0) * 20 >= runs)
  }

  /// The error of a prediction, in the unit of `tolerances`.
  private static func error(
    _ result: PredictionResult, _ predicted: Double, _ measured: Double, rho: Double
  ) -> Double {
    guard result.relation == .equals else { return max(0, measured / predicted - 1) }
    switch result.id {
    case "cycle-direction", "saddle-multiplier": return abs(measured - predicted)
    case "drift-position", "parking":
      // The middle of an oscillation is known to about ρ/20.
      return max(0, abs(measured - predicted) - 0.05 * rho) / abs(predicted)
    default: return abs(measured / predicted - 1)
    }
  }

  /// Records a random run.
  private static func recordRandomRun(_ generator: inout SeededGenerator) throws -> Recording {
    let setting = try RandomSetting(&generator, nearMinimum: 0.6)
    var knobs = [
      "eta": setting.eta,
      "rho": setting.isNearMinimum
        ? generator.logarithmicNumber(1e-3, 0.5) : generator.logarithmicNumber(2e-3, 2),
      "beta": generator.number(in: 0...0.95), "mu": generator.number(in: 0...1),
    ]
    for (id, value) in knobs {
      let range = setting.optimizer.info.knobs.first { $0.id == id }?.range
      knobs[id] = range.map { min(max(value, $0.lowerBound), $0.upperBound) }
    }
    return try Catalog.record(
      Run(
        surface: setting.surface,
        optimizer: OptimizerChoice(setting.optimizer.info.id, knobs: knobs), start: setting.start,
        steps: generator.pick([200, 2000, 6000])))
  }
}
