import Engine
import Lessons

/// The settings of one act of a lesson.
struct ActSetup: Sendable {
  let experiment: Experiment
  /// The recordings of the runs; empty if the memory does not suffice for those of all acts.
  let recordings: [Recording]
}

extension Experiment {
  /// Returns the recordings of the runs; nil if a run cannot be recorded.
  func recordings() -> [Recording]? {
    guard let surface = try? Catalog.surface(surface) else { return nil }
    let recordings = runs.compactMap { try? Catalog.record($0, on: surface) }
    return recordings.count == runs.count ? recordings : nil
  }

  /// Returns the recordings of the runs by name, with the path of a training run.
  func byName(_ recordings: [Recording], _ path: TrainingPath?) -> [String: Recording] {
    let recordings = recordings.map { recording in
      var recording = recording
      recording.trainingPath = path
      return recording
    }
    return Dictionary(
      zip(namedRuns.map(\.name), recordings), uniquingKeysWith: { first, _ in first })
  }
}
