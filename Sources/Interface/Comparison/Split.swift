import Engine
import Lessons

/// The runs at several values of a hyperparameter, on maps side by side with one camera and time.
///
/// The experiment at a value is the present experiment with that value in some of its runs.
struct Split: Sendable {
  /// The hyperparameter that differs from map to map.
  let knob: Knob
  /// The values, one per map.
  let values: [Double]
  /// The view to which the end of the split returns.
  let formerView: View
  /// The experiment at each value with its recordings.
  private(set) var variants: [RecordedExperiment] = []

  /// The possible numbers of values.
  static let counts = 2...4

  /// Creates a split without recordings, which `follow` adds.
  init(_ knob: Knob, _ values: [Double], from view: View) {
    (self.knob, self.values, formerView) = (knob, values, view)
  }

  /// The title of the map of a value: `ρ 0.1`.
  func title(of index: Int) -> String { "\(knob.symbol) \(values[index].shortestText)" }

  /// The title of the group of runs with a value in a figure: `ρ = 0.1`.
  func equation(of index: Int) -> String { "\(knob.symbol) = \(values[index].shortestText)" }

  /// The hyperparameter and its values: `ρ = 0.05, 0.1, 0.3`.
  var text: String {
    "\(knob.symbol) = \(values.map(\.shortestText).joined(separator: ", "))"
  }

  /// The runs at all values.
  var runs: [Run] { variants.flatMap(\.history.present.runs) }

  /// Adopts the present experiment, with the values in some of its runs.
  ///
  /// - Parameters:
  ///   - experiment: The present experiment.
  ///   - indices: The indices of the runs that take the values.
  ///   - surface: The surface of the present experiment; the maps of a problem share its plane.
  ///   - known: Recordings that are not made again.
  /// - Returns: The runs that must be recorded; nil if nothing changes.
  /// - Throws: `EngineError` if the catalog rejects the surface.
  mutating func follow(
    _ experiment: Experiment, in indices: [Int], on surface: AnySurface, known: [Recording]
  ) throws(EngineError) -> [Run]? {
    let next = values.map { experiment.setting(knob, to: $0, in: indices) }
    guard next != variants.map(\.history.present) else { return nil }
    if variants.isEmpty {
      for experiment in next {
        variants.append(try RecordedExperiment(experiment, on: surface, known: known))
      }
    } else {
      for (index, experiment) in next.enumerated() {
        _ = try variants[index].replace(ExperimentHistory(experiment), known: known)
        variants[index].showProblem(of: surface)
      }
    }
    return variants.flatMap(\.missingRuns).reduce(into: []) { missing, run in
      if !missing.contains(run) { missing.append(run) }
    }
  }

  /// Stores the recordings of all runs on a problem, in the order of `runs`.
  mutating func receive(_ recordings: [Recording]) {
    var rest = recordings[...]
    for index in variants.indices {
      let count = variants[index].recordings.count
      _ = variants[index].receive(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
  }

  /// Stores a recording; returns false if no run matches.
  mutating func receive(_ recording: Recording) -> Bool {
    var isCurrent = false
    for index in variants.indices where variants[index].receive(recording) { isCurrent = true }
    return isCurrent
  }
}

extension Experiment {
  /// Returns the experiment with a value of a hyperparameter, clamped to its range, in some runs.
  fileprivate func setting(_ knob: Knob, to value: Double, in indices: [Int]) -> Experiment {
    var next = self
    for index in indices where next.namedRuns.indices.contains(index) {
      guard let own = namedRuns[index].knob(knob.id) else { continue }
      next.namedRuns[index].optimizer.knobs[knob.id] = own.range.clamping(value)
    }
    return next
  }
}
