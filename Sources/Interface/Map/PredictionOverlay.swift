import Drawing
import Engine

/// What theory says of the runs at hand: computed once for each set of recordings.
struct PredictionOverlay: Sendable {
  /// Whether theory has still to be asked.
  var isStale = true
  /// One for each run.
  var theories: [Theory] = []
  /// The valley traced along its floor, where there is one.
  var valleyFloor: ValleyFloor?
  /// Where theory stops a run on the valley.
  var stopPoints: [Theory.ThresholdPoint] = []
  /// SAM's predicted way along the floor, for each run that has one.
  var driftPaths: [(run: Int, points: [Point<Double>])] = []
}

extension AppState {
  /// Asks theory anew, if what it says is shown.
  mutating func updatePredictions() {
    predictionOverlay = PredictionOverlay(isStale: false)
    guard overlays.contains(.prediction) || overlays.contains(.valley) else { return }
    let near = recordings.lazy.filter { $0.trajectory.divergedAt == nil }
      .compactMap { $0.trajectory.points.last }.first { $0.isFinite }
    predictionOverlay.valleyFloor = surface.valleyFloor(near: near ?? experiment.start, in: camera)
    guard overlays.contains(.prediction) else { return }
    predictionOverlay.theories = recordings.map(Theory.init)
    if let floor = predictionOverlay.valleyFloor {
      predictionOverlay.stopPoints = Theory.thresholdPoints(on: floor, for: recordings)
    }
    predictionOverlay.driftPaths = predictionOverlay.theories.enumerated().compactMap {
      run, theory in
      let path = theory.driftPath.map(\.point)
      return path.isEmpty ? nil : (run, path)
    }
  }

  /// Why theory draws no way of SAM, if it is asked for one and has none.
  var noPathReason: String? {
    guard overlays.contains(.prediction), predictionOverlay.driftPaths.isEmpty else { return nil }
    let run = focusedRuns.first { recordings[$0].run.optimizer.id == "sam" }
    guard let run, predictionOverlay.theories.indices.contains(run) else { return nil }
    let findings = predictionOverlay.theories[run].results(at: step(of: run))
    return findings.first { $0.id == "drift-position" && !$0.applies }.map {
      "no way of \(title(of: run)): \($0.sentence)"
    }
  }

  /// The law that says most about a run now: one that can be measured before one that cannot yet,
  /// and what the run does before what it could bear.
  func finding(of run: Int) -> PredictionResult? {
    guard predictionOverlay.theories.indices.contains(run) else { return nil }
    let found = predictionOverlay.theories[run].results(at: step(of: run)).filter(\.applies)
    let measured = found.filter { $0.measured != nil }
    return measured.first { $0.id != "step-threshold" } ?? measured.first ?? found.first
  }
}

extension PredictionResult {
  /// The quantity in a line: predicted beside measured.
  var summaryLine: String {
    let sign = relation == .equals ? "=" : "≤"
    let value = predicted.map { formatShort($0) } ?? "–"
    return "\(symbol) \(sign) \(value)" + (measured.map { "  is \(formatShort($0))" } ?? "")
  }
}
