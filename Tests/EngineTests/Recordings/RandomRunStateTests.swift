import TestSupport
import Testing

@testable import Engine

/// Compares the states with an independent classification of random runs.
@Suite(.randomCases) struct `The states of random runs` {
  private static let steps = 8000

  /// With `RAVINE_THOROUGH=10`, 1000 runs; the runs that do not agree are printed.
  @Test func `agree with a classification from long windows`() {
    var (runs, agreeing) = (0, 0)
    forEachRandomCase(100) { generator in
      let recording = try Self.randomRecording(&generator)
      let state = recording.state(at: recording.lastStep)
      let fitting = try LongWindowClassifier(recording: recording).states()
      runs += 1
      if fitting.contains(state.name) || fitting.contains(state.label) {
        agreeing += 1
      } else {
        print("state \(state), by long windows \(fitting.sorted()): \(recording.run)")
      }
    }
    print("\(agreeing) of \(runs) random runs agree")
    #expect(runs == 1 || agreeing * 100 >= runs * 98)
  }

  /// With `RAVINE_THOROUGH=10`, 400 runs.
  @Test func `hardly change after the first tenth of the run`() {
    var (runs, steady) = (0, 0)
    forEachRandomCase(40) { generator in
      let recording = try Self.randomRecording(&generator)
      let changes = recording.stateChanges()
      let late = changes.filter { $0.step > recording.lastStep / 10 }
      runs += 1
      if late.count <= 3 { steady += 1 } else { print("\(changes): \(recording.run)") }
      #expect(late.count <= 6, "\(changes)")
    }
    #expect(runs == 1 || steady * 100 >= runs * 97)
  }

  private static func randomRecording(_ generator: inout SeededGenerator) throws -> Recording {
    let setting = try RandomSetting(&generator, nearMinimum: 0.4)
    var knobs = [
      "eta": setting.eta, "rho": generator.logarithmicNumber(1e-3, 1),
      "beta": generator.number(in: 0...0.95), "mu": generator.number(in: 0...1),
    ]
    knobs = knobs.filter { id, _ in setting.optimizer.info.knobs.contains { $0.id == id } }
    return try Catalog.record(
      Run(
        surface: .named(setting.surface.info.id),
        optimizer: OptimizerChoice(setting.optimizer.info.id, knobs: knobs), start: setting.start,
        steps: steps))
  }
}
