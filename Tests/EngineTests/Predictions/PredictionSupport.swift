import Engine
import Foundation
import Testing

/// A run to hold a law against.
struct Setting: Sendable, CustomTestStringConvertible {
  let surface: String
  var set: [String: Double] = [:]
  let optimizer: String
  let knobs: [String: Double]
  let start: Point<Double>
  let steps: Int
  /// The step that is looked at; the last one if there is none.
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

  /// What a law says of the run.
  func finding(_ id: String) throws -> PredictionResult {
    let recording = try recording
    let findings = Theory(recording).results(at: step ?? recording.lastStep)
    return try #require(findings.first { $0.id == id })
  }
}

/// Holds a law's prediction against the measurement of each run, and prints both.
func compare(_ id: String, _ settings: [Setting], within tolerance: Double) throws {
  #expect(settings.count >= 5)
  for setting in settings {
    let finding = try setting.finding(id)
    guard let predicted = finding.predicted else {
      Issue.record("\(id), \(setting.testDescription): \(finding.sentence)")
      continue
    }
    guard let measured = finding.measured else {
      Issue.record("\(id), \(setting.testDescription): predicted \(predicted), not measured")
      continue
    }
    let error = measured / predicted - 1
    printRow(id, setting, predicted, measured, finding.relation == .atMost ? nil : error)
    switch finding.relation {
    case .equals:
      #expect(
        abs(error) <= tolerance,
        "\(id), \(setting.testDescription): predicted \(predicted), measured \(measured)")
    case .atMost:
      #expect(
        measured <= predicted * (1 + tolerance),
        "\(id), \(setting.testDescription): at most \(predicted), measured \(measured)")
    }
  }
}

func printRow(
  _ id: String, _ setting: Setting, _ predicted: Double, _ measured: Double, _ error: Double?
) {
  let numbers = String(format: "%.7g | %.7g", predicted, measured)
  let last = error.map { String(format: "%+.1e", $0) } ?? "at most"
  print("| \(id) | \(setting.testDescription) | \(numbers) | \(last) |")
}

/// Holds a law to its silence where it is not valid.
func refuse(_ id: String, _ setting: Setting, because reason: String) throws {
  let finding = try setting.finding(id)
  #expect(finding.predicted == nil, "\(id), \(setting.testDescription): \(finding)")
  #expect(finding.measured == nil)
  #expect(finding.sentence.hasPrefix("does not apply: "))
  #expect(
    finding.sentence.contains(reason), "\(id), \(setting.testDescription): \(finding.sentence)")
}
