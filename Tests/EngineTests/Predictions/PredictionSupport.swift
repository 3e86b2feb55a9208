import Engine
import Foundation
import Testing

/// A run for which a prediction is compared with a measurement.
struct RunSetup: Sendable, CustomTestStringConvertible {
  let surface: String
  var set: [String: Double] = [:]
  let optimizer: String
  let knobs: [String: Double]
  let start: Point<Double>
  let steps: Int
  /// The step at which the prediction is made; nil for the last step.
  var step: Int?

  init(
    _ surface: String, set: [String: Double] = [:], _ optimizer: String,
    _ knobs: [String: Double], from start: Point<Double>, steps: Int, at step: Int? = nil
  ) {
    (self.surface, self.set, self.optimizer, self.knobs) = (surface, set, optimizer, knobs)
    (self.start, self.steps, self.step) = (start, steps, step)
  }

  var recording: Recording {
    get throws { try record(surface, set: set, optimizer, knobs, from: start, steps: steps) }
  }

  var testDescription: String {
    let all = set.merging(knobs) { $1 }.sorted { $0.key < $1.key }
    let knobs = all.map { "\($0.key) \(String(format: "%.4g", $0.value))" }
    return "\(optimizer) on \(surface), \(knobs.joined(separator: ", "))"
      + (step.map { ", step \($0)" } ?? "")
  }

  /// The result of the prediction with this id.
  func result(_ id: String) throws -> PredictionResult {
    let recording = try recording
    let results = Theory(recording).results(at: step ?? recording.lastStep)
    return try #require(results.first { $0.id == id })
  }
}

/// Compares a prediction with the measurement of each run, and prints both.
func expectAgreement(_ id: String, _ setups: [RunSetup], within tolerance: Double) throws {
  #expect(setups.count >= 5)
  for setup in setups {
    let result = try setup.result(id)
    guard let predicted = result.predicted else {
      Issue.record("\(id), \(setup.testDescription): \(result.sentence)")
      continue
    }
    guard let measured = result.measured else {
      Issue.record("\(id), \(setup.testDescription): predicted \(predicted), not measured")
      continue
    }
    let error = measured / predicted - 1
    printRow(id, setup, predicted, measured, result.relation == .atMost ? nil : error)
    switch result.relation {
    case .equals:
      #expect(
        abs(error) <= tolerance,
        "\(id), \(setup.testDescription): predicted \(predicted), measured \(measured)")
    case .atMost:
      #expect(
        measured <= predicted * (1 + tolerance),
        "\(id), \(setup.testDescription): at most \(predicted), measured \(measured)")
    }
  }
}

/// Prints a table row of a prediction, its measurement and the relative error.
func printRow(
  _ id: String, _ setup: RunSetup, _ predicted: Double, _ measured: Double, _ error: Double?
) {
  let numbers = String(format: "%.7g | %.7g", predicted, measured)
  let last = error.map { String(format: "%+.1e", $0) } ?? "at most"
  print("| \(id) | \(setup.testDescription) | \(numbers) | \(last) |")
}

/// Expects that a prediction does not apply to a run, for a reason.
func expectInapplicable(_ id: String, _ setup: RunSetup, because reason: String) throws {
  let result = try setup.result(id)
  #expect(result.predicted == nil, "\(id), \(setup.testDescription): \(result)")
  #expect(result.measured == nil)
  #expect(result.sentence.hasPrefix("does not apply: "))
  #expect(
    result.sentence.contains(reason), "\(id), \(setup.testDescription): \(result.sentence)")
}
